/** Balancers and their nodes as planned: a node in each zone, and the rules of the listener that all of them share. */
import type { Login, Verdict } from '../../actions/define.ts'
import { verdictOf } from '../../actions/index.ts'
import { deriveKey, drawAt, type Key } from '../../base/draws.ts'
import type { Asked } from '../../conditions/define.ts'
import { changesRegistrations } from '../../faults/define.ts'
import { effectsOf } from '../../faults/index.ts'
import { type Cause, cause } from '../../model/outcome.ts'
import { usFromMs } from '../../model/time.ts'
import { DEFAULT_RULE } from '../../scenario/forwarding.ts'
import { ruleFor } from '../../scenario/routing.ts'
import {
  type Balancer as BalancerSpec,
  decidersOf,
  isCrossZone,
} from '../../scenario/things/balancers.ts'
import type { Listener } from '../../scenario/things/listeners.ts'
import { rulesInOrder } from '../../scenario/things/rules.ts'
import { anyScaled } from '../../scenario/things/scaling.ts'
import { takesTime } from '../../scenario/things/work.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import { type Column, int32From } from '../columns.ts'
import { type Delay, delayOf } from '../delay.ts'
import {
  type Balancer,
  type Group,
  NONE,
  type Node,
  type Process,
  type Rule,
  type Site,
  type Worker,
} from '../indices.ts'
import type { PlannedGroup } from '../targets/plan.ts'
import { type PlannedNarrowing, planConsidered, planNarrowing } from './considered.ts'

export interface PlannedBalancer {
  readonly id: string
  readonly cancelAbandoned: boolean
  /** Whether its nodes send again what a closed connection has lost. */
  readonly resends: boolean
  /** Passes connections on whole, and sees no requests (layer 4). */
  readonly isNetwork: boolean
  /** Of a network balancer: whether it resets the connections of a target found unhealthy, and when it forgets idle ones. */
  readonly resetsUnhealthy: boolean
  readonly flowIdleUs: number
  readonly isCrossZone: boolean
  /** Who may be considered, one after the other, before the group has its say. */
  readonly narrowings: readonly PlannedNarrowing[]
  /** Its rules in the order in which they are asked; the default is the last. */
  readonly rules: readonly Rule[]
  /** Which rule a request matches, by its path: a kind of request asks for the same every time. */
  readonly ruleOf: Column<number, Rule>
}

export interface PlannedRule {
  readonly id: string
  /** Unless a fault changes it. */
  readonly action: PlannedAction
}

/** What is done with a request: forward it to one of the groups, or answer it with a status. */
export interface PlannedAction {
  /** With cumulative shares of their weights; empty when the node answers itself. */
  readonly groups: readonly Share[]
  /** Who may pass; null: everybody. */
  readonly login: PlannedLogin | null
  /** 0 when it forwards, like the cause. */
  readonly status: number
  readonly cause: number
}

export interface PlannedLogin {
  /** A token with each request in place of a session. */
  readonly isByToken: boolean
  readonly unauthenticated: Login['unauthenticated']
  readonly sessionUs: number
}

interface Share {
  readonly group: Group
  readonly upTo: number
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
  /** How much later than the control plane it knows of a registration. */
  readonly propagationUs: number
  /** How many processes accept its connections; at layer 4 one, unless they take time. */
  readonly workers: number
  /** The first of them, of all nodes. */
  readonly firstProcess: Process
  /** How long a request, and a new connection, keeps one of them busy; null where they take no time. */
  readonly work: PlannedWork | null
  /** The first of those that decide: as many as it has workers, or one where they decide together. */
  readonly firstWorker: Worker
  readonly deciders: number
}

export interface PlannedWork {
  readonly request: Delay
  readonly connection: Delay
}

export interface PlannedWorker {
  readonly node: Node
  /** Which of its node's it is, from 0 on; NONE where all of them decide as one. */
  readonly nth: number
  /** Whose counts it goes by: its own, or those of its node's first, where all share them. */
  readonly countsOf: Worker
}

