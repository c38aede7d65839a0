/** The readable report of a comparison: a block a lane, and what they come to. */
import type { FigureResult } from '../../analysis/replications/figureResult.ts'
import { shortRunWords } from '../../analysis/replications/shortRun.ts'
import { UNSTABLE_WORDS } from '../../analysis/replications/stability.ts'
import { againstWords, boundsWords, joined, rankWords } from '../../analysis/replications/words.ts'
import { oneLine, table } from '../format.ts'
import { shortWarmUpText } from '../warmUpResult.ts'
import type { ComparisonResult, LaneComparison } from './comparisonResult.ts'

export function comparisonText(result: ComparisonResult): string {
  const { title, seed, window, lanes, replications, confidence, finding, shortWarmUp } = result
  const stretch = `${window.fromMs / 1000} s to ${window.toMs / 1000} s`
  const basis = `${replications} replications, ${100 * confidence} % confidence`
  return [
    `${oneLine(title)}  (seed ${oneLine(seed)}, ${stretch}, ${basis})`,
    ...lanes.map((lane) => laneText(lane, lanes)),
    ...(shortWarmUp === null ? [] : [shortWarmUpText(shortWarmUp)]),
    ...(finding === '' ? [] : [oneLine(`${finding} (${basis}.)`)]),
  ].join('\n\n')
}

function laneText(lane: LaneComparison, lanes: readonly LaneComparison[]): string {
  const badges = [
    ...(lane.hasOtherTraffic ? ['  [different traffic]'] : []),
    ...(lane.stability === 'stable' ? [] : [`  [unstable: ${UNSTABLE_WORDS[lane.stability]}]`]),
    ...(lane.short === null ? [] : [`  [short runs: ${shortRunWords(lane.short)}]`]),
  ]
  const rows = lane.figures.map((figure) => [
    figure.metric,
    meanText(figure),
    againstText(figure, lanes[0]?.letter ?? 'A'),
    ...(lanes.length > 2 && figure.rank !== null ? [`place ${rankWords(figure.rank)}`] : []),
  ])
  return `${lane.letter}  ${oneLine(lane.title)}${badges.join('')}\n${table(rows, '   ')}`
}

const meanText = ({ mean, unit }: FigureResult): string =>
  mean === null ? 'not claimed' : joined(boundsWords(mean, unit))

function againstText({ against }: FigureResult, letter: string): string {
  if (against === null) return ''
  const { kind, low, high, needed } = against
  if (needed === 0) return joined(againstWords(kind, against))
  if (low === high) return `same as ${letter}`
  const more = needed === null ? 'more runs than anybody makes' : `about ${needed} more runs`
  return `not told from ${letter}: needs ${more}`
}
