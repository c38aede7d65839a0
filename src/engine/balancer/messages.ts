/**
 * Messages between nodes and targets beside the requests, for algorithms that hear them: a probe and its answer, and
 * word that a target has run out of work. Each travels as a request does and arrives as late; what a target out of
 * reach, down or hung would have to answer, and what the network loses, is never heard of.
 * They live among the attempts, as rows that are recorded nowhere.
 */
import type { MessageKind } from '../../algorithms/define.ts'
import { drawAt } from '../../base/draws.ts'
import { MESSAGE } from '../attempt/flags.ts'
import { hasRoom } from '../attempt/limits.ts'
import { STAGE_ASK, STAGE_TELL } from '../attempt/stages.ts'
import { RANK_HEALTH, wayEntry } from '../entries.ts'
import { type Attempt, NONE, type Registration, type Target, type Worker } from '../indices.ts'
import { drawnPassageUs, lossOn } from '../network/passage.ts'
import type { World } from '../world.ts'
import type { Knowledge } from './knowledge.ts'
import { tellMessage } from './tell.ts'

const KINDS: readonly MessageKind[] = ['probe', 'report', 'idle']
const PROBE_KIND = KINDS.indexOf('probe')
const IDLE_KIND = KINDS.indexOf('idle')

/** What is in a message, its kind as a position in `KINDS`. */
interface Said {
  readonly kind: number
  readonly requests: number
  readonly latencyUs: number
}

/** Sends the probes that a node's algorithm asked for. */
export function sendAsked(world: World, knowledge: Knowledge): void {
  const isGone = world.network.isOut(world.balancer.site[knowledge.node])
  for (const place of isGone ? [] : knowledge.asked) {
    const registration = knowledge.registration(place)
    send(world, knowledge.worker, registration, {
      stage: STAGE_ASK,
      kind: PROBE_KIND,
      requests: 0,
      latencyUs: 0,
    })
  }
  knowledge.asked.length = 0
}

/** A probe is at its target, which answers at once with its load. */
export function onAsk(world: World, a: Attempt): void {
  const { attempts, targets } = world
  const t = attempts.target[a]
  const worker = attempts.worker[a]
  const registration = attempts.registration[a]
  attempts.give(a)
  if (targets.out[t] > 0 || targets.down[t] > 0 || targets.speed[t] === 0) return
  const requests = requestsAt(world, t)
  const latencyUs = targets.recent.at(t, requests)
  send(world, worker, registration, { stage: STAGE_TELL, kind: PROBE_KIND, requests, latencyUs })
}

/** What a target said is at the node. */
export function onTell(world: World, a: Attempt): void {
  const { attempts, balancer, network, plan } = world
  const node = attempts.node[a]
  const worker = attempts.worker[a]
  const registration = attempts.registration[a]
  const kind = attempts.user[a]
  const requests = attempts.requestsThen[a]
  const latencyUs = attempts.demandUs[a]
  attempts.give(a)
  if (network.isOut(plan.nodes[node].site)) return
  const { group } = plan.registrations[registration]
  tell(world, balancer.knowledge(worker, group), registration, { kind, requests, latencyUs })
}

/** With an answer comes how many requests its target then had, for an algorithm that hears reports. */
export function tellReport(world: World, a: Attempt, knowledge: Knowledge): void {
  const { attempts } = world
  tell(world, knowledge, attempts.registration[a], {
    kind: KINDS.indexOf('report'),
    requests: attempts.requestsThen[a],
    latencyUs: 0,
  })
}

/** After an attempt was taken out of its target: the target may have run out of work by that. */
export function sayIfIdle(world: World, t: Target): void {
  if (t >= 0 && world.targets.down[t] === 0 && requestsAt(world, t) === 0) tellIdle(world, t)
}

/** A target that has just run out of work tells one worker of one node of each group that hears of it, chosen at random. */
export function tellIdle(world: World, t: Target): void {
  const { balancer, plan } = world
  plan.registrations.forEach(({ target, group }, index) => {
    if (target !== t || !plan.groups[group].algorithm.hears?.includes('idle')) return
    const views = balancer.views.filter((view) => view?.group === group)
    const { key } = plan.targets[t]
    const { message } = plan.keys
    const u = drawAt(key.k0 ^ message.k0, key.k1 ^ message.k1, balancer.messages, 0, 2)
    const worker = views[Math.floor(u * views.length)]?.worker
    if (worker === undefined) return
    const said = { stage: STAGE_TELL, kind: IDLE_KIND, requests: 0, latencyUs: 0 }
    send(world, worker, index as Registration, said)
  })
}

export const requestsAt = ({ targets }: World, t: Target): number =>
  targets.requestsBusy[t] + targets.requestsWaiting[t]

function tell(
  world: World,
  knowledge: Knowledge,
  registration: Registration,
  { kind, requests, latencyUs }: Said,
): void {
  const { plan, targets } = world
  const place = registration - plan.groups[knowledge.group].first
  const slots = targets.slots[plan.registrations[registration].target]
  const message = { kind: KINDS[kind], requests, utilisation: requests / slots, latencyUs }
  tellMessage(knowledge, place, message)
  if (knowledge.asked.length > 0) sendAsked(world, knowledge)
}

function send(
  world: World,
  worker: Worker,
  registration: Registration,
  { stage, kind, requests, latencyUs }: Said & { readonly stage: number },
): void {
  if (!hasRoom(world)) return
  const { attempts, balancer, network, plan, draw, queue } = world
  const { target } = plan.registrations[registration]
  const { node } = plan.workers[worker]
  const route = plan.routeOfPair[balancer.pairs.of(node, registration)]
  const { key } = plan.nodes[node]
  const { message } = plan.keys
  draw.k0 = key.k0 ^ message.k0
  draw.k1 = key.k1 ^ message.k1
  draw.ordinal = balancer.messages++
  draw.attempt = 0
  const us = drawnPassageUs(plan.network, route, draw, 0)
  if (network.losses > 0 && draw.at(1) < lossOn(world, route)) return
  const a = attempts.take()
  attempts.flags[a] = MESSAGE
  attempts.stage[a] = stage
  attempts.user[a] = kind
  attempts.requestsThen[a] = requests
  attempts.demandUs[a] = latencyUs
  attempts.node[a] = node
  attempts.worker[a] = worker
  attempts.registration[a] = registration
  attempts.target[a] = target
  attempts.clientConnection[a] = NONE
  attempts.targetConnection[a] = NONE
  queue.schedule(wayEntry(world, a), world.nowUs + us, RANK_HEALTH)
}
