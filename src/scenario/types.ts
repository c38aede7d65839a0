/**
 * The scenario as the engine, the page and the command line see it: complete, validated, every
 * default filled in. One lane's scenario is the same without `lanes`.
 */
import type { AlgorithmSpec } from '../algorithms/index.ts'
import type { ArrivalSpec } from '../arrivals/index.ts'
import type { KnobValues } from '../base/knobs.ts'
import type { DistributionSpec } from '../distributions/index.ts'
import type { FaultSpec } from '../faults/index.ts'
import type * as settings from './settings.ts'

/**
 * Things with settings are keyed by id; the order of keys is the order written and means something.
 */
export type Keyed<T> = Readonly<Record<string, T>>

export interface RequestKind extends KnobValues<typeof settings.REQUEST> {
  readonly path: string
  readonly demand: DistributionSpec
}

export interface Population extends KnobValues<typeof settings.CLIENT> {
  readonly place: string
  readonly arrivals: ArrivalSpec
  readonly requests: Keyed<RequestKind>
  readonly connections: KnobValues<typeof settings.CONNECTIONS>
  readonly retry: KnobValues<typeof settings.RETRY>
}

export interface Network {
  readonly sameZone: DistributionSpec
  readonly crossZone: DistributionSpec
  /** One way, by place of the clients, then by region. */
  readonly fromClients: Keyed<Keyed<DistributionSpec>>
}

export interface Resolver extends KnobValues<typeof settings.RESOLVER> {
  readonly place: string
}

/** What a name resolves to: the nodes of a balancer, or one target (without a balancer). */
export type DnsAnswer = { readonly balancer: string } | { readonly target: string }

export interface DnsRecord extends KnobValues<typeof settings.RECORD> {
  readonly policy: { readonly kind: 'simple' }
  readonly answers: Keyed<DnsAnswer>
}

export interface Listener {
  readonly protocol: 'http' | 'https'
  readonly port: number
  readonly otherwise: {
    readonly kind: 'forward'
    readonly groups: Keyed<{ readonly weight: number }>
  }
}

export interface Balancer extends KnobValues<typeof settings.BALANCER> {
  readonly kind: 'application'
  readonly region: string
  readonly zones: readonly string[]
  readonly listeners: Keyed<Listener>
}

export interface Target extends KnobValues<typeof settings.TARGET> {
  readonly kind: 'instance'
  readonly zone: string
  readonly queue: KnobValues<typeof settings.QUEUE>
}

export interface TargetGroup {
  readonly algorithm: AlgorithmSpec
  readonly health: KnobValues<typeof settings.GROUP_HEALTH> & { readonly path: string }
  readonly targets: Keyed<Target>
}

/** One lane: what `simulate` takes. */
export interface LaneScenario extends KnobValues<typeof settings.RUN> {
  readonly format: number
  readonly title: string
  readonly seed: string
  readonly regions: Keyed<{ readonly zones: Keyed<Readonly<Record<string, never>>> }>
  readonly network: Network
  readonly clients: Keyed<Population>
  readonly dns: { readonly resolvers: Keyed<Resolver>; readonly records: Keyed<DnsRecord> }
  readonly balancers: Keyed<Balancer>
  readonly targetGroups: Keyed<TargetGroup>
  readonly faults: Keyed<FaultSpec>
  readonly limits: KnobValues<typeof settings.LIMITS>
}

/** A JSON Merge Patch over the base (RFC 7396), with the union rule of `patch.ts`. */
export interface Patch {
  readonly [key: string]: Json
}
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

export interface Lane {
  readonly title: string
  readonly patch: Patch
}

/** The whole experiment: the base, which is lane A, and the other lanes as patches over it. */
export interface Scenario extends LaneScenario {
  readonly lanes: Keyed<Lane>
}
