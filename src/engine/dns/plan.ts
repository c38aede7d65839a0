/** DNS as planned: resolvers, records, and what a record may answer. */
import { deriveKey, drawAt, type Key } from '../../base/draws.ts'
import { prepareDistribution } from '../../distributions/index.ts'
import { usFromMs } from '../../model/time.ts'
import type { Asked, Policy } from '../../policies/define.ts'
import { policyAtWork } from '../../policies/index.ts'
import { type DnsAnswer, fitOf } from '../../scenario/things/dns.ts'
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
  /** By record: how long it keeps an answer. */
  readonly keepsUs: readonly number[]
  /** By record: how the answers look from its place. */
  readonly sees: readonly Pick<Asked, 'latenciesUs' | 'fits'>[]
}

export interface PlannedRecord {
  readonly id: string
  readonly ttlUs: number
  readonly policy: Policy
  /** Its entries follow one another. */
  readonly first: Entry
  readonly size: number
  /** Its answers in the order of the scenario, of all records; they follow one another too. */
  readonly firstAnswer: number
  readonly answers: readonly PlannedAnswer[]
  readonly weights: Asked['weights']
  readonly isSecondary: Asked['isSecondary']
  /** Its own health checks; null without. */
  readonly check: PlannedCheck | null
}

/** A balancer or a target: its entries follow one another. */
export interface PlannedAnswer {
  readonly id: string
  /** The balancer or the target that it is. */
  readonly names: string
  readonly first: Entry
  readonly size: number
}

export interface PlannedCheck {
  readonly intervalUs: number
  readonly threshold: number
  readonly checkers: number
  readonly key: Key
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
  around: {
    readonly nodes: readonly PlannedNode[]
    readonly targets: readonly PlannedTarget[]
    readonly regionAt: (site: Site) => string
  },
): PlannedDns {
  const entries: PlannedEntry[] = []
  let firstAnswer = 0
  const records = Object.entries(lane.dns.records).map(([id, record]): PlannedRecord => {
    const given = Object.values(record.answers)
    const first = entries.length
    const answers = Object.entries(record.answers).map(([answerId, answer]) => {
      const from = entries.length
      for (const entry of entriesOf(answer, around)) {
        entries.push({ ...entry, nth: entries.length - first })
      }
      const names = 'balancer' in answer ? answer.balancer : answer.target
      return { id: answerId, names, first: from as Entry, size: entries.length - from }
    })
    firstAnswer += given.length
    const { isOn, intervalMs, threshold, checkers } = record.check
    return {
      id,
      ttlUs: usFromMs(record.ttlMs),
      policy: policyAtWork(record.policy.kind),
      first: first as Entry,
      size: entries.length - first,
      firstAnswer: firstAnswer - given.length,
      answers,
      weights: given.map(({ weight }) => weight),
      isSecondary: given.map(({ isSecondary }) => isSecondary),
      check: isOn
        ? {
            intervalUs: usFromMs(intervalMs),
            threshold,
            checkers,
            key: deriveKey(seed, 'checks', id),
          }
        : null,
    }
  })
  const resolvers = Object.entries(lane.dns.resolvers).map(
    ([id, { place, startsCold, holdsMs }]): PlannedResolver => {
      const keepsUs = records.map(({ ttlUs }) => Math.max(ttlUs, usFromMs(holdsMs)))
      return {
        id,
        place,
        key: deriveKey(seed, 'resolver', id),
        keepsUs,
        agesUs: keepsUs.map((us, record) =>
          startsCold || us === 0 ? null : ageUs(deriveKey(seed, 'resolver age', id), record, us),
        ),
        sees: Object.values(lane.dns.records).map(({ answers }, r) => ({
          fits: Object.values(answers).map((answer) => fitOf(answer, place)),
          latenciesUs: (records[r] as PlannedRecord).answers.map(({ first }) => {
            return latencyUs(lane, place, around.regionAt(entries[first].site))
          }),
        })),
      }
    },
  )
  return { resolvers, records, entries }
}

/** Mean latency from a place to a region, one way. */
const latencyUs = ({ network }: LaneScenario, place: string, region: string): number =>
  prepareDistribution(network.fromClients[place][region]).mean * 1000

/** The nodes of a balancer, or the target itself. */
function entriesOf(
  answer: DnsAnswer,
  { nodes, targets }: { nodes: readonly PlannedNode[]; targets: readonly PlannedTarget[] },
): readonly Omit<PlannedEntry, 'nth'>[] {
  if ('balancer' in answer) {
    return nodes.flatMap(({ balancerId, site, handshakes }, node) =>
      balancerId === answer.balancer
        ? [{ node: node as Node, target: NONE as Target, site, handshakes }]
        : [],
    )
  }
  const target = targets.findIndex((one) => one.id === answer.target) as Target
  // Clients speak to a target as they would to the balancer that they leave out.
  const handshakes = nodes[0]?.handshakes ?? 1
  return [{ node: NONE as Node, target, site: targets[target].site, handshakes }]
}

/** Of a resolver that has always been there and is looked at now: any age below the TTL is equally likely. */
const ageUs = ({ k0, k1 }: Key, record: number, ttlUs: number): number =>
  Math.floor(drawAt(k0, k1, record, 0, 0) * ttlUs)
