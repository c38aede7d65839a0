/**
 * Figures with their bounds in words, in as many digits as they are sure of: `376 ms (374 to 379)`, `3.1× lower (2.8 to
 * 3.4)`, `4 % higher (1 to 7 %)`.
 */
import type { Interval } from './interval.ts'
import type { Metric } from './metrics.ts'
import type { RankRange } from './ranks.ts'

export type Bounds = Pick<Interval, 'estimate' | 'low' | 'high'>

export interface BoundsWords {
  /** `376 ms`, `3.1× lower`. */
  readonly figure: string
  /** In parentheses, with a blank in front. */
  readonly range: string
}

export const joined = ({ figure, range }: BoundsWords): string => `${figure}${range}`

/** From here on times are told in seconds. */
const SECONDS_FROM_MS = 9_999.5

/** Of the mean of a figure. */
export function boundsWords(bounds: Bounds, unit: Metric['unit']): BoundsWords {
  switch (unit) {
    case 'ms':
      return bounds.estimate < SECONDS_FROM_MS
        ? inUnit(bounds, ' ms', 0)
        : inUnit(scaled(bounds, 1 / 1000), ' s', 1)
    case '/s':
      return inUnit(bounds, ' /s', 0)
    case 'share':
      return inPercent(scaled(bounds, 100))
    case 'times':
      return inUnit(bounds, '×', 2)
  }
}

/** Below this many times, percent say more. */
const TIMES_MIN = 1.5

/** Of how one figure compares with another's: a ratio, or a difference of shares. */
export function againstWords(kind: 'ratio' | 'difference', bounds: Bounds): BoundsWords {
  const isLower = bounds.estimate < (kind === 'ratio' ? 1 : 0)
  const word = isLower ? 'lower' : 'higher'
  if (kind === 'difference') {
    const { figure, range } = inUnit(
      isLower ? mirrored(scaled(bounds, -100)) : scaled(bounds, 100),
      '',
      1,
    )
    return { figure: `${figure} points ${word}`, range }
  }
  const { estimate, low, high } = bounds
  const times = isLower ? { estimate: 1 / estimate, low: 1 / high, high: 1 / low } : bounds
  if (times.estimate >= TIMES_MIN) {
    const { figure, range } = inUnit(times, '×', 1)
    return { figure: `${figure} ${word}`, range }
  }
  const percent = (ratio: number): number => 100 * (isLower ? 1 - ratio : ratio - 1)
  const [one, other] = [percent(low), percent(high)]
  const { figure, range } = inPercent({
    estimate: percent(estimate),
    low: isLower ? other : one,
    high: isLower ? one : other,
  })
  return { figure: `${figure} ${word}`, range }
}

/** `2`, or `2 to 3` where the place is not sure. */
export const rankWords = ({ best, worst }: RankRange): string =>
  best === worst ? `${best}` : `${best} to ${worst}`

const scaled = ({ estimate, low, high }: Bounds, by: number): Bounds => ({
  estimate: estimate * by,
  low: low * by,
  high: high * by,
})

const mirrored = ({ estimate, low, high }: Bounds): Bounds => ({ estimate, low: high, high: low })

function inUnit(bounds: Bounds, unit: string, decimalsMin: number): BoundsWords {
  const text = digitsFor(bounds, decimalsMin)
  return {
    figure: `${text(bounds.estimate)}${unit}`,
    range: ` (${text(bounds.low)} to ${text(bounds.high)})`,
  }
}

function inPercent(percent: Bounds): BoundsWords {
  const text = digitsFor(percent, 0)
  return {
    figure: `${text(percent.estimate)} %`,
    range: ` (${text(percent.low)} to ${text(percent.high)} %)`,
  }
}

const DECIMALS_MAX = 6

/** Numbers with so many decimals that the two bounds are well apart; no fewer than asked below ten. */
function digitsFor({ low, high }: Bounds, decimalsMin: number): (value: number) => string {
  let decimals = high < 9.95 ? decimalsMin : 0
  let unit = 1
  for (let i = 0; i < decimals; i++) unit /= 10
  while (high > low && high - low < 2 * unit && decimals < DECIMALS_MAX) {
    decimals++
    unit /= 10
  }
  // Whatever rounds to none is none, without a sign.
  return (value) => (Math.abs(value) < unit / 2 ? '0' : value.toFixed(decimals))
}
