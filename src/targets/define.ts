/**
 * What a kind of target is: what happens to a request at its door. A kind knows no engine: it sees the station (the
 * queueing term for slots and a queue before them) and gives a verdict from a closed list.
 */
import type { Knobs, KnobValues, Member } from '../base/knobs.ts'

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
  /** Of a kind with environments: those that are ready and idle, and how many more may start now. */
  readonly idle: number
  readonly startable: number
}

export const SERVE = 0
export const WAIT = 1
export const REFUSE = 2
/** It waits until an environment has started for it; it is turned away because none may start. */
export const START = 3
export const THROTTLE = 4
export type Admission = typeof SERVE | typeof WAIT | typeof REFUSE | typeof START | typeof THROTTLE

/** What serves is started when it is needed: an environment for each request at a time. */
export interface OnDemand {
  /** How long one takes to start: a distribution. */
  readonly init: { readonly kind: string }
  /** How long an idle one is kept. */
  readonly keptMs: number
  /** How many are there always. */
  readonly provisioned: number
  /** How many may start in 10 s. */
  readonly burst: number
}

export interface TargetKind<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  /** Environments, where it has them; it has then no queue, and waiting are those for which one starts. */
  readonly onDemand?: (knobs: KnobValues<Ks>) => OnDemand
  /** The host whose cores it shares, where it has them not to itself. */
  readonly runsOn?: (knobs: KnobValues<Ks>) => string
  /** Serve it at once, let it wait, or turn it away. Nothing here allocates. */
  readonly admit: (station: Station) => Admission
}

export const defineTargetKind = <const Id extends string, const Ks extends Knobs>(
  definition: TargetKind<Id, Ks>,
): TargetKind<Id, Ks> => definition
