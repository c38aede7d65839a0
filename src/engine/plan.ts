/**
 * The plan of a run: one lane's scenario, with names turned into numbers and members of families prepared.
 * It is a function of the scenario (`planOf.ts`) and never changes while the run goes on; what changes is in `World`.
 */
import type { Algorithm } from '../algorithms/define.ts'
import type { PreparedArrivals } from '../arrivals/define.ts'
import type { Key } from '../base/draws.ts'
import type { Recording } from '../model/recording.ts'
import type { Population, Target, TargetGroup } from '../scenario/types.ts'
import type { Names } from '../trace/schema.ts'
import type { PlannedFault } from './fault/plan.ts'

/** A length of time in microseconds that may vary. `isFixed` saves the draw. */
export interface Leg {
  readonly isFixed: boolean
  /** Rounded. */
  readonly fixedUs: number
  /** Unrounded microseconds. */
  quantileUs(u: number): number
}

const LEG_WORD_MAX = 2_000_000_000

/** A leg as one whole number for tables of legs: its microseconds, or -1 when each passage draws its own. */
export const legWord = ({ isFixed, fixedUs }: Leg): number =>
  isFixed && fixedUs <= LEG_WORD_MAX ? fixedUs : -1

export interface PlannedRequest {
  /** Index into `names.paths`. */
  readonly path: number
  /** Sum of the weights up to and with this one, over all: the mix is drawn from it. */
  readonly upTo: number
  readonly demand: Leg
  readonly bytes: number
}

export interface PlannedPopulation {
  readonly id: string
  readonly key: Key
  readonly arrivals: PreparedArrivals
  readonly cells: number
  readonly recording: Recording | null
  readonly requests: readonly PlannedRequest[]
  /** Index into `names.paths` of the first of its paths. */
  readonly firstPath: number
  /** Where its addresses begin in the global numbering, and how many they are. */
  readonly addressBase: number
  readonly addresses: number
  readonly keepAliveUs: number
  readonly perAddress: number
  readonly timeoutUs: number
  readonly retry: Population['retry']
  /** Place of its clients among the sites. */
  readonly site: number
  readonly place: string
  readonly fromClient: Leg
  /** Resolvers of its place with cumulative shares. */
  readonly resolvers: readonly { readonly resolver: number; readonly upTo: number }[]
  /** When its first request may come and when its last: a surge has a beginning and an end. */
  readonly startUs: number
  readonly endUs: number
  readonly isSurge: boolean
}

export interface PlannedNode {
  readonly id: string
  readonly balancer: string
  readonly site: number
  readonly zone: string
  readonly key: Key
}

export interface PlannedTarget {
  readonly id: string
  readonly group: number
  readonly site: number
  readonly key: Key
  readonly target: Target
}

export interface PlannedGroup {
  readonly id: string
  readonly first: number
  readonly size: number
  readonly algorithm: Algorithm
  readonly knobs: TargetGroup['algorithm']
  readonly intervalUs: number
  readonly timeoutUs: number
  readonly health: TargetGroup['health']
}

/** What a resolver may answer: a node of the balancer, or a target itself. */
export interface Entry {
  readonly node: number
  readonly target: number
}

export interface Plan {
  readonly durationUs: number
  readonly warmUpUs: number
  readonly attemptsMax: number
  readonly inFlightMax: number
  readonly populations: readonly PlannedPopulation[]
  readonly nodes: readonly PlannedNode[]
  readonly groups: readonly PlannedGroup[]
  readonly targets: readonly PlannedTarget[]
  /** The group to which the balancer's listener forwards; -1 without a balancer. */
  readonly forwardGroup: number
  readonly crossZone: boolean
  readonly cancelAbandoned: boolean
  readonly handshakes: number
  readonly resolvers: readonly { readonly id: string; readonly key: Key; readonly place: string }[]
  readonly ttlUs: number
  readonly entries: readonly Entry[]
  readonly sameZone: Leg
  readonly crossZoneLeg: Leg
  /** Zones first, then places of clients. */
  readonly sites: readonly string[]
  readonly faults: readonly PlannedFault[]
  readonly addresses: number
  readonly keys: Readonly<Record<Purpose, Key>>
  readonly names: Names
}

/** What draws are for, where the entity is a request. A node or target that draws adds its own key. */
export const PURPOSES = [
  'path',
  'demand',
  'address',
  'think',
  'backoff',
  'entry',
  'leg',
  'pick',
  'error',
] as const
export type Purpose = (typeof PURPOSES)[number]
