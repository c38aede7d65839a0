/** Targets: what serves a request, how many at one time, how fast, and in which order. */
import { choice, count, duration, flag, type KnobValues, number, ratio } from '../../base/knobs.ts'
import type { TargetKindSpec } from '../../targets/index.ts'
import { keyed, pick, section, upTo } from '../document/fields.ts'
import { thingOf } from '../document/kinds.ts'
import { entriesOf, idOf } from '../document/knobSchema.ts'

/** Of one group, and of all groups together: indices in the trace are small. */
export const TARGETS_MAX = 5000

export const TARGET = {
  slots: count({
    label: 'Slots',
    help: 'How many requests it works on at one time.',
    unit: 'slots',
    min: 1,
    max: 10_000,
    default: 8,
    isLog: true,
  }),
  speed: number({
    label: 'Speed',
    help: 'Service time is demand divided by speed.',
    unit: '×',
    min: 0.01,
    max: 100,
    default: 1,
    isLog: true,
  }),
  weight: number({
    label: 'Weight',
    help: 'Its share for algorithms that read weights: they give a target of weight 0 nothing, and answer 503 when it is the only one.',
    unit: '',
    min: 0,
    max: 1000,
    default: 1,
  }),
  priority: count({
    label: 'Priority',
    help: 'Which targets are used first: those of 0 as long as enough of them are healthy, then 1 as well, and so on, without a gap (Envoy).',
    unit: '',
    min: 0,
    max: 15,
    default: 0,
  }),
  errorRatio: ratio({
    label: 'Errors',
    help: 'Share of its answers that are a 500.',
    default: 0,
  }),
  slowdownAtFull: number({
    label: 'Slower under load',
    help: 'How many times longer a service takes that begins when all other slots are busy; 1 means no effect.',
    unit: '×',
    min: 1,
    max: 100,
    default: 1,
  }),
  keepAliveMs: duration({
    label: 'Closes idle ones after',
    help: 'How long the target keeps an idle connection; 0 leaves that to whoever opened it. Shorter than the idle timeout of the nodes, requests run into closed connections: Node.js has 5 s.',
    min: 0,
    max: 3_600_000,
    default: 0,
  }),
  coldFactor: number({
    label: 'Slower when cold',
    help: 'How many times longer a service takes that begins just after its target has started: after a crash, or when it is new at the start. 1 means no effect.',
    unit: '×',
    min: 1,
    max: 100,
    default: 1,
    isLog: true,
  }),
  warmMs: duration({
    label: 'Warms up in',
    help: 'How long a cold target takes until it is as fast as ever, in a straight line.',
    min: 1,
    max: 3_600_000,
    default: 30_000,
    isLog: true,
  }),
  initial: flag({
    label: 'New at the start',
    help: 'Begins without a health state: it gets nothing before its first successful probe, unless no target of the group is healthy.',
    default: false,
  }),
} as const

export const QUEUE = {
  limit: count({
    label: 'Queue limit',
    help: 'How many requests wait at most; a further one is answered 503.',
    unit: 'requests',
    min: 0,
    max: 1_000_000,
    default: 100,
  }),
  order: choice({
    label: 'Order',
    help: 'Who is served next. Adaptive: the last while the queue has not been empty for an interval, else the first (Facebook). Processor sharing lets everybody in and divides the speed.',
    options: [
      { id: 'fifo', label: 'First come, first served' },
      { id: 'lifo', label: 'Last come, first served' },
      { id: 'adaptive', label: 'Last first while it stands' },
      { id: 'sharing', label: 'Processor sharing' },
    ],
    default: 'fifo',
  }),
  drops: choice({
    label: 'Drops',
    help: 'What is answered 503 in place of being served when its turn comes: what has waited for too long (CoDel), or what its client no longer waits for (it knows the deadline).',
    options: [
      { id: 'nothing', label: 'Nothing' },
      { id: 'late', label: 'What waited too long' },
      { id: 'abandoned', label: 'What nobody waits for' },
    ],
    default: 'nothing',
  }),
  targetMs: duration({
    label: 'Wait while it stands',
    help: 'How long a request may wait while the queue has not been empty for an interval (Facebook: 5 ms).',
    min: 0,
    max: 3_600_000,
    default: 5,
  }),
  intervalMs: duration({
    label: 'Interval',
    help: 'A queue that has not been empty for so long stands; and so long a request may wait in one that does not (Facebook: 100 ms).',
    min: 0,
    max: 3_600_000,
    default: 100,
  }),
} as const

/** What targets of all kinds have. */
interface Shared extends KnobValues<typeof TARGET> {
  readonly zone: string
  readonly queue: KnobValues<typeof QUEUE>
}

export type Target = Shared & TargetKindSpec

const target = thingOf({
  family: 'targets',
  label: 'Target',
  kind: 'Kind',
  shared: {
    zone: idOf('Zone', 'Where it runs.', 'zones'),
    ...pick(TARGET, ['slots']),
    queue: section('Queue', QUEUE),
    ...entriesOf(TARGET),
  },
})

/** @internal */
export const targets = keyed('Targets', 'Target', upTo(TARGETS_MAX), target)
