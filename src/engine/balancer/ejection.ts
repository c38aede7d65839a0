/**
 * Outlier ejection: a node that has had so many errors in a row from a target leaves it out for a while, which grows with
 * each ejection and ends at a sweep. Errors are answers of 500 and more, resets, and time-outs of the node; what becomes
 * of requests whose clients have gone counts neither way. An ejected target is not healthy for the node, so ejections
 * count towards panic and fail-open. Source: Envoy, outlier_detection_impl.cc (consecutive 5xx).
 */
import { EJECTED } from '../../model/health.ts'
import { CLIENT_DONE } from '../attempt/flags.ts'
import { RANK_HEALTH } from '../entries.ts'
import type { Attempt, Group, Pair } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import type { PlannedEjection } from '../targets/plan.ts'
import type { World } from '../world.ts'
import { refresh } from './usable.ts'

/** Schedules the first sweep of each group that ejects. */
export function beginEjection({ health, plan, queue }: World): void {
  plan.groups.forEach(({ ejection }, group) => {
    if (ejection === null) return
    queue.schedule(health.sweeps.first + group, ejection.sweepUs, RANK_HEALTH)
  })
}

/** A node knows how an attempt ended at its target. */
export function countEnding(world: World, a: Attempt, isOk: boolean): void {
  const { attempts, balancer, health, plan } = world
  const { ejection } = plan.groups[attempts.group[a]]
  if (ejection === null || (attempts.flags[a] & CLIENT_DONE) !== 0) return
  const pair = balancer.pairs.of(attempts.node[a], attempts.registration[a])
  if (isOk) {
    health.errors[pair] = 0
    return
  }
  if (++health.errors[pair] < ejection.errorsInARow) return
  // Counted anew in any case: who may not be ejected now may be after as many errors again.
  health.errors[pair] = 0
  if (health.ejectedUs[pair] < 0 && hasRoom(world, pair, ejection.most)) {
    eject(world, pair, ejection)
  }
}

/** Ends an ejection, if there is one. */
export function readmit(world: World, pair: Pair): void {
  const { health } = world
  if (health.ejectedUs[pair] < 0) return
  health.ejectedUs[pair] = -1
  health.errors[pair] = 0
  tell(world, pair, 'ejection-end', 0)
}

/** All nodes look at the targets of a group: whose time is over comes back, who has stayed in is forgiven. */
export function sweep(world: World, nth: number): void {
  const { balancer, health, nowUs, plan, queue } = world
  const { ejection, size } = plan.groups[nth as Group]
  if (ejection === null) return
  queue.schedule(health.sweeps.first + nth, nowUs + ejection.sweepUs, RANK_HEALTH)
  for (const knowledge of balancer.views) {
    if (knowledge?.group !== nth) continue
    for (let place = 0; place < size; place++) {
      const pair = balancer.pairs.of(knowledge.node, knowledge.registration(place))
      const sinceUs = health.ejectedUs[pair]
      const forUs = Math.min(ejection.baseUs * health.ejections[pair], ejection.longestUs)
      if (sinceUs < 0) health.ejections[pair] = Math.max(0, health.ejections[pair] - 1)
      else if (nowUs - sinceUs >= forUs) readmit(world, pair)
    }
  }
}

function eject(world: World, pair: Pair, { baseUs, longestUs }: PlannedEjection): void {
  const { health } = world
  health.ejectedUs[pair] = world.nowUs
  // No higher than what makes a difference, so that it is forgiven as soon.
  if (health.ejections[pair] * baseUs < longestUs + baseUs) health.ejections[pair]++
  tell(world, pair, 'ejected', health.ejections[pair])
}

/** Whether a node may eject one more of the group. */
function hasRoom({ balancer, plan }: World, pair: Pair, most: number): boolean {
  const { group } = plan.registrations[balancer.pairs.registrationOf(pair)]
  const knowledge = balancer.knowledge(balancer.pairs.nodeOf(pair), group)
  let ejected = 0
  for (let place = 0; place < knowledge.size; place++) {
    if (knowledge.health(place) === EJECTED) ejected++
  }
  return ejected < most
}

function tell(world: World, pair: Pair, kind: 'ejected' | 'ejection-end', value: number): void {
  const { balancer, plan } = world
  const node = balancer.pairs.nodeOf(pair)
  const { group, target } = plan.registrations[balancer.pairs.registrationOf(pair)]
  recordChange(world, kind, node, target, value)
  refresh(world, node, group)
}