export interface PlannedBalancers {
  readonly balancers: readonly PlannedBalancer[]
  /** By group: who may be considered, one after the other, when the balancer has had its say. */
  readonly considered: readonly (readonly PlannedNarrowing[])[]
  readonly nodes: readonly PlannedNode[]
  /** Who decides at nodes, in the order of these. */
  readonly workers: readonly PlannedWorker[]
  /** Those of all balancers. */
  readonly rules: readonly PlannedRule[]
}

export function planBalancers(
  lane: LaneScenario,
  seed: Key,
  around: {
    readonly groups: readonly PlannedGroup[]
    readonly siteOf: (zone: string) => Site
    readonly asked: readonly Asked[]
  },
): PlannedBalancers {
  const { groups, siteOf, asked } = around
  const nodes: PlannedNode[] = []
  let processes = 0
  const workers: PlannedWorker[] = []
  const rules: PlannedRule[] = []
  const balancers = Object.entries(lane.balancers).map(([balancerId, spec], index) => {
    const listener = listenerOf(spec)
    const first = rules.length
    const isNetwork = spec.kind === 'network'
    rules.push(...planRules(listener, groups))
    for (const zone of spec.zones) {
      const key = deriveKey(seed, 'node', balancerId, zone)
      const own = workersOf(spec, nodes.length as Node, workers.length as Worker)
      const planned = workOf(spec)
      const accepting = isNetwork && planned === null ? 1 : spec.workers
      nodes.push({
        workers: accepting,
        firstProcess: processes as Process,
        work: planned,
        firstWorker: workers.length as Worker,
        deciders: own.length,
        id: `${balancerId}-${zone}`,
        balancer: index as Balancer,
        balancerId,
        zone,
        site: siteOf(zone),
        key,
        handshakes: listener.protocol === 'http' ? 1 : 2,
        propagationUs: propagationOf(spec, key),
      })
      workers.push(...own)
      processes += accepting
    }
    return {
      id: balancerId,
      isNetwork,
      resetsUnhealthy: isNetwork && spec.layer4.resetsUnhealthy,
      flowIdleUs: usFromMs(spec.layer4.idleMs),
      isCrossZone: isCrossZone(spec),
      narrowings: narrowingsOf(spec, lane),
      // It knows of no request, so of none that was given up.
      cancelAbandoned: spec.cancelAbandoned && !isNetwork,
      resends: spec.resends,
      rules: rules.slice(first).map((_, i) => (first + i) as Rule),
      ruleOf: rulesOf(listener, asked, first),
    }
  })
  const considered = Object.values(lane.targetGroups).map(planConsidered)
  return { balancers, considered, nodes, workers, rules }
}

const workOf = (spec: BalancerSpec): PlannedWork | null =>
  takesTime(spec)
    ? { request: delayOf(spec.work.request), connection: delayOf(spec.work.connection) }
    : null

/** Who decides at a node, of which `first` is the first. */
function workersOf(spec: BalancerSpec, node: Node, first: Worker): PlannedWorker[] {
  const length = decidersOf(spec)
  return Array.from({ length }, (_, nth) => ({
    node,
    nth: length === 1 ? NONE : nth,
    countsOf: spec.workersShare === 'counts' ? first : ((first + nth) as Worker),
  }))
}

/** A delay of its own for each node: the last of them has the whole. */
function propagationOf({ propagationMs, propagationSpread }: BalancerSpec, key: Key): number {
  const u = drawAt(key.k0, key.k1, 0, 0, 0)
  return Math.round(usFromMs(propagationMs) * (1 - propagationSpread * u))
}

/**
 * As the ALB documents it: what is deregistered is out, a node keeps to its region and with cross-zone off to its zone,
 * and then the group looks at health. Where nothing is ever deregistered, or there is one region, nobody asks.
 */
function narrowingsOf(spec: BalancerSpec, lane: LaneScenario): PlannedNarrowing[] {
  const { faults, regions } = lane
  const changes =
    anyScaled(lane) ||
    Object.values(faults).some((fault) => effectsOf(fault).some(changesRegistrations))
  const across = Object.keys(regions).length > 1 ? (['own-region'] as const) : []
  const ids = [
    ...(changes ? (['registered'] as const) : []),
    ...(isCrossZone(spec) ? across : (['own-zone'] as const)),
  ]
  return ids.map((id) => planNarrowing(id))
}

