/**
 * The world of one run: everything that changes while it goes on, a state for each room of the engine. States hold
 * columns and nothing else, so a snapshot is a copy of them and nothing can be forgotten in a closure. The steps of
 * the rooms are functions over the world. A new room is a line here, a line in `plan.ts` and a line in `parts.ts`.
 */
import { Draw } from '../base/draws.ts'
import { EventQueue } from '../base/eventQueue.ts'
import { RollingHash } from '../base/hash.ts'
import type { RowSink } from '../trace/schema.ts'
import { Attempts } from './attempt/attempts.ts'
import { Knowledge } from './balancer/knowledge.ts'
import { groupsOf, onlyGroup } from './balancer/plan.ts'
import { BalancerState } from './balancer/state.ts'
import type { Watch } from './balancer/watch.ts'
import { WorkState } from './balancer/workState.ts'
import { ClientState } from './client/state.ts'
import { Connections } from './connection/connections.ts'
import { Counters } from './counters.ts'
import { DependencyState } from './dependency/state.ts'
import { DeployState } from './deploy/state.ts'
import { DnsState } from './dns/state.ts'
import { Entries } from './entries.ts'
import { changesRules } from './fault/plan.ts'
import { FaultState } from './fault/state.ts'
import { HealthState } from './health/state.ts'
import type { Group, Node, Worker } from './indices.ts'
import { NetworkState } from './network/state.ts'
import type { Plan } from './plan.ts'
import { makeTables, type Tables } from './record/tables.ts'
import { RegistrationState } from './registration/state.ts'
import { ScalingState } from './scaling/state.ts'
import { EnvironmentState } from './targets/environmentState.ts'
import { HostState } from './targets/hostState.ts'
import { TargetState } from './targets/state.ts'
import { StationView } from './targets/stationView.ts'

export interface World {
  readonly plan: Plan
  readonly queue: EventQueue
  /** The time of the queue, side by side with what most steps read with it. */
  nowUs: number
  /** This world's only `Draw`; whoever draws says first for whom. */
  readonly draw: Draw
  /** Where the entries of attempts begin in the event queue. */
  readonly attemptEntry: number

  readonly attempts: Attempts
  readonly connections: Connections
  readonly clients: ClientState
  readonly network: NetworkState
  readonly dns: DnsState
  readonly balancer: BalancerState
  readonly works: WorkState
  readonly health: HealthState
  readonly registrations: RegistrationState
  readonly deploys: DeployState
  readonly scaling: ScalingState
  readonly targets: TargetState
  readonly environments: EnvironmentState
  readonly hosts: HostState
  readonly station: StationView
  readonly dependency: DependencyState
  readonly faults: FaultState
  readonly counters: Counters
  /** Over finished attempts and changes, in event order. */
  readonly hash: RollingHash

  /** The trace while it is written. */
  tables: Tables
  /** Who gets its rows, where they are not kept. */
  readonly sink: RowSink | null
  /** Set when somebody wants to know why an attempt went where it went. */
  watch: Watch | null
  /** The limit that stopped the run. */
  truncated: string | null
}

const ATTEMPTS_AT_FIRST = 1024
const CONNECTIONS_AT_FIRST = 256

/** A world in which nothing has happened yet. */
export function makeWorld(plan: Plan, sink: RowSink | null): World {
  const entries = new Entries()
  const attempts = new Attempts(ATTEMPTS_AT_FIRST)
  const faults = new FaultState(plan.faults, entries)
  const balancer = new BalancerState(plan, entries, attempts)
  const clients = new ClientState(plan, entries, attempts)
  const targets = new TargetState(plan, entries, attempts)
  const environments = new EnvironmentState(plan.targets)
  const hosts = new HostState(plan.hosts, plan.targets, entries)
  const health = new HealthState(plan, entries)
  const registrations = new RegistrationState(plan, entries)
  const deploys = new DeployState(plan, entries)
  const scaling = new ScalingState(plan, entries)
  const dns = new DnsState(plan.dns, entries)
  const dependency = new DependencyState(plan.stations, entries, attempts)
  const works = new WorkState(plan, entries)
  const draw = new Draw()
  const queue = new EventQueue(entries.reserved + 2 * attempts.capacity)
  const { pairs, peers } = balancer
  const sources = {
    plan,
    clock: queue,
    draw,
    attempts,
    pairs,
    peers,
    targets,
    health,
  }
  const views = viewsOf(plan, sources)
  const only = plan.workers.map(({ node }, worker) => {
    const group = changesRules(plan.faults) ? null : onlyGroup(plan, node)
    return group === null ? null : views[balancer.view(worker as Worker, group)]
  })
  balancer.know(views, only)
  return {
    plan,
    queue,
    nowUs: 0,
    draw,
    attemptEntry: entries.reserved,
    attempts,
    connections: new Connections(CONNECTIONS_AT_FIRST),
    clients,
    network: new NetworkState(plan.network),
    dns,
    balancer,
    works,
    health,
    registrations,
    deploys,
    scaling,
    targets,
    environments,
    hosts,
    dependency,
    station: new StationView({ environments, plan, targets }, queue),
    faults,
    counters: new Counters(),
    hash: new RollingHash(),
    tables: makeTables(sink),
    sink,
    watch: null,
    truncated: null,
  }
}

/** What each worker knows of each group that its node forwards to. */
function viewsOf(
  plan: Plan,
  sources: ConstructorParameters<typeof Knowledge>[0],
): (Knowledge | null)[] {
  const forwarding = plan.nodes.map((_, node) => groupsOf(plan, node as Node))
  const nodeZones = plan.groups.map((_, group) =>
    plan.nodes.flatMap(({ site }, node) =>
      forwarding[node].includes(group as Group) ? [site] : [],
    ),
  )
  const deciders = plan.groups.map(() => 0)
  return plan.workers.flatMap(({ node }, worker) =>
    plan.groups.map((_, index) => {
      const group = index as Group
      if (!forwarding[node].includes(group)) return null
      const decider = deciders[group]++
      return new Knowledge(sources, {
        worker: worker as Worker,
        group,
        decider,
        nodeZones: nodeZones[group],
      })
    }),
  )
}
