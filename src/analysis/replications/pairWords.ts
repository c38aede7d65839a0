/** What may be said of a lane against another from many runs, in words: each claim has its interval. */
import { type Contrast, isSame, SAME_RATIO } from '../numbers/comparison.ts'
import { type ComparedLane, type Finding, type FindingPart, tiedWords } from '../numbers/finding.ts'
import { figureInterval } from './figures.ts'
import type { Comparison } from './interval.ts'
import { type Metric, metricOf } from './metrics.ts'
import { NEEDED_MAX } from './needed.ts'
import type { Replication } from './replication.ts'
import { isClaimed, stabilityOf } from './stability.ts'
import { CLAIM_CONFIDENCE, type Told, tell } from './tell.ts'
import { againstWords, type BoundsWords, boundsWords, joined } from './words.ts'

export interface ReplicatedLane extends Pick<ComparedLane, 'letter' | 'words'> {
  readonly replications: readonly Replication[]
}

export interface Pair {
  readonly base: ReplicatedLane
  readonly other: ReplicatedLane
  /** All that are compared, the base first. */
  readonly lanes: readonly ReplicatedLane[]
}

/** What a pair is compared by; goodput where no latency is claimed and failures say nothing. */
export interface PairContrast extends Pick<Contrast, 'lane' | 'isBetter'> {
  readonly about: Contrast['about'] | 'goodput'
}

export const P99 = metricOf('p99')
export const ERRORS = metricOf('errors')
export const GOODPUT = metricOf('goodput')

const METRICS = { latency: P99, errors: ERRORS, goodput: GOODPUT } as const

export const plain = (text: string): FindingPart => ({ text, isStrong: false })
export const strong = (text: string): FindingPart => ({ text, isStrong: true })

/** The mean of what is claimed of a lane, else NaN. */
export function meanOf(metric: Metric, { replications }: ReplicatedLane): number {
  if (!isClaimed(metric, stabilityOf(replications))) return Number.NaN
  return (
    replications.reduce((sum, { figures }) => sum + figures[metric.id], 0) / replications.length
  )
}

/** Null where there is nothing to compare. */
export function pairFinding(pair: Pair, contrast: PairContrast): Finding | null {
  const found = told(METRICS[contrast.about], pair)
  if (found === null) return null
  if (!found.isApart) {
    return found.isAlike ? alike(pair, contrast) : undecided(pair, contrast, found)
  }
  const parts =
    contrast.about === 'errors'
      ? errorParts(pair, contrast)
      : ratioParts(pair, found.comparison, contrast)
  return { kind: 'difference', parts }
}

/** Every lane is held against the base, and all that is said of them is to hold together. */
function told(metric: Metric, { base, other, lanes }: Pair): Told | null {
  const areClaimed = [base, other].every((lane) => !Number.isNaN(meanOf(metric, lane)))
  return areClaimed ? tell(metric, [other.replications, base.replications], lanes.length - 1) : null
}

function ratioParts(
  { base, other, lanes }: Pair,
  { kind, interval }: Comparison,
  { about, lane, isBetter }: PairContrast,
): readonly FindingPart[] {
  const words = againstWords(kind, interval)
  const best = about === 'goodput' ? 'the highest of all.' : 'the lowest of all.'
  const than = ` than in ${base.letter}`
  const tied = tiedWords(lanes, lane, (each) => meanOf(METRICS[about], each))
  const alone = base.letter === 'A' ? '.' : `${than}.`
  return [
    plain(about === 'goodput' ? 'Goodput is ' : 'p99 is '),
    strong(words.figure),
    plain(`${words.range} with `),
    strong(other.words),
    plain(
      lanes.length === 2 ? alone : `${tied}${than}, ${isBetter ? best : 'and no lane is better.'}`,
    ),
  ]
}

/** More failures first; a p99 that says the same, and surely, is added, or else the bounds of the larger share. */
function errorParts(pair: Pair, { lane, isBetter }: PairContrast): readonly FindingPart[] {
  const { base, other } = pair
  const latency = told(P99, pair)
  const [ratio, of] = [meanOf(ERRORS, other), meanOf(ERRORS, base)]
  const beside = besideErrors(latency, isBetter)
  const share = (lane: ReplicatedLane, isLarger: boolean): BoundsWords => {
    const interval = figureInterval(ERRORS, lane.replications)
    if (interval === null) return { figure: '', range: '' }
    const words = boundsWords(interval, ERRORS.unit)
    return isLarger && beside.length === 1 ? words : { ...words, range: '' }
  }
  const [more, less] = [share(other, ratio > of), share(base, of > ratio)]
  return [
    strong(ratio === 0 ? 'No request fails' : more.figure),
    plain(ratio === 0 ? ' with ' : `${more.range} of requests fail with `),
    strong(other.words),
    plain(
      `${tiedWords(pair.lanes, lane, (each) => meanOf(ERRORS, each))}, ${of === 0 ? 'none' : joined(less)} in ${base.letter}`,
    ),
    ...beside,
  ]
}

function besideErrors(latency: Told | null, isBetter: boolean): readonly FindingPart[] {
  if (latency === null) return [plain('.')]
  const { kind, interval } = latency.comparison
  if (latency.isApart && interval.estimate < 1 === isBetter) {
    const words = againstWords(kind, interval)
    return [plain('; p99 is '), strong(words.figure), plain(`${words.range}.`)]
  }
  return [plain(isSame(interval.estimate, 1) ? '.' : '; p99 is of the answered ones.')]
}

const alike = ({ base, lanes }: Pair, { about }: PairContrast): Finding => ({
  kind: 'no-difference',
  parts: [
    plain(
      `No difference in ${METRICS[about].name} beyond ${100 * SAME_RATIO} %${lanes.length > 2 ? ` between ${base.letter} and any lane` : ''}.`,
    ),
  ],
})

function undecided({ base, other }: Pair, { about }: PairContrast, found: Told): Finding {
  const { claim, needed } = found
  const more =
    needed > NEEDED_MAX ? `more than ${NEEDED_MAX} more runs` : `about ${needed} more runs`
  return {
    kind: 'undecided',
    parts: [
      plain('Cannot tell '),
      strong(`${base.letter} from ${other.letter}`),
      plain(` yet in ${METRICS[about].name}`),
      plain(`${boundsOf(claim)}: needs ${more}.`),
    ],
  }
}

/** ` (99 % bounds: 0.97 to 1.08 times as much)`: those that a claim would have to be made by. */
function boundsOf({ kind, interval: { low, high } }: Comparison): string {
  const digits = high - low < 0.02 ? 3 : 2
  const level = `${100 * CLAIM_CONFIDENCE} % bounds`
  if (kind === 'ratio')
    return ` (${level}: ${low.toFixed(digits)} to ${high.toFixed(digits)} times as much)`
  const points = (share: number): string => (100 * share).toFixed(digits)
  return ` (${level}: ${points(low)} to ${points(high)} points more)`
}
