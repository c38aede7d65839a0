/** The readable report of a comparison: a block a lane, and what they come to. */
import type { Metric } from '../../analysis/replications/metrics.ts'
import { UNSTABLE_WORDS } from '../../analysis/replications/stability.ts'
import { range, ratioIntervalWords, shareRange } from '../../analysis/replications/words.ts'
import { formatMs, formatRate, formatShare, oneLine, table } from '../format.ts'
import type {
  BoundsResult,
  ComparisonResult,
  FigureResult,
  LaneComparison,
} from './comparisonResult.ts'

export function comparisonText(result: ComparisonResult): string {
  const { title, seed, window, lanes, replications, confidence, finding } = result
  const stretch = `${window.fromMs / 1000} s to ${window.toMs / 1000} s`
  const basis = `${replications} replications, ${100 * confidence} % confidence`
  return [
    `${oneLine(title)}  (seed ${oneLine(seed)}, ${stretch}, ${basis})`,
    ...lanes.map((lane) => laneText(lane, lanes)),
    ...(finding === '' ? [] : [oneLine(`${finding} (${basis}.)`)]),
  ].join('\n\n')
}

function laneText(lane: LaneComparison, lanes: readonly LaneComparison[]): string {
  const badges = [
    ...(lane.hasOtherTraffic ? ['  [different traffic]'] : []),
    ...(lane.stability === 'stable' ? [] : [`  [unstable: ${UNSTABLE_WORDS[lane.stability]}]`]),
  ]
  const rows = lane.figures.map((figure) => [
    figure.metric,
    meanText(figure),
    againstText(figure, lanes[0]?.letter ?? 'A'),
    ...(lanes.length > 2 ? [rankText(figure)] : []),
  ])
  return `${lane.letter}  ${oneLine(lane.title)}${badges.join('')}\n${table(rows, '   ')}`
}

const meanText = ({ mean, unit }: FigureResult): string =>
  mean === null ? 'no mean is claimed' : boundsText(mean, unit)

/** `212 ms (205 to 219)`. */
export function boundsText(bounds: BoundsResult, unit: Metric['unit']): string {
  switch (unit) {
    case 'ms':
      return bounds.estimate < 999.95
        ? `${formatMs(bounds.estimate)}${rangeOf(bounds)}`
        : `${formatMs(bounds.estimate)}${rangeOf(scaled(bounds, 1 / 1000))}`
    case '/s':
      return `${formatRate(bounds.estimate)}${rangeOf(bounds)}`
    case 'share':
      return `${formatShare(bounds.estimate)}${shareRange(counted(bounds))}`
    case 'times':
      return `${bounds.estimate.toFixed(2)}×${rangeOf(bounds)}`
  }
}

const scaled = ({ estimate, low, high }: BoundsResult, by: number): BoundsResult => ({
  estimate: estimate * by,
  low: low * by,
  high: high * by,
})

const rangeOf = (bounds: BoundsResult): string => range(counted(bounds))

const counted = (bounds: BoundsResult) => ({ ...bounds, count: 0 })

function againstText({ against }: FigureResult, letter: string): string {
  if (against === null) return ''
  const { kind, low, high, needed } = against
  if (needed !== 0) {
    const more = needed === null ? 'more than anybody makes' : `about ${needed} more`
    return low === high ? `same as ${letter}` : `not told from ${letter}: needs ${more}`
  }
  if (kind === 'ratio') {
    const words = ratioIntervalWords(counted(against))
    return `${words.strong}${words.range}`
  }
  const points = shareRange(
    counted({
      ...against,
      low: Math.min(Math.abs(low), Math.abs(high)),
      high: Math.max(Math.abs(low), Math.abs(high)),
    }),
  )
  return `${formatShare(Math.abs(against.estimate)).replace(' %', '')} points ${against.estimate < 0 ? 'lower' : 'higher'}${points.replace(' %', '')}`
}

function rankText({ rank }: FigureResult): string {
  if (rank === null) return ''
  return rank.best === rank.worst ? `place ${rank.best}` : `place ${rank.best} to ${rank.worst}`
}
