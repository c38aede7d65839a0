/** What stands behind the targets: something that all of them may call for each request, such as a database. */
import * as v from 'valibot'
import { count, duration, type KnobValues, number, ratio } from '../../base/knobs.ts'
import type { DistributionSpec } from '../../distributions/index.ts'
import { struct } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { entriesOf, oneOf } from '../document/knobSchema.ts'
import type { Report } from '../document/report.ts'
import type { Target } from './targets.ts'

/** What the only one is called where things have names: in a selection, in a link. */
export const DEPENDENCY_ID = 'dependency'

/** Something that is called. */
export const STATION = {
  slots: count({
    label: 'Connections',
    help: 'How many calls it works on at one time, whoever they are from; more wait in one queue, first come first served.',
    unit: 'calls',
    min: 1,
    max: 10_000,
    default: 20,
    isLog: true,
  }),
  limit: count({
    label: 'Calls that wait',
    help: 'How many calls wait at most; a further one fails at once.',
    unit: 'calls',
    min: 0,
    max: 65_535,
    default: 1000,
    isLog: true,
  }),
  speed: number({
    label: 'Speed',
    help: 'How long a call takes is its work divided by speed.',
    unit: '×',
    min: 0.01,
    max: 100,
    default: 1,
    isLog: true,
  }),
} as const

/** How the targets of a group call it. */
export const CALLS = {
  ratio: ratio({
    label: 'Calls what is behind',
    help: 'Share of the requests for which a target, its own work done, calls what stands behind all targets, such as a database. It holds its slot until that answers. At 0 nothing stands behind.',
    default: 0,
  }),
  timeoutMs: duration({
    label: 'Call timeout',
    help: 'How long a target waits for such a call before it answers 500. What it called does not hear of that and works on (model).',
    min: 1,
    max: 600_000,
    default: 5_000,
    isLog: true,
  }),
} as const

export interface Dependency extends KnobValues<typeof STATION> {
  /** Work of a call, at speed 1. */
  readonly demand: DistributionSpec
}

/** @internal */
export const dependency = v.optional(
  struct('What is behind the targets', {
    demand: v.optional(oneOf('distributions', 'Work of a call'), {
      kind: 'exponential',
      meanMs: 5,
    }),
    ...entriesOf(STATION),
  }),
  {},
)

interface Calling {
  readonly calls: KnobValues<typeof CALLS>
  readonly targets: Keyed<Target>
}

/** Whether any target calls it: otherwise nothing stands behind them. */
export const hasDependency = (lane: {
  readonly targetGroups: Keyed<Pick<Calling, 'calls'>>
}): boolean => Object.values(lane.targetGroups).some(({ calls }) => calls.ratio > 0)

/** Who calls holds a slot, and under processor sharing there are none to hold. */
export function checkCalls(
  { calls, targets }: Calling,
  keys: readonly string[],
  report: Report,
): void {
  if (calls.ratio === 0) return
  for (const [id, { queue }] of Object.entries(targets)) {
    if (queue.order !== 'sharing') continue
    report(
      [...keys, 'targets', id, 'queue', 'order'],
      'is sharing, and its target calls what is behind; who calls holds a slot, and here are none. Choose another order, or set calls.ratio of the group to 0.',
    )
  }
}
