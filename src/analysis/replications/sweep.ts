/**
 * What a sweep of one setting says beyond its points: where lanes change places, where a lane begins to meet a goal or
 * ceases to, and which values to look at next to know that more closely. Points stand in the order of their values.
 */
import { betweenOf } from '../../base/steps.ts'
import { type Expectation, type Judgement, judge } from './expectation.ts'
import type { Metric } from './metrics.ts'
import type { Replication } from './replication.ts'
import { isClaimed, stabilityOf } from './stability.ts'
import { tell } from './tell.ts'

export interface SweptPoint {
  readonly at: number
  /** For each lane its replications. */
  readonly lanes: readonly (readonly Replication[])[]
}

/** Between two values of what is varied something changes. */
export interface Change {
  /** The last value before it, and the first after it, of which it is known. */
  readonly between: readonly [before: number, after: number]
}

/** Of two lanes, which has less of a figure, at each value. */
export interface PairOrder {
  /** Positions. */
  readonly lane: number
  readonly other: number
  /** Whether `lane` has less or more, one a point; open where the two are not told apart. */
  readonly signs: readonly ('less' | 'more' | 'open')[]
}

/** Every lane against the first. All points are looked at together, so each has to be the surer. */
export function ordersOf(points: readonly SweptPoint[], metric: Metric): readonly PairOrder[] {
  const lanes = points[0]?.lanes.length ?? 0
  const comparisons = Math.max(1, points.length * (lanes - 1))
  return Array.from({ length: Math.max(0, lanes - 1) }, (_, i): PairOrder => {
    const lane = i + 1
    const signs = points.map((point) => {
      const isLess = isLessAt(point, { metric, lane, comparisons })
      return isLess === null ? 'open' : isLess ? 'less' : 'more'
    })
    return { lane, other: 0, signs }
  })
}

function isLessAt(
  { lanes }: SweptPoint,
  of: { readonly metric: Metric; readonly lane: number; readonly comparisons: number },
): boolean | null {
  const { metric, lane, comparisons } = of
  const [base = [], own = []] = [lanes[0], lanes[lane]]
  if (![base, own].every((each) => isClaimed(metric, stabilityOf(each)))) return null
  const told = tell(metric, [own, base], comparisons)
  if (told?.isApart !== true) return null
  const { kind, interval } = told.comparison
  return interval.estimate < (kind === 'ratio' ? 1 : 0)
}

/** How a lane stands to a goal over all values. */
export interface Reach {
  /** One a point. */
  readonly verdicts: readonly Judgement['verdict'][]
  readonly changes: readonly Change[]
}

/** One a lane. */
export function reachesOf(
  points: readonly SweptPoint[],
  expectation: Expectation,
): readonly Reach[] {
  const lanes = points[0]?.lanes.length ?? 0
  return Array.from({ length: lanes }, (_, lane): Reach => {
    const verdicts = points.map((point) => judge(expectation, point.lanes[lane] ?? []).verdict)
    const known = points.flatMap(({ at }, i) =>
      verdicts[i] === 'undecided' ? [] : [{ at, is: verdicts[i] === 'met' }],
    )
    return { verdicts, changes: changesOf(known) }
  })
}

function changesOf(known: readonly { readonly at: number; readonly is: boolean }[]): Change[] {
  return known.flatMap(({ at, is }, i) => {
    const before = known[i - 1]
    return before !== undefined && before.is !== is ? [{ between: [before.at, at] }] : []
  })
}

/** Values that are no further apart than this are near enough, as a share. */
const NEAR_RATIO = 0.02

/**
 * The values to look at next, to know more closely where lanes begin to meet a goal or cease to: between a value that
 * is decided and its neighbour. None where all is known as closely as is worth it, or as chance allows.
 */
export function closerValues(
  points: readonly SweptPoint[],
  { expectation, isLog, isWhole }: CloserOptions,
): readonly number[] {
  const values = reachesOf(points, expectation).flatMap(({ verdicts, changes }) =>
    changes.flatMap(({ between: [before, after] }) => {
      const from = points.findIndex(({ at }) => at === before)
      const to = points.findIndex(({ at }) => at === after)
      // What chance leaves open in the middle stays open: its two ends are looked for.
      return [from, to - 1].flatMap((i) => {
        const [low, high] = [points[i]?.at as number, points[i + 1]?.at as number]
        const isSame = verdicts[i] === verdicts[i + 1]
        const middle = isSame
          ? null
          : betweenOf([low, high], { isLog, isWhole, nearRatio: NEAR_RATIO })
        return middle === null ? [] : [middle]
      })
    }),
  )
  return [...new Set(values)].sort((a, b) => a - b)
}

interface CloserOptions {
  readonly expectation: Expectation
  readonly isLog: boolean
  readonly isWhole: boolean
}
