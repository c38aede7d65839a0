/**
 * Outlier ejection: a node that has had so many errors in a row from a target leaves it out for a while, which grows with
 * each ejection and ends at a sweep; each of its workers does so by itself, unless they share their counts. Errors are
 * answers of 500 and more, resets, and time-outs of the node; what becomes of requests whose clients have gone counts
 * neither way. An ejected target is not healthy for the node, so ejections count towards panic and fail-open.
 * Source: Envoy, outlier_detection_impl.cc (consecutive 5xx).
 * NGINX ejects by other rules (`maxFails.ts`); what an ejection is, and who hears of it, is the same.
 */
import { EJECTED } from '../../model/health.ts'
import { CLIENT_DONE } from '../attempt/flags.ts'
import { statusOf } from '../ending.ts'
import { RANK_HEALTH } from '../entries.ts'
import type { Attempt, Group, Pair, Peer } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import type { InARow } from '../targets/plan.ts'
import type { World } from '../world.ts'
import type { Knowledge } from './knowledge.ts'
import { countFailure, forgetFailures, isLiveAgain } from './maxFails.ts'
import { refreshWorker } from './usable.ts'
import { eachCounting, eachWorker } from './workers.ts'

/** Schedules the first sweep of each group that ejects for a time that grows. */
export function beginEjection({ health, plan, queue }: World): void {
  plan.groups.forEach(({ ejection }, group) => {
    if (ejection?.kind !== 'in-a-row') return
    queue.schedule(health.sweeps.first + group, ejection.sweepUs, RANK_HEALTH)
  })
}

/** A node knows how an attempt ended at its target: whether with an answer, whose status stands in it. */
export function countEnding(world: World, a: Attempt, isAnswer: boolean): void {
  const { attempts, balancer, plan } = world
  const { ejection } = plan.groups[attempts.group[a]]
  if (ejection === null) return
  const knowledge = balancer.knowledge(attempts.worker[a], attempts.group[a])
  const place = attempts.registration[a] - knowledge.first
  const isError = statusOf(attempts.ending[a]) >= 500
  if (ejection.kind === 'in-a-row') {
    if ((attempts.flags[a] & CLIENT_DONE) !== 0) return
    countInARow(world, knowledge, place, { ejection, isOk: isAnswer && !isError })
  } else if (isAnswer && !(ejection.counts5xx && isError)) {
    if (isLiveAgain(world, knowledge, place)) readmit(world, knowledge, place)
  } else if (countFailure(world, knowledge, place, ejection)) {
    tell(world, knowledge, place, { kind: 'ejected', value: 1 })
  }
}

/**
 * A client has gone before its answer: NGINX lets the target go as after an answer, so that one on trial is in again.
 * Source: ngx_http_upstream_finalize_request, whose `peer.free` has no state of failure.
 */
export function countGone(world: World, a: Attempt): void {
  const { attempts, balancer, plan } = world
  if (plan.groups[attempts.group[a]].ejection?.kind !== 'max-fails') return
  const knowledge = balancer.knowledge(attempts.worker[a], attempts.group[a])
  const place = attempts.registration[a] - knowledge.first
  if (isLiveAgain(world, knowledge, place)) readmit(world, knowledge, place)
}

function countInARow(
  world: World,
  knowledge: Knowledge,
  place: number,
  { ejection, isOk }: { readonly ejection: InARow; readonly isOk: boolean },
): void {
  const { peers } = world.balancer
  const peer = knowledge.counts(place)
  if (isOk) {
    peers.errors[peer] = 0
    return
  }
  if (++peers.errors[peer] < ejection.errorsInARow) return
  // Counted anew in any case: who may not be ejected now may be after as many errors again.
  peers.errors[peer] = 0
  if (peers.ejectedUs[peer] < 0 && hasRoom(knowledge, ejection.most)) {
    eject(world, knowledge, place, ejection)
  }
}

