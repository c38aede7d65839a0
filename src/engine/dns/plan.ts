/** DNS as planned: resolvers, records, and what a record may answer. */
import { deriveKey, drawAt, type Key } from '../../base/draws.ts'
import { usFromMs } from '../../model/time.ts'
import type { Policy } from '../../policies/define.ts'
import { policyByKind } from '../../policies/index.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { PlannedNode } from '../balancer/plan.ts'
import { type Entry, NONE, type Node, type Site, type Target } from '../indices.ts'
import type { PlannedTarget } from '../targets/plan.ts'

export interface PlannedResolver {
  readonly id: string
  readonly key: Key
  readonly place: string
  /** By record: how old the answer is that it begins with; null where it begins with none. */
  readonly agesUs: readonly (number | null)[]
}

export interface PlannedRecord {
  readonly id: string
  readonly ttlUs: number
  readonly policy: Policy
  /** Its entries follow one another. */
  readonly first: Entry
  readonly size: number
}

/** What a record may answer: a node of a balancer, or a target itself. */
export interface PlannedEntry {
  readonly node: Node
  readonly target: Target
  readonly site: Site
  /** Its place among the entries of its record. */
  readonly nth: number
  /** Round trips until a connection to it can carry a request: one for TCP, one for TLS. */
  readonly handshakes: number
}

export interface PlannedDns {
  readonly resolvers: readonly PlannedResolver[]
  readonly records: readonly PlannedRecord[]
  readonly entries: readonly PlannedEntry[]
}

export function planDns(
  lane: LaneScenario,
  seed: Key,
  { nodes, targets }: { nodes: readonly PlannedNode[]; targets: readonly PlannedTarget[] },
): PlannedDns {
  const ttls = Object.values(lane.dns.records).map(({ ttlMs }) => usFromMs(ttlMs))
  const resolvers = Object.entries(lane.dns.resolvers).map(([id, { place, startsCold }]) => ({
    id,
    place,
    key: deriveKey(seed, 'resolver', id),
    agesUs: ttls.map((ttlUs, record) =>
      startsCold || ttlUs === 0 ? null : ageUs(deriveKey(seed, 'resolver age', id), record, ttlUs),
    ),
  }))
  const entries: PlannedEntry[] = []
  // Clients speak to a target as they would to the balancer that they leave out.
  const direct = nodes[0]?.handshakes ?? 1
  const records = Object.entries(lane.dns.records).map(([id, { ttlMs, policy, answers }]) => {
    const first = entries.length as Entry
    const add = (node: Node, target: Target, site: Site, handshakes: number): void => {
      entries.push({ node, target, site, handshakes, nth: entries.length - first })
    }
    for (const answer of Object.values(answers)) {
      if ('balancer' in answer) {
        nodes.forEach(({ balancerId, site, handshakes }, node) => {
          if (balancerId === answer.balancer) add(node as Node, NONE, site, handshakes)
        })
      } else {
        const target = targets.findIndex((one) => one.id === answer.target) as Target
        add(NONE, target, targets[target].site, direct)
      }
    }
    return {
      id,
      ttlUs: usFromMs(ttlMs),
      policy: policyByKind(policy.kind),
      first,
      size: entries.length - first,
    }
  })
  return { resolvers, records, entries }
}

/** Of a resolver that has always been there and is looked at now: any age below the TTL is equally likely. */
const ageUs = ({ k0, k1 }: Key, record: number, ttlUs: number): number =>
  Math.floor(drawAt(k0, k1, record, 0, 0) * ttlUs)
