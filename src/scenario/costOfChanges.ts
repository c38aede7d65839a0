/**
 * What it costs that a node makes up its mind about a group anew, which it does whenever what it knows of one of its
 * targets changes: it goes through all of them, and at layer 4 through all connections. How often that will be is known of
 * faults; of ejections and of auto-scaling only how often at most.
 */
import { effectsOf } from '../faults/index.ts'
import { isScaled, type ScalingSpec } from '../scalingPolicies/index.ts'
import { hostOf } from '../targets/index.ts'
import { groupsOf } from './forwarding.ts'
import { decidersOf, isBlind } from './things/balancers.ts'
import { partsOf } from './things/narrowings.ts'
import type { LaneScenario } from './types.ts'

// Microseconds of a core, for each target of the group and each connection.
const TARGET_US = 0.015
/** Where requests are dealt out among parts of it. */
const DEALT_US = 0.25
const FLOW_US = 0.01
/** A target that goes and comes back is heard of so often: draining, unused, joined, healthy. */
const NEWS = 4
/** A place at the end of a period; a target at a sweep of a node; a look of a checker. */
const PLACE_US = 0.01
const SWEEP_US = 0.006
const LOOK_US = 0.15
/** A service on a host that ends at another time. */
const RETIME_US = 0.1

export interface ChangesUs {
  /** By faults. */
  readonly known: number
  /** With all that may be ejected, launched and terminated. */
  readonly atMost: number
}

export function changesUs(
  lane: LaneScenario,
  { connections, attempts }: { readonly connections: number; readonly attempts: number },
): ChangesUs {
  let known = 0
  let more = 0
  for (const [id, group] of Object.entries(lane.targetGroups)) {
    const deciders = decidersFor(lane, id)
    const size = Object.keys(group.targets).length
    const targetUs = partsOf(group) > 1 ? DEALT_US : TARGET_US
    const eachUs = size * targetUs + (isBlind(lane) ? connections * FLOW_US : 0)
    const joining = Object.values(group.targets).filter(({ initial }) => initial).length
    known += deciders * (changedBy(lane, id) * NEWS + joining) * eachUs
    const ejected = ejectionsOf(group, size, { lane, attempts, deciders })
    more += (ejected * 2 + deciders * turnsOf(group, lane) * size * NEWS) * eachUs
  }
  return { known, atMost: known + more }
}

/**
 * Of an attempt, at most: when its service begins and ends on a host that is short of cores, the end of every other
 * service there becomes another.
 */
export function retimedUs(lane: LaneScenario): number {
  const slots = new Map<string, number>()
  for (const target of Object.values(lane.targetGroups).flatMap(({ targets }) =>
    Object.values(targets),
  )) {
    const host = hostOf(target)
    if (host !== null) slots.set(host, (slots.get(host) ?? 0) + target.slots)
  }
  const others = [...slots].map(([host, busy]) =>
    busy > (lane.hosts[host]?.cores ?? 0) ? busy : 0,
  )
  return 2 * RETIME_US * Math.min(lane.limits.inFlight, Math.max(0, ...others))
}

/** What goes on by the clock: periods of auto-scaling, sweeps, and checkers of the DNS. */
export function clockUs(lane: LaneScenario): number {
  const { durationMs } = lane
  let us = 0
  for (const [id, { scaling, ejection, targets }] of Object.entries(lane.targetGroups)) {
    const size = Object.keys(targets).length
    if (isScaled(scaling)) us += (durationMs / scaling.periodMs) * size * PLACE_US
    if (ejection.dialect === 'nginx' || ejection.errorsInARow === 0) continue
    us += (durationMs / ejection.sweepMs) * size * decidersFor(lane, id) * SWEEP_US
  }
  for (const { check, answers } of Object.values(lane.dns.records)) {
    if (!check.isOn) continue
    const checkers = check.checkers * Object.keys(answers).length
    us += (durationMs / check.intervalMs) * checkers * LOOK_US
  }
  return us
}

/** How many decide at the nodes that forward to a group: these, or their workers. */
function decidersFor({ balancers }: LaneScenario, group: string): number {
  return Object.values(balancers)
    .filter(({ listeners }) => Object.values(listeners).flatMap(groupsOf).includes(group))
    .reduce((sum, balancer) => sum + balancer.zones.length * decidersOf(balancer), 0)
}

/** How many targets of a group go and come back by faults. */
function changedBy({ faults, targetGroups }: LaneScenario, group: string): number {
  const targets = targetGroups[group]?.targets ?? {}
  let changed = 0
  for (const effect of Object.values(faults).flatMap(effectsOf)) {
    const comesAndGoes = effect.kind === 'down' || effect.kind === 'unregistered'
    if (comesAndGoes && Object.hasOwn(targets, effect.target)) changed++
    if (effect.kind === 'zone-out')
      changed += Object.values(targets).filter(({ zone }) => zone === effect.zone).length
    if (effect.kind === 'host-out')
      changed += Object.values(targets).filter((target) => hostOf(target) === effect.host).length
    if (effect.kind === 'deploy' && effect.group === group) changed += Object.keys(targets).length
  }
  return changed
}

/** Between two ejections of one target lies a sweep, or a time, and each takes so many errors. */
function ejectionsOf(
  { ejection }: LaneScenario['targetGroups'][string],
  size: number,
  around: { readonly lane: LaneScenario; readonly attempts: number; readonly deciders: number },
): number {
  const { errorsInARow, ratioMax, sweepMs, atLeastOne, dialect, maxFails, failTimeoutMs } = ejection
  if (dialect === 'nginx') {
    if (maxFails === 0) return 0
    // Out, to be tried, and tried, each time that it fails.
    const turns = 1 + around.lane.durationMs / failTimeoutMs
    return 2 * Math.min(around.attempts / maxFails, around.deciders * size * turns)
  }
  if (errorsInARow === 0) return 0
  const most = Math.max(Math.floor(size * ratioMax), atLeastOne ? 1 : 0)
  const sweeps = 1 + around.lane.durationMs / sweepMs
  return Math.min(around.attempts / errorsInARow, around.deciders * most * sweeps)
}

/** How often a whole group can be launched and terminated: both take their time, and so does a decision. */
function turnsOf(
  { scaling, deregistrationMs }: LaneScenario['targetGroups'][string],
  { durationMs }: LaneScenario,
): number {
  if (!isScaled(scaling) || !('metric' in scaling || scaling.replacesUnhealthy)) return 0
  const pauseMs = pauseOf(scaling)
  return durationMs / (scaling.launchMs + pauseMs + deregistrationMs + 2 * scaling.periodMs)
}

const pauseOf = (scaling: ScalingSpec): number =>
  'warmUpMs' in scaling ? scaling.warmUpMs : 'cooldownMs' in scaling ? scaling.cooldownMs : 0
