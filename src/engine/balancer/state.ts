/** What nodes and their workers remember: of each registration what they have there, and of each group a view. */
import type { Attempts } from '../attempt/attempts.ts'
import { type Column, Columns, int32, int32From, uint8 } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import type { Attempt, Group, Node, Only, Rule, Site, View, Worker } from '../indices.ts'
import { Lists } from '../list.ts'
import type { Plan } from '../plan.ts'
import type { Knowledge } from './knowledge.ts'
import { Pairs } from './pairs.ts'
import { Peers } from './peers.ts'
import type { PlannedAction } from './plan.ts'

export class BalancerState extends Columns {
  readonly pairs: Pairs
  readonly peers: Peers
  /** Where a node is, side by side with what steps read with it. */
  readonly site: Column<Node, Site>
  /** How many messages were sent: the draws of a message have its number. */
  messages = 0
  /** 1 while a worker sees too few healthy targets in a group, and so uses all of them. */
  readonly failOpen: Column<View>
  /** 1 while a worker has targets of a group within its reach and sees none, or too few for DNS, of them healthy. */
  readonly tooFewHealthy: Column<View>
  /** Requests that a worker has under way in a group, and those of them that wait for a connection; where breakers ask. */
  readonly requests: Column<View>
  readonly pending: Column<View>
  /** Attempts for which a node waits, oldest first: one list for all nodes, because all wait equally long. */
  readonly awaiting: Lists<Only, Attempt>
  /** What a worker knows of a group to which its node forwards; null for the others. */
  views: readonly (Knowledge | null)[] = []
  /** Of `views`, by worker: the one where its node forwards to one group alone. */
  #only: readonly (Knowledge | null)[] = []
  /** By rule, what is done now: a function of the plan and of the faults that have begun. */
  #actions: readonly PlannedAction[]
  /** The entry of the event queue of the oldest of `awaiting`. */
  readonly timeout: EntryRange
  private readonly groups: number

  constructor(plan: Plan, entries: Entries, attempts: Attempts) {
    super()
    this.groups = plan.groups.length
    this.#actions = plan.rules.map(({ action }) => action)
    const views = plan.workers.length * this.groups
    this.pairs = new Pairs(plan.nodes, plan.registrations)
    this.peers = new Peers(plan.workers.length, plan.registrations.length)
    this.site = int32From(plan.nodes.map(({ site }) => site))
    this.failOpen = uint8(views)
    this.tooFewHealthy = uint8(views)
    this.requests = int32(views)
    this.pending = int32(views)
    this.awaiting = new Lists<Only, Attempt>(1, attempts.inTargetTimeouts)
    this.timeout = entries.reserve(1)
  }

  view(worker: Worker, group: Group): View {
    return (worker * this.groups + group) as View
  }

  /** Takes what workers know, once the world stands from which they know it. */
  know(views: readonly (Knowledge | null)[], only: readonly (Knowledge | null)[]): void {
    this.views = views
    this.#only = only
  }

  /** What a worker knows of its group where its node forwards to one alone; null where that chooses, or answers by itself. */
  only(worker: Worker): Knowledge | null {
    return this.#only[worker]
  }

  /** What is done now with a request that matches a rule. */
  action(rule: Rule): PlannedAction {
    return this.#actions[rule]
  }

  /** From now on rules do this, by their numbers. */
  changeActions(actions: readonly PlannedAction[]): void {
    this.#actions = actions
  }

  /** What a worker knows of a group to which its node forwards. */
  knowledge(worker: Worker, group: Group): Knowledge {
    return this.views[worker * this.groups + group] as Knowledge
  }
}
