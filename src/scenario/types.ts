/**
 * The scenario as the engine, the page and the command line see it: complete, validated, every
 * default filled in. One lane's scenario is the same without `lanes`.
 */
import type { FaultSpec } from '../faults/index.ts'
import type { Keyed } from './document/keyed.ts'
import type { Balancer } from './things/balancers.ts'
import type { Population } from './things/clients.ts'
import type { Dependency } from './things/dependency.ts'
import type { Dns } from './things/dns.ts'
import type { Host } from './things/hosts.ts'
import type { Lane } from './things/lanes.ts'
import type { Limits } from './things/limits.ts'
import type { IdentityProvider } from './things/login.ts'
import type { Network } from './things/network.ts'
import type { Region } from './things/regions.ts'
import type { Replications } from './things/replications.ts'
import type { Run } from './things/run.ts'
import type { TargetGroup } from './things/targetGroups.ts'

/** One lane: what `simulate` takes. */
export interface LaneScenario extends Run {
  readonly regions: Keyed<Region>
  readonly network: Network
  readonly clients: Keyed<Population>
  readonly dns: Dns
  readonly balancers: Keyed<Balancer>
  readonly hosts: Keyed<Host>
  readonly targetGroups: Keyed<TargetGroup>
  readonly dependency: Dependency
  readonly identityProvider: IdentityProvider
  readonly faults: Keyed<FaultSpec>
  readonly limits: Limits
}

/** The whole experiment: the base, which is lane A, and the other lanes as patches over it. */
export interface Scenario extends LaneScenario {
  /** How many runs its figures are taken from; it changes none of them. */
  readonly replications: Replications
  /** What lane A is called; '' for after its algorithm. */
  readonly baseTitle: string
  readonly lanes: Keyed<Lane>
}
