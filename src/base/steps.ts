/** Values from one number to another, in steps of one size or by equal factors. */
import { exp, ln } from './numeric.ts'

export interface Range {
  readonly from: number
  readonly to: number
  /** How many values there are, both ends among them; 2 or more. */
  readonly count: number
  /** By equal factors; both ends must be above 0. */
  readonly isLog: boolean
  /** Only whole numbers: there may be fewer than asked for. */
  readonly isWhole?: boolean
}

/** Of values between the ends, at least, so that they can be written down. */
const DIGITS = 4

/** So many decimals tell values apart that are no nearer than `gap`, each off by a twentieth of it at most; below 0 for tens. */
export const decimalsBetween = (gap: number): number => 1 - exponentOf(gap)

/** The smallest difference between two neighbours; 0 of fewer than two. */
export function gapOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const gaps = sorted.slice(1).map((value, i) => value - (sorted[i] as number))
  return gaps.length === 0 ? 0 : Math.min(...gaps)
}

export function stepsOf({ from, to, count, isLog, isWhole = false }: Range): readonly number[] {
  const exact = Array.from({ length: count }, (_, i) => {
    if (i === 0) return from
    if (i === count - 1) return to
    const share = i / (count - 1)
    return isLog ? from * exp(share * ln(to / from)) : from + (to - from) * share
  })
  const values = exact.map((value, i) => {
    if (i === 0 || i === count - 1) return value
    return isWhole ? Math.round(value) : rounded(value, Math.abs(value - (exact[i - 1] as number)))
  })
  return [...new Set(values)]
}

/** To four digits, or as many as tell it from what is `gap` away. */
function rounded(value: number, gap: number): number {
  if (value === 0 || gap === 0) return value
  const digits = Math.max(DIGITS, exponentOf(value) + 1 + decimalsBetween(gap))
  return Number(value.toPrecision(Math.min(DIGITS_MAX, digits)))
}

/** A double has no more that mean anything. */
const DIGITS_MAX = 15

/** Of the leading digit: 2 of 300, -1 of 0.4. */
const exponentOf = (value: number): number => Number(value.toExponential().split('e')[1])

/** About in the middle between two values; null where there is nothing between them that is worth a look. */
export function betweenOf(
  [low, high]: readonly [low: number, high: number],
  { isLog, isWhole, nearRatio }: BetweenOptions,
): number | null {
  const isNear = isWhole ? high - low <= 1 : high - low <= nearRatio * Math.abs(high)
  if (isNear) return null
  const middle = isLog && low > 0 ? Math.sqrt(low * high) : (low + high) / 2
  const value = isWhole ? Math.round(middle) : rounded(middle, (high - low) / 2)
  return value > low && value < high ? value : null
}

interface BetweenOptions {
  readonly isLog: boolean
  readonly isWhole: boolean
  /** Two values that are no further apart than this share of the larger are near enough. */
  readonly nearRatio: number
}
