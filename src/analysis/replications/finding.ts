/**
 * The sentence under the lanes, from many runs: it claims no more than its interval allows. What it is about is chosen
 * as it is for one run (`numbers/finding.ts`), by the means of all. Of a lane that is unstable no latency is claimed:
 * it is held against others by what fails and what is answered, while those that are stable are compared as ever.
 */
import { type Contrasted, contrastOf } from '../numbers/comparison.ts'
import { type Finding, type FindingPart, failingParts } from '../numbers/finding.ts'
import { figureInterval } from './figures.ts'
import type { Metric } from './metrics.ts'
import {
  ERRORS,
  GOODPUT,
  meanOf,
  P99,
  type PairContrast,
  pairFinding,
  plain,
  type ReplicatedLane,
  strong,
} from './pairWords.ts'
import { isClaimed, type Stability, stabilityOf, UNSTABLE_WORDS } from './stability.ts'
import { boundsWords } from './words.ts'

/** Null where there is no interval to speak of: of fewer than two replications, or without answers. */
export function replicatedFinding(lanes: readonly ReplicatedLane[]): Finding | null {
  const [base] = lanes
  if (base === undefined || base.replications.length < 2) return null
  const unstable = lanes.filter((lane) => !isStable(lane))
  const going = lanes.filter((lane) => kindOf(lane) !== 'stopped')
  const found =
    lanes.length === 1
      ? single(base)
      : going.length > 1
        ? compared(going, going.length === lanes.length ? lanes : null)
        : null
  if (unstable.length === 0) return found
  const about = unstableParts(lanes, unstable)
  if (found === null) return { kind: 'overload', parts: about }
  // Of all lanes it is the first thing to say; of some it says why they are not compared by latency.
  return lanes.length === unstable.length
    ? { kind: 'overload', parts: [...about, plain(' '), ...found.parts] }
    : { ...found, parts: [...found.parts, plain(' '), ...about] }
}

const kindOf = ({ replications }: ReplicatedLane): Stability => stabilityOf(replications)
const isStable = (lane: ReplicatedLane): boolean => kindOf(lane) === 'stable'

/** Two or more against the first. `all` are all lanes, if of each of them it can be said what fails. */
function compared(
  lanes: readonly ReplicatedLane[],
  all: readonly ReplicatedLane[] | null,
): Finding | null {
  const base = lanes[0] as ReplicatedLane
  const contrast = contrastBetween(lanes)
  if (contrast === null) return null
  const other = lanes[contrast.lane] as ReplicatedLane
  const found = pairFinding({ base, other, lanes }, contrast)
  // Where a base of which no latency is claimed does as well as the others, these may still differ.
  const stable = lanes.filter(isStable)
  const saysNothing = contrast.about === 'goodput' && found?.kind !== 'difference'
  if (saysNothing && !isStable(base) && stable.length > 1) return compared(stable, all)
  return found === null || all === null || contrast.about === 'errors'
    ? found
    : withFailing(found, all)
}

/** What is compared, and in which lane: see `PairContrast`. */
function contrastBetween(lanes: readonly ReplicatedLane[]): PairContrast | null {
  const found = contrastOf(lanes.map(meansOf)) ?? furthest(P99, lanes)
  return found ?? (lanes.every(isStable) ? null : furthest(GOODPUT, lanes))
}

const meansOf = (lane: ReplicatedLane): Contrasted => ({
  requests: lane.replications.reduce((sum, { ended }) => sum + ended, 0),
  errorRatio: meanOf(ERRORS, lane),
  latency: { p99Ms: meanOf(P99, lane) },
})

/** Where nothing stands out: the lane of which a figure is the furthest from the base's. */
function furthest(metric: Metric, lanes: readonly ReplicatedLane[]): PairContrast | null {
  const means = lanes.map((lane) => meanOf(metric, lane))
  const base = means[0] as number
  const offBy = (lane: number): number => Math.abs((means[lane] as number) - base)
  const known = means.flatMap((mean, i) => (i > 0 && Number.isFinite(mean) ? [i] : []))
  if (!Number.isFinite(base) || known.length === 0) return null
  const lane = known.reduce((most, i) => (offBy(i) > offBy(most) ? i : most))
  const isBetter = (means[lane] as number) < base === metric.isLessBetter
  return { lane, about: metric === P99 ? 'latency' : 'goodput', isBetter }
}

/** What fails everywhere is no difference, and more than a difference in p99 all the same. */
function withFailing(found: Finding, lanes: readonly ReplicatedLane[]): Finding {
  const bounds = lanes.flatMap(({ replications }) => figureInterval(ERRORS, replications) ?? [])
  const all = bounds.flatMap(({ low, high }) => [low, high])
  return { ...found, parts: [...found.parts, ...failingParts(all)] }
}

function unstableParts(
  lanes: readonly ReplicatedLane[],
  unstable: readonly ReplicatedLane[],
): readonly FindingPart[] {
  const letters = unstable.map(({ letter }) => letter).join(', ')
  const [one, isOne] = [unstable[0] as ReplicatedLane, unstable.length === 1]
  const who = isOne ? `Lane ${letters} is unstable` : `Lanes ${letters} are unstable`
  const stability = kindOf(one)
  const why = stability === 'stable' ? '' : UNSTABLE_WORDS[stability]
  const claimed = stability === 'stopped' ? 'nothing' : 'no latency'
  return [
    strong(lanes.length === 1 ? 'Unstable' : who),
    plain(`: ${why}, so ${claimed} is claimed of ${isOne ? 'it' : 'them'}.`),
  ]
}

function single({ replications }: ReplicatedLane): Finding | null {
  const stability = stabilityOf(replications)
  const first = isClaimed(P99, stability) ? P99 : GOODPUT
  const [figure, errors] = [
    figureInterval(first, replications),
    figureInterval(ERRORS, replications),
  ]
  if (figure === null || errors === null || !isClaimed(first, stability)) return null
  const [words, failed] = [boundsWords(figure, first.unit), boundsWords(errors, ERRORS.unit)]
  return {
    kind: 'single',
    parts: [
      plain(first === P99 ? 'p99 is ' : 'Goodput is '),
      strong(words.figure),
      plain(`${words.range}, and `),
      ...(errors.estimate === 0
        ? [plain('no request failed.')]
        : [strong(failed.figure), plain(`${failed.range} of requests failed.`)]),
    ],
  }
}
