/** Intervals in words, with as many digits as they are sure of: `3.1× lower (2.8 to 3.4)`, `4 % higher (1 to 7 %)`. */
import type { Interval } from './interval.ts'

/** How a figure compares with another's, and within which bounds. */
export interface RatioWords {
  readonly strong: string
  /** In parentheses, with a blank in front. */
  readonly range: string
}

/** Below this many times, percent say more. */
const TIMES_MIN = 1.5

/** Of a ratio whose interval lies on one side of 1, or whose estimate does. */
export function ratioIntervalWords({ estimate, low, high }: Interval): RatioWords {
  const isLower = estimate < 1
  const word = isLower ? 'lower' : 'higher'
  const [middle, from, to] = isLower ? [1 / estimate, 1 / high, 1 / low] : [estimate, low, high]
  if (middle >= TIMES_MIN) {
    const text = digitsFor(from, to, 1)
    return { strong: `${text(middle)}× ${word}`, range: ` (${text(from)} to ${text(to)})` }
  }
  const percent = (ratio: number): number => 100 * (isLower ? 1 - ratio : ratio - 1)
  const [less, more] = isLower ? [percent(high), percent(low)] : [percent(low), percent(high)]
  const text = digitsFor(less, more, 0)
  return {
    strong: `${text(percent(estimate))} % ${word}`,
    range: ` (${text(less)} to ${text(more)} %)`,
  }
}

/** ` (0.8 to 1.2 %)`, of a share. */
export function shareRange({ low, high }: Interval): string {
  const text = digitsFor(100 * low, 100 * high, 1)
  return ` (${text(100 * low)} to ${text(100 * high)} %)`
}

/** ` (250 to 276)`, in the unit that stands in front. */
export function range({ low, high }: Interval): string {
  const text = digitsFor(low, high, 0)
  return ` (${text(low)} to ${text(high)})`
}

const DECIMALS_MAX = 6

/** Numbers with so many decimals that two bounds are told apart; no fewer than asked below ten. */
function digitsFor(low: number, high: number, decimalsMin: number): (value: number) => string {
  let decimals = high < 9.95 ? decimalsMin : 0
  let unit = 1
  for (let i = 0; i < decimals; i++) unit /= 10
  while (high > low && high - low < 2 * unit && decimals < DECIMALS_MAX) {
    decimals++
    unit /= 10
  }
  // -0 is 0.
  return (value) => (value === 0 ? 0 : value).toFixed(decimals).replace(/^-(0(\.0+)?)$/, '$1')
}