/** Ends what ejections there are of a registration at a node; `forgives` those that were before, too. */
export function readmitAt(world: World, pair: Pair, forgives: boolean): void {
  const { balancer, plan } = world
  const { pairs, peers } = balancer
  const registration = pairs.registrationOf(pair)
  const { group } = plan.registrations[registration]
  eachWorker(world, pairs.nodeOf(pair), (worker) => {
    const knowledge = balancer.knowledge(worker, group)
    const place = registration - knowledge.first
    const peer = knowledge.counts(place)
    // Failures of one that is in are not forgotten by a probe, which does not see them.
    if (forgives || isOut(world, knowledge, peer)) readmit(world, knowledge, place)
    if (forgives) peers.ejections[peer] = 0
  })
}

/** All workers look at the targets of a group: whose time is over comes back, who has stayed in is forgiven. */
export function sweep(world: World, nth: number): void {
  const { balancer, health, nowUs, plan, queue } = world
  const { peers } = balancer
  const { ejection, size } = plan.groups[nth as Group]
  if (ejection?.kind !== 'in-a-row') return
  queue.schedule(health.sweeps.first + nth, nowUs + ejection.sweepUs, RANK_HEALTH)
  for (const knowledge of balancer.views) {
    if (knowledge?.group !== nth || !keepsCounts(world, knowledge)) continue
    for (let place = 0; place < size; place++) {
      const peer = knowledge.counts(place)
      const sinceUs = peers.ejectedUs[peer]
      const forUs = Math.min(ejection.baseUs * peers.ejections[peer], ejection.longestUs)
      if (sinceUs < 0) peers.ejections[peer] = Math.max(0, peers.ejections[peer] - 1)
      else if (nowUs - sinceUs >= forUs) readmit(world, knowledge, place)
    }
  }
}

/** Whether the counts that a worker goes by are its own, or kept by it for all of its node. */
const keepsCounts = ({ plan }: World, { worker }: Knowledge): boolean =>
  plan.workers[worker].countsOf === worker

function eject(
  world: World,
  knowledge: Knowledge,
  place: number,
  { baseUs, longestUs }: InARow,
): void {
  const { peers } = world.balancer
  const peer = knowledge.counts(place)
  peers.ejectedUs[peer] = world.nowUs
  // No higher than what makes a difference, so that it is forgiven as soon.
  if (peers.ejections[peer] * baseUs < longestUs + baseUs) peers.ejections[peer]++
  tell(world, knowledge, place, { kind: 'ejected', value: peers.ejections[peer] })
}

/** Ends an ejection, if there is one, and forgets the errors that might have led to one. */
function readmit(world: World, knowledge: Knowledge, place: number): void {
  const { peers } = world.balancer
  const peer = knowledge.counts(place)
  const wasOut = isOut(world, knowledge, peer)
  if (world.plan.groups[knowledge.group].ejection?.kind === 'max-fails') forgetFailures(world, peer)
  else if (wasOut) {
    peers.ejectedUs[peer] = -1
    peers.errors[peer] = 0
  }
  if (wasOut) tell(world, knowledge, place, { kind: 'ejection-end', value: 0 })
}

/** Whether a worker has taken a target out: it is ejected, or as NGINX may be tried by one request. */
function isOut({ balancer, plan }: World, { group }: Knowledge, peer: Peer): boolean {
  const { ejection } = plan.groups[group]
  return ejection?.kind === 'max-fails'
    ? balancer.peers.errors[peer] >= ejection.maxFails
    : balancer.peers.ejectedUs[peer] >= 0
}

/** Whether a worker may eject one more of the group. */
function hasRoom(knowledge: Knowledge, most: number): boolean {
  let ejected = 0
  for (let place = 0; place < knowledge.size; place++) {
    if (knowledge.health(place) === EJECTED) ejected++
  }
  return ejected < most
}

function tell(
  world: World,
  knowledge: Knowledge,
  place: number,
  { kind, value }: { readonly kind: 'ejected' | 'ejection-end'; readonly value: number },
): void {
  const { target } = world.plan.registrations[knowledge.registration(place)]
  recordChange(world, kind, knowledge.node, target, value)
  eachCounting(world, knowledge, ({ worker, group }) => refreshWorker(world, worker, group))
}
