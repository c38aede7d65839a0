/** Balancers and their nodes as planned: a node in each zone, and the groups that its listener forwards to. */
import type { Verdict } from '../../actions/define.ts'
import { verdictOf } from '../../actions/index.ts'
import { deriveKey, type Key } from '../../base/draws.ts'
import type { Narrowing } from '../../narrowings/define.ts'
import { narrowingById } from '../../narrowings/index.ts'
import type { Balancer as BalancerSpec } from '../../scenario/things/balancers.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Balancer, Group, Node, Site } from '../indices.ts'
import type { PlannedGroup } from '../targets/plan.ts'

export interface PlannedBalancer {
  readonly id: string
  readonly cancelAbandoned: boolean
  readonly isCrossZone: boolean
  /** Who may be considered, one after the other. */
  readonly narrowings: readonly Narrowing[]
  readonly action: PlannedAction
}

/** What its listener does with a request: forward it to one of the groups, or answer it with a status. */
export interface PlannedAction {
  /** With cumulative shares of their weights; empty when the node answers itself. */
  readonly groups: readonly { readonly group: Group; readonly upTo: number }[]
  /** 0 when it forwards. */
  readonly status: number
}

export interface PlannedNode {
  readonly id: string
  readonly balancer: Balancer
  readonly balancerId: string
  readonly zone: string
  readonly site: Site
  readonly key: Key
  /** Round trips until a connection to it can carry a request: one for TCP, one for TLS. */
  readonly handshakes: number
}

export interface PlannedBalancers {
  readonly balancers: readonly PlannedBalancer[]
  readonly nodes: readonly PlannedNode[]
}

export function planBalancers(
  lane: LaneScenario,
  seed: Key,
  { groups, siteOf }: { groups: readonly PlannedGroup[]; siteOf: (zone: string) => Site },
): PlannedBalancers {
  const nodes: PlannedNode[] = []
  const balancers = Object.entries(lane.balancers).map(([balancerId, spec], index) => {
    const listener = listenerOf(spec)
    for (const zone of spec.zones) {
      nodes.push({
        id: `${balancerId}-${zone}`,
        balancer: index as Balancer,
        balancerId,
        zone,
        site: siteOf(zone),
        key: deriveKey(seed, 'node', balancerId, zone),
        handshakes: listener.protocol === 'http' ? 1 : 2,
      })
    }
    return {
      id: balancerId,
      isCrossZone: spec.crossZone,
      narrowings: narrowingsOf(spec),
      cancelAbandoned: spec.cancelAbandoned,
      action: planAction(verdictOf(listener.otherwise), groups),
    }
  })
  return { balancers, nodes }
}

/** As the ALB documents it: with cross-zone off a node keeps to its zone, and then looks at health. */
const narrowingsOf = ({ crossZone }: BalancerSpec): Narrowing[] =>
  (crossZone ? (['healthy'] as const) : (['own-zone', 'healthy'] as const)).map(narrowingById)

/** Names turned into numbers. */
export function planAction(verdict: Verdict, planned: readonly PlannedGroup[]): PlannedAction {
  switch (verdict.kind) {
    case 'answer':
      return { groups: [], status: verdict.status }
    case 'to-groups': {
      const shares = Object.entries(verdict.groups)
      const total = shares.reduce((sum, [, { weight }]) => sum + weight, 0)
      let upTo = 0
      const groups = shares.map(([name, { weight }]) => {
        upTo += weight
        return {
          group: planned.findIndex(({ id }) => id === name) as Group,
          upTo: total === 0 ? 1 : upTo / total,
        }
      })
      return { groups, status: 0 }
    }
  }
}

const listenerOf = (spec: BalancerSpec) => Object.values(spec.listeners)[0]

/** The groups to which a node forwards. */
export const groupsOf = ({ balancers, nodes }: PlannedBalancers, node: Node): readonly Group[] =>
  balancers[nodes[node].balancer].action.groups.map(({ group }) => group)
