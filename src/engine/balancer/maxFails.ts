/**
 * Failures as NGINX counts them. After `max_fails` of them a server is out for `fail_timeout`; then one live request may try
 * it, and it is out for everybody else until that is answered, or for as long again. A failure is forgotten with the first
 * answer to a request that was sent `fail_timeout` after it. NGINX looks at the seconds of the clock, of which more than
 * `fail_timeout` have to be over: a server is out for up to a second longer. That a second of the clock begins with the
 * run is our model. When all are out nobody is tried before their time, and the answer is a 502. Source: NGINX 1.29, ngx_http_upstream_round_robin.c (fails, accessed, checked); until 1.11.4 all
 * came back at once when the last had failed ("quick recovery").
 */
import { RANK_HEALTH } from '../entries.ts'
import type { Peer } from '../indices.ts'
import type { MaxFails } from '../targets/plan.ts'
import type { World } from '../world.ts'
import type { Knowledge } from './knowledge.ts'
import { refreshWorker } from './usable.ts'
import { eachCounting } from './workers.ts'

const SECOND_US = 1_000_000

/** A request has failed at a target: whether that takes it out, where it was not. */
export function countFailure(
  world: World,
  knowledge: Knowledge,
  place: number,
  { maxFails, failTimeoutS }: MaxFails,
): boolean {
  const { peers } = world.balancer
  const peer = knowledge.counts(place)
  const fails = ++peers.errors[peer]
  peers.failedS[peer] = secondOf(world)
  peers.checkedS[peer] = secondOf(world)
  for (const context of knowledge.contexts) knowledge.algorithm.failed?.(context, place, maxFails)
  if (fails < maxFails) return false
  const mayBeTried = peers.ejectedUs[peer] < 0
  leaveOut(world, peer, failTimeoutS)
  if (fails > maxFails && mayBeTried) refreshAll(world, knowledge)
  return fails === maxFails
}

/** A target has answered: whether that speaks for it now, and not for what it was before it failed. */
export function isLiveAgain({ balancer }: World, knowledge: Knowledge, place: number): boolean {
  const { peers } = balancer
  const peer = knowledge.counts(place)
  return peers.errors[peer] > 0 && peers.failedS[peer] < peers.checkedS[peer]
}

/** A request is sent to a target that has failed before: after long enough it is the one that tries it. */
export function tryAgain(
  world: World,
  knowledge: Knowledge,
  place: number,
  { maxFails, failTimeoutS }: MaxFails,
): void {
  const { peers } = world.balancer
  const peer = knowledge.counts(place)
  const second = secondOf(world)
  if (peers.errors[peer] === 0 || second - peers.checkedS[peer] <= failTimeoutS) return
  peers.checkedS[peer] = second
  if (peers.errors[peer] < maxFails) return
  leaveOut(world, peer, failTimeoutS)
  refreshAll(world, knowledge)
}

/** The time of one that is out is over: it may be tried. */
export function onTrial(world: World, nth: number): void {
  const { balancer, plan } = world
  const peer = nth as Peer
  balancer.peers.ejectedUs[peer] = -1
  const { group } = plan.registrations[balancer.peers.registrationOf(peer)]
  refreshAll(world, balancer.knowledge(balancer.peers.workerOf(peer), group))
}

/** It counts as one that has never failed. */
export function forgetFailures({ balancer, health, queue }: World, peer: Peer): void {
  balancer.peers.errors[peer] = 0
  balancer.peers.ejectedUs[peer] = -1
  queue.cancel(health.trials.first + peer)
}

function leaveOut(world: World, peer: Peer, failTimeoutS: number): void {
  const { balancer, health, nowUs, queue } = world
  balancer.peers.ejectedUs[peer] = nowUs
  const triedS = secondOf(world) + Math.floor(failTimeoutS) + 1
  queue.cancel(health.trials.first + peer)
  queue.schedule(health.trials.first + peer, triedS * SECOND_US, RANK_HEALTH)
}

/** The second of the clock, as NGINX has it. */
const secondOf = ({ nowUs }: World): number => Math.floor(nowUs / SECOND_US)

const refreshAll = (world: World, knowledge: Knowledge): void =>
  eachCounting(world, knowledge, ({ worker, group }) => refreshWorker(world, worker, group))
