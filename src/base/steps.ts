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

/** Of values between the ends, so that they can be written down. */
const DIGITS = 4

export function stepsOf({ from, to, count, isLog, isWhole = false }: Range): readonly number[] {
  const values = Array.from({ length: count }, (_, i) => {
    if (i === 0) return from
    if (i === count - 1) return to
    const share = i / (count - 1)
    const value = isLog ? from * exp(share * ln(to / from)) : from + (to - from) * share
    return isWhole ? Math.round(value) : Number(value.toPrecision(DIGITS))
  })
  return [...new Set(values)]
}

/** About in the middle between two values; null where there is nothing between them that is worth a look. */
export function betweenOf(
  [low, high]: readonly [low: number, high: number],
  { isLog, isWhole, nearRatio }: BetweenOptions,
): number | null {
  const isNear = isWhole ? high - low <= 1 : high - low <= nearRatio * Math.abs(high)
  if (isNear) return null
  const middle = isLog && low > 0 ? Math.sqrt(low * high) : (low + high) / 2
  const value = isWhole ? Math.round(middle) : Number(middle.toPrecision(DIGITS))
  return value > low && value < high ? value : null
}

interface BetweenOptions {
  readonly isLog: boolean
  readonly isWhole: boolean
  /** Two values that are no further apart than this share of the larger are near enough. */
  readonly nearRatio: number
}
