/**
 * What is remembered of each target: who is in service and who waits, how fast it is, and the integrals that Little's
 * law is held against. Settings that every step asks for are copied here from the plan.
 *
 *     busy 3 of slots 3          serving  9 ⇄ 4 ⇄ 7      the one that began last is first
 *     waiting 2 of limit 40      waitlist 1 ⇄ 8          the one that came first is first
 */
import { usFromMs } from '../../model/time.ts'
import type { Attempts } from '../attempt/attempts.ts'
import { type Column, Columns, float64, float64From, int32, int32From, uint8 } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import type { Attempt, Target } from '../indices.ts'
import { Lists } from '../list.ts'
import type { Plan } from '../plan.ts'
import { RecentLatencies } from './recentLatencies.ts'
import { ServingHeap } from './servingHeap.ts'

/** Who is served next. */
const FIFO = 0
export const LIFO = 1
/** The last while the queue stands, else the first. */
export const ADAPTIVE = 2
export const SHARING = 3
/** Whoever comes has an environment of its own. Orders from SHARING on are no lists. */
export const ON_DEMAND = 4
const ORDERS = { fifo: FIFO, lifo: LIFO, adaptive: ADAPTIVE, sharing: SHARING } as const

/** What is dropped when its turn comes. */
const NOTHING = 0
export const LATE = 1
export const ABANDONED = 2
const DROPS = { nothing: NOTHING, late: LATE, abandoned: ABANDONED } as const

export class TargetState extends Columns {
  readonly slots: Column<Target>
  readonly limit: Column<Target>
  readonly order: Column<Target>
  /** What it drops from its queue, and since when that has not been empty, where somebody asks. */
  readonly drops: Column<Target>
  readonly isDisciplined: Column<Target>
  readonly filledUs: Column<Target>
  readonly speed: Column<Target>
  readonly errorRatio: Column<Target>
  /** How many faults keep its zone or its host out: nothing comes to it, and nothing from it. */
  readonly out: Column<Target>
  /** 1: its power was cut, so that it starts anew when nothing keeps it out any more. */
  readonly cut: Column<Target>
  /** How many times longer a service takes that begins when all other slots are busy, less 1, per other slot. */
  readonly slowerBy: Column<Target>
  /** How many times longer a service takes when it is quite cold, less 1; how long it is cold, and until when. */
  readonly coldBy: Column<Target>
  readonly warmUs: Column<Target>
  readonly warmAtUs: Column<Target>
  /** How many faults and deploys keep it down: it refuses what comes. */
  readonly down: Column<Target>
  /** How many of these have not ended it yet: it finishes what it has. */
  readonly stopping: Column<Target>

  /** In service and waiting, probes included. */
  readonly busy: Column<Target>
  readonly waiting: Column<Target>
  readonly serving: Lists<Target, Attempt>
  readonly waitlist: Lists<Target, Attempt>
  /** Processor sharing: who is in service, how many came, virtual time, and when it was brought up to date. */
  readonly sharing: ServingHeap
  readonly admissions: Column<Target>
  readonly virtualUs: Column<Target>
  readonly virtualSinceUs: Column<Target>

  /** In service and waiting, without probes: Little's law is about requests. And the most at one time. */
  readonly requestsBusy: Column<Target>
  readonly requestsWaiting: Column<Target>
  readonly busyMax: Column<Target>
  readonly waitingMax: Column<Target>
  /** The integrals of both, in request-microseconds, and since when they count. */
  readonly busyAreaUs: Column<Target>
  readonly waitingAreaUs: Column<Target>
  readonly areaSinceUs: Column<Target>

  /** What they know of their latency, where an algorithm asks. */
  readonly recent: RecentLatencies

  /** Entries of the event queue: the next end of a service under processor sharing. */
  readonly sharedEnds: EntryRange

  constructor(
    { targets, tellsLatency }: Pick<Plan, 'targets' | 'tellsLatency'>,
    entries: Entries,
    attempts: Attempts,
  ) {
    super()
    const size = targets.length
    const specs = targets.map(({ spec }) => spec)
    this.slots = int32From(specs.map(({ slots }) => slots))
    this.limit = int32From(specs.map(({ queue }) => queue.limit))
    this.order = int32From(
      targets.map(({ environments, spec }) =>
        environments === null ? ORDERS[spec.queue.order] : ON_DEMAND,
      ),
    )
    this.drops = int32From(specs.map(({ queue }) => DROPS[queue.drops]))
    this.isDisciplined = int32From(
      specs.map(({ queue }) => (queue.order === 'adaptive' || queue.drops !== 'nothing' ? 1 : 0)),
    )
    this.filledUs = float64(size)
    this.speed = float64From(specs.map(({ speed }) => speed))
    this.errorRatio = float64From(specs.map(({ errorRatio }) => errorRatio))
    this.slowerBy = float64From(
      specs.map(({ slowdownAtFull, slots }) => (slowdownAtFull - 1) / Math.max(1, slots - 1)),
    )
    this.coldBy = float64From(specs.map(({ coldFactor }) => coldFactor - 1))
    this.warmUs = float64From(specs.map(({ warmMs }) => usFromMs(warmMs)))
    this.warmAtUs = float64From(
      specs.map(({ initial, coldFactor, warmMs }) =>
        initial && coldFactor > 1 ? usFromMs(warmMs) : 0,
      ),
    )
    this.out = int32(size)
    this.cut = uint8(size)
    this.down = int32(size)
    this.stopping = int32(size)
    this.busy = int32(size)
    this.waiting = int32(size)
    this.serving = new Lists<Target, Attempt>(size, attempts.inQueue)
    this.waitlist = new Lists<Target, Attempt>(size, attempts.inQueue)
    this.sharing = new ServingHeap(size, attempts)
    this.admissions = float64(size)
    this.virtualUs = float64(size)
    this.virtualSinceUs = float64(size)
    this.requestsBusy = int32(size)
    this.requestsWaiting = int32(size)
    this.busyMax = int32(size)
    this.waitingMax = int32(size)
    this.busyAreaUs = float64(size)
    this.waitingAreaUs = float64(size)
    this.areaSinceUs = float64(size)
    this.recent = new RecentLatencies(tellsLatency ? size : 0)
    this.sharedEnds = entries.reserve(size)
  }
}
