/** What the knowledge of a worker is made of, and what an algorithm gets of it. */
import type { Context, SignalName, StateShape } from '../../algorithms/define.ts'
import type { Draw } from '../../base/draws.ts'
import type { Knobs } from '../../base/knobs.ts'
import type { Attempts } from '../attempt/attempts.ts'
import type { Column } from '../columns.ts'
import type { Group, Pair, Site, Target, Worker } from '../indices.ts'
import type { Plan } from '../plan.ts'
import type { Pairs } from './pairs.ts'
import type { Peers } from './peers.ts'

/** What of the world it is made of. */
export interface Sources {
  readonly plan: Plan
  readonly clock: { readonly nowUs: number }
  readonly draw: Draw
  readonly attempts: Attempts
  readonly pairs: Pairs
  readonly peers: Peers
  readonly targets: Readonly<Record<'requestsBusy' | 'requestsWaiting', Column<Target>>>
  /** Of each pair: its health, since when it starts slowly. */
  readonly health: Readonly<Record<'known' | 'slowSinceUs', Column<Pair>>>
}

/** Whose knowledge it is, and of what. */
export interface Position {
  readonly worker: Worker
  readonly group: Group
  /** Which of all that decide for the group it is. */
  readonly decider: number
  /** Of each node that forwards to the group. */
  readonly nodeZones: readonly Site[]
}

export type AnyContext = Context<SignalName, Knobs, StateShape>