function planRules(listener: Listener, groups: readonly PlannedGroup[]): PlannedRule[] {
  const own = rulesInOrder(listener.rules).map(([id, { action }]) => ({ id, action }))
  return [...own, { id: DEFAULT_RULE, action: listener.otherwise }].map(({ id, action }) => ({
    id,
    action: planAction(verdictOf(action), groups),
  }))
}

/** `first` is the number of the listener's first rule. */
function rulesOf(
  listener: Listener,
  asked: readonly Asked[],
  first: number,
): PlannedBalancer['ruleOf'] {
  const ids = [...rulesInOrder(listener.rules).map(([id]) => id), DEFAULT_RULE]
  // Most listeners have the default rule only, and logs have many paths.
  if (ids.length === 1) return int32From(asked.map(() => first))
  return int32From(asked.map((one) => first + ids.indexOf(ruleFor(listener, one))))
}

/** Names turned into numbers. */
export function planAction(verdict: Verdict, planned: readonly PlannedGroup[]): PlannedAction {
  switch (verdict.kind) {
    case 'answer':
      return answering(verdict.status, verdict.cause)
    case 'to-groups':
      return forwarding(
        Object.entries(verdict.groups).map(([name, { weight }]) => ({
          group: planned.findIndex(({ id }) => id === name) as Group,
          weight,
        })),
        planLogin(verdict.login),
      )
  }
}

const planLogin = ({ login, unauthenticated, sessionMs }: Login): PlannedLogin | null =>
  login === 'none'
    ? null
    : { isByToken: login === 'token', unauthenticated, sessionUs: usFromMs(sessionMs) }

export const answering = (status: number, why: Cause): PlannedAction => ({
  groups: [],
  login: null,
  status,
  cause: cause(why),
})

/** By weights, of which at least one is above 0; the only group gets everything in any case. */
function forwarding(
  shares: readonly { readonly group: Group; readonly weight: number }[],
  login: PlannedLogin | null,
): PlannedAction {
  const total = shares.reduce((sum, { weight }) => sum + weight, 0)
  let upTo = 0
  const groups = shares.map(({ group, weight }) => {
    upTo += weight
    return { group, upTo: total === 0 ? 1 : upTo / total }
  })
  return { groups, login, status: 0, cause: 0 }
}

/**
 * The same with `ratio` of the requests for one group, and of the rest every group its usual share. Groups keep their
 * order, so that most requests go where they went before.
 */
export function shifted({ groups, login }: PlannedAction, to: Group, ratio: number): PlannedAction {
  const usual = groups.map(({ group, upTo }, i) => ({
    group,
    weight: (1 - ratio) * (upTo - (groups[i - 1]?.upTo ?? 0)),
  }))
  const all = usual.some(({ group }) => group === to) ? usual : [...usual, { group: to, weight: 0 }]
  return forwarding(
    all.map(({ group, weight }) => ({ group, weight: group === to ? weight + ratio : weight })),
    login,
  )
}

const listenerOf = (spec: BalancerSpec) => Object.values(spec.listeners)[0]

/** The groups to which a node forwards, by any of its rules. */
export const groupsOf = (
  { balancers, nodes, rules }: PlannedBalancers,
  node: Node,
): readonly Group[] => [
  ...new Set(
    balancers[nodes[node].balancer].rules.flatMap((rule) =>
      rules[rule].action.groups.map(({ group }) => group),
    ),
  ),
]

/** The group to which a node forwards every request, unless a fault changes its rule; null when it has to look. */
export function onlyGroup({ balancers, nodes, rules }: PlannedBalancers, node: Node): Group | null {
  const { rules: own, isNetwork } = balancers[nodes[node].balancer]
  if (isNetwork) return null
  const [rule, ...more] = own
  const { groups, login } = rules[rule].action
  if (login !== null) return null
  const [share, ...others] = groups
  return share !== undefined && more.length + others.length === 0 ? share.group : null
}
