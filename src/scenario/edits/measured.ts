/**
 * Measured times as somebody pastes them, a column of numbers or a table, and the percentiles that the distribution
 * `empirical` is made of.
 */

export interface Pasted {
  readonly valuesMs: readonly number[]
  /** The column that was read, from 1; and how many lines had a number in it. */
  readonly column: number
  readonly columns: number
  /** Lines that had no number there, the first of them as written. */
  readonly leftOut: number
  readonly example: string
}

/** What one of the unit is in milliseconds. */
export const PASTE_UNITS = { ms: 1, s: 1000, µs: 0.001 } as const
export type PasteUnit = keyof typeof PASTE_UNITS

/** What the column of times is called where the first line has names. */
const TIME_NAME = /^"?(.*_)?(ms|time|duration|latency|took|elapsed)(_.*)?"?$/i

/** Every line is a row; of several columns that which is named a time, else that with the most numbers is read, or the one that is asked for. */
export function readMeasured(text: string, unit: PasteUnit, column: number | null): Pasted {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const rows = lines.map((line) => line.trim().split(/\s*[\t;,]\s*|\s+/))
  const columns = Math.max(1, ...rows.map((row) => row.length))
  const numbers = (at: number): number => rows.filter((row) => numberAt(row, at) !== null).length
  let best = (column ?? 1) - 1
  if (column === null) {
    const named = rows[0]?.findIndex((cell) => TIME_NAME.test(cell)) ?? -1
    best = Math.max(0, named)
    if (named < 0) for (let at = 0; at < columns; at++) if (numbers(at) > numbers(best)) best = at
  }
  const values: number[] = []
  const wrong: string[] = []
  rows.forEach((row, i) => {
    const value = numberAt(row, best)
    if (value === null) wrong.push(lines[i] ?? '')
    else values.push(Math.round(value * PASTE_UNITS[unit] * 1000) / 1000)
  })
  const example = (wrong[0] ?? '').slice(0, 40)
  return { valuesMs: values, column: best + 1, columns, leftOut: wrong.length, example }
}

function numberAt(row: readonly string[], column: number): number | null {
  const cell = row[column]?.replace(/^"|"$/g, '') ?? ''
  const value = cell === '' ? Number.NaN : Number(cell)
  return Number.isFinite(value) && value >= 0 ? value : null
}

/**
 * The percentiles of these values: all of them when they are few, else every hundredth and, in the tail, as finely as
 * there are values. Between rows the distribution is a straight line.
 */
export function percentilesOf(valuesMs: readonly number[]): readonly (readonly [number, number])[] {
  const sorted = [...valuesMs].sort((a, b) => a - b)
  const last = sorted.length - 1
  const only = sorted[0] ?? 0
  if (last < 1)
    return [
      [0, only],
      [1, only],
    ]
  const at = (share: number): number => {
    const place = share * last
    const below = Math.floor(place)
    const from = sorted[below] as number
    const to = sorted[Math.min(last, below + 1)] as number
    return Math.round((from + (place - below) * (to - from)) * 1000) / 1000
  }
  return sharesFor(last).map((share) => [share, at(share)])
}

const ROWS_ALL = 100

function sharesFor(last: number): readonly number[] {
  if (last <= ROWS_ALL) return Array.from({ length: last + 1 }, (_, i) => i / last)
  const shares: number[] = []
  for (let i = 0; i < 99; i++) shares.push(i / 100)
  for (let rarer = 100; rarer <= last; rarer *= 10) {
    for (let tenths = 10; tenths > 1; tenths--) shares.push(1 - tenths / (rarer * 10))
  }
  return [...shares, 1]
}
