/** Binary search in an ascending column. */

/** Anything indexed by whole numbers: a typed array, a column, a list. */
export interface Ascending {
  readonly length: number
  readonly [index: number]: number
}

/** The first place in [from, to) whose value is at least `x`; `to` when there is none. */
export function lowerBound(values: Ascending, x: number, from = 0, to = values.length): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] as number) < x) low = middle + 1
    else high = middle
  }
  return low
}

/** The first place in [from, to) whose value is greater than `x`; `to` when there is none. */
export function upperBound(values: Ascending, x: number, from = 0, to = values.length): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] as number) <= x) low = middle + 1
    else high = middle
  }
  return low
}
