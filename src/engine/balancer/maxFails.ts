/**
 * Failures as NGINX counts them. After `max_fails` of them a server is out for `fail_timeout`; then one live request may try
 * it, and it is out for everybody else until that is answered, or for as long again. A failure is forgotten with the first
 * answer to a request that was sent `fail_timeout` after it. When all are out nobody is tried before their time, and the
 * answer is a 502. Source: NGINX 1.29, ngx_http_upstream_round_robin.c (fails, accessed, checked); until 1.11.4 all
 * came back at once when the last had failed ("quick recovery").
 */
import { RANK_HEALTH } from '../entries.ts'
import type { Peer } from '../indices.ts'
import type { MaxFails } from '../targets/plan.ts'
import type { World } from '../world.ts'
import type { Knowledge } from './knowledge.ts'
import { refreshWorker } from './usable.ts'
import { eachCounting } from './workers.ts'

/** A request has failed at a target: whether that takes it out, where it was not. */
export function countFailure(
  world: World,
  knowledge: Knowledge,
  place: number,
  { maxFails, failTimeoutUs }: MaxFails,
): boolean {
  const { peers } = world.balancer
  const peer = knowledge.counts(place)
  const fails = ++peers.errors[peer]
  peers.failedUs[peer] = world.nowUs
  peers.checkedUs[peer] = world.nowUs
  knowledge.algorithm.failed?.(knowledge.context, place, maxFails)
  if (fails < maxFails) return false
  const mayBeTried = peers.ejectedUs[peer] < 0
  leaveOut(world, peer, failTimeoutUs)
  if (fails > maxFails && mayBeTried) refreshAll(world, knowledge)
  return fails === maxFails
}

/** A target has answered: whether that speaks for it now, and not for what it was before it failed. */
export function isLiveAgain({ balancer }: World, knowledge: Knowledge, place: number): boolean {
  const { peers } = balancer
  const peer = knowledge.counts(place)
  return peers.errors[peer] > 0 && peers.failedUs[peer] < peers.checkedUs[peer]
}

/** A request is sent to a target that has failed before: after long enough it is the one that tries it. */
export function tryAgain(
  world: World,
  knowledge: Knowledge,
  place: number,
  { maxFails, failTimeoutUs }: MaxFails,
): void {
  const { peers } = world.balancer
  const peer = knowledge.counts(place)
  if (peers.errors[peer] === 0 || world.nowUs - peers.checkedUs[peer] < failTimeoutUs) return
  peers.checkedUs[peer] = world.nowUs
  if (peers.errors[peer] < maxFails) return
  leaveOut(world, peer, failTimeoutUs)
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

function leaveOut({ balancer, health, nowUs, queue }: World, peer: Peer, forUs: number): void {
  balancer.peers.ejectedUs[peer] = nowUs
  queue.cancel(health.trials.first + peer)
  queue.schedule(health.trials.first + peer, nowUs + forUs, RANK_HEALTH)
}

const refreshAll = (world: World, knowledge: Knowledge): void =>
  eachCounting(world, knowledge, ({ worker, group }) => refreshWorker(world, worker, group))
