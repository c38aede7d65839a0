/**
 * The sentence under the lanes, from many runs: it claims no more than its interval allows. What it is about is chosen
 * as it is for one run (`numbers/finding.ts`), by the means of all. Of lanes that are unstable no mean is claimed.
 */
import {
  type Contrast,
  type Contrasted,
  contrastOf,
  isSame,
  SAME_RATIO,
} from '../numbers/comparison.ts'
import type { ComparedLane, Finding, FindingPart } from '../numbers/finding.ts'
import { figureInterval } from './figures.ts'
import type { Comparison } from './interval.ts'
import { type Metric, type MetricId, metricOf } from './metrics.ts'
import { NEEDED_MAX } from './needed.ts'
import type { Replication } from './replication.ts'
import { stabilityOf, UNSTABLE_WORDS } from './stability.ts'
import { CLAIM_CONFIDENCE, type Told, tell } from './tell.ts'
import { againstWords, type BoundsWords, boundsWords, joined } from './words.ts'

export interface ReplicatedLane extends Pick<ComparedLane, 'letter' | 'words'> {
  readonly replications: readonly Replication[]
}

/** Null where there is no interval to speak of: of fewer than two replications, or without answers. */
export function replicatedFinding(lanes: readonly ReplicatedLane[]): Finding | null {
  const [base] = lanes
  if (base === undefined || base.replications.length < 2) return null
  const unstable = lanes.filter(({ replications }) => stabilityOf(replications) !== 'stable')
  if (unstable.length > 0) return unstableFinding(lanes, unstable)
  if (lanes.length === 1) return single(base)
  const contrast = contrastOf(lanes.map(meansOf)) ?? furthest(lanes)
  if (contrast === null) return null
  return pairFinding(
    { base, other: lanes[contrast.lane] as ReplicatedLane, lanes: lanes.length },
    contrast,
  )
}

const plain = (text: string): FindingPart => ({ text, isStrong: false })
const strong = (text: string): FindingPart => ({ text, isStrong: true })

const P99 = metricOf('p99')
const ERRORS = metricOf('errors')

function meansOf({ replications }: ReplicatedLane): Contrasted {
  const mean = (id: MetricId): number =>
    replications.reduce((sum, { figures }) => sum + figures[id], 0) / replications.length
  return {
    requests: replications.reduce((sum, { ended }) => sum + ended, 0),
    errorRatio: mean('errors'),
    latency: { p99Ms: mean('p99') },
  }
}

/** Where nothing stands out: the lane whose p99 is the furthest from the base's. */
function furthest(lanes: readonly ReplicatedLane[]): Contrast | null {
  const p99s = lanes.map((lane) => meansOf(lane).latency.p99Ms)
  const base = p99s[0] as number
  if (!p99s.every(Number.isFinite)) return null
  const offBy = (lane: number): number => Math.abs((p99s[lane] as number) - base)
  const lane = p99s.reduce((most, _, i) => (offBy(i) > offBy(most) ? i : most), 1)
  return { lane, about: 'latency', isBetter: (p99s[lane] as number) < base }
}

function unstableFinding(
  lanes: readonly ReplicatedLane[],
  unstable: readonly ReplicatedLane[],
): Finding {
  const letters = unstable.map(({ letter }) => letter).join(', ')
  const who =
    lanes.length === 1
      ? 'Unstable'
      : unstable.length === 1
        ? `Lane ${letters} is unstable`
        : `Lanes ${letters} are unstable`
  const stability = stabilityOf((unstable[0] as ReplicatedLane).replications)
  const why = stability === 'stable' ? '' : UNSTABLE_WORDS[stability]
  return {
    kind: 'overload',
    parts: [
      strong(who),
      plain(`: ${why}, so its figures hang on how long one looks, and no mean is claimed.`),
    ],
  }
}

function single({ replications }: ReplicatedLane): Finding | null {
  const p99 = figureInterval(P99, replications)
  const errors = figureInterval(ERRORS, replications)
  if (p99 === null || errors === null) return null
  const [latency, failed] = [boundsWords(p99, P99.unit), boundsWords(errors, ERRORS.unit)]
  return {
    kind: 'single',
    parts: [
      plain('p99 is '),
      strong(latency.figure),
      plain(`${latency.range}, and `),
      ...(errors.estimate === 0
        ? [plain('no request failed.')]
        : [strong(failed.figure), plain(`${failed.range} of requests failed.`)]),
    ],
  }
}

interface Pair {
  readonly base: ReplicatedLane
  readonly other: ReplicatedLane
  /** How many there are in all. */
  readonly lanes: number
}

/** Every lane is held against the base, and all that is said of them is to hold together. */
const told = (metric: Metric, { base, other, lanes }: Pair): Told | null =>
  tell(metric, [other.replications, base.replications], lanes - 1)

function pairFinding(pair: Pair, contrast: Contrast): Finding | null {
  const isOfErrors = contrast.about === 'errors'
  const found = told(isOfErrors ? ERRORS : P99, pair)
  if (found === null) return null
  if (found.isApart) {
    const parts = isOfErrors
      ? errorParts(pair, contrast)
      : latencyParts(pair, found.comparison, contrast)
    return { kind: 'difference', parts }
  }
  return found.isAlike ? alike(pair) : undecided(pair, contrast, found)
}

function latencyParts(
  { base, other, lanes }: Pair,
  { kind, interval }: Comparison,
  { isBetter }: Contrast,
): readonly FindingPart[] {
  const words = againstWords(kind, interval)
  const rest = isBetter ? 'the lowest of all.' : 'and no lane is better.'
  return [
    plain('p99 is '),
    strong(words.figure),
    plain(`${words.range} with `),
    strong(other.words),
    plain(lanes === 2 ? '.' : ` than in ${base.letter}, ${rest}`),
  ]
}

/** More failures first; a p99 that says the same, and surely, is added, or else the bounds of the larger share. */
function errorParts(pair: Pair, { isBetter }: Contrast): readonly FindingPart[] {
  const { base, other } = pair
  const latency = told(P99, pair)
  const [ratio, of] = [meansOf(other).errorRatio, meansOf(base).errorRatio]
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
    plain(`, ${of === 0 ? 'none' : joined(less)} in ${base.letter}`),
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

const alike = ({ base, lanes }: Pair): Finding => ({
  kind: 'no-difference',
  parts: [
    plain(
      `No difference in p99 beyond ${100 * SAME_RATIO} %${lanes > 2 ? ` between ${base.letter} and any lane` : ''}.`,
    ),
  ],
})

function undecided({ base, other }: Pair, { about }: Contrast, found: Told): Finding {
  const { claim, needed } = found
  const more = needed > NEEDED_MAX ? `more than ${NEEDED_MAX} more` : `about ${needed} more`
  return {
    kind: 'undecided',
    parts: [
      plain('Cannot tell '),
      strong(`${base.letter} from ${other.letter}`),
      plain(` yet in ${about === 'errors' ? 'failures' : 'p99'}`),
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
