/**
 * What a kind of target is: what happens to a request at its door. A kind knows no engine: it sees the station (the
 * queueing term for slots and a queue before them) and gives a verdict from a closed list.
 */
import type { Knobs, Member } from '../base/knobs.ts'

/** What a target is at the moment when a request arrives. */
export interface Station {
  /** How many it works on at one time, and how many wait at most. */
  readonly slots: number
  readonly limit: number
  /**
   * In service, and waiting; probes that queue count. Under processor sharing all are in service, and those beyond the
   * slots count as waiting.
   */
  readonly busy: number
  readonly waiting: number
}

export const SERVE = 0
export const WAIT = 1
export const REFUSE = 2
export type Admission = typeof SERVE | typeof WAIT | typeof REFUSE

export interface TargetKind<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  /** Serve it at once, let it wait, or answer 503. Nothing here allocates. */
  readonly admit: (station: Station) => Admission
}

export const defineTargetKind = <const Id extends string, const Ks extends Knobs>(
  definition: TargetKind<Id, Ks>,
): TargetKind<Id, Ks> => definition
