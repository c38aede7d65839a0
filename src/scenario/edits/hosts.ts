/**
 * Edits of hosts and of who runs on them. A container stands in the zone of its host, so setting one of the two sets the
 * other, and what becomes a container gets a host of its zone, a new one where there is none.
 */
import { hostOf, type TargetKindId, targetKindById } from '../../targets/index.ts'
import type { Json } from '../document/json.ts'
import { own } from '../document/json.ts'
import { problemAt, refuse } from '../document/problem.ts'
import { freshId, laneIds, resolveLane } from '../lanes.ts'
import { namesOf } from '../names.ts'
import { containersByHost, HOSTS_MAX } from '../things/hosts.ts'
import type { LaneScenario, Scenario } from '../types.ts'
import { withoutFaultsOf } from './faults.ts'
import { nextId } from './nextId.ts'
import { type Edited, type EditedWithId, setAt } from './set.ts'

/** A target: its group and its name. */
type At = readonly [group: string, target: string]

/** Of what kind some targets are. */
export function setKind(scenario: Scenario, targets: readonly At[], kind: string): Edited {
  if (targetKindById(kind as TargetKindId).runsOn === undefined) {
    return setAt(scenario, [], { targetGroups: ofTargets(targets, () => ({ kind })) })
  }
  const loads = loadsOf(scenario)
  const made: Record<string, Json> = {}
  const hostIn = (zone: string): string => {
    const here = loads.filter((one) => one.zone === zone)
    if (here.length === 0) {
      const id = freshId(
        loads.map((one) => one.id),
        `host-${zone}`,
      )
      made[id] = { zone }
      here.push({ id, zone, containers: 0 })
      loads.push(...here)
    }
    return take(here)
  }
  const targetGroups = ofTargets(targets, ([group, id]) => {
    const target = own(own(scenario.targetGroups, group)?.targets ?? {}, id)
    const host = target && (hostOf(target) ?? hostIn(target.zone))
    return host === undefined ? {} : { kind, host }
  })
  return setAt(scenario, [], { hosts: made, targetGroups })
}

/** Where some containers run. */
export const setHost = (scenario: Scenario, targets: readonly At[], host: string): Edited => {
  const zone = own(scenario.hosts, host)?.zone
  return setAt(scenario, [], {
    targetGroups: ofTargets(targets, () => (zone === undefined ? { host } : { host, zone })),
  })
}

/**
 * How many hosts there are: new ones are like the last, in the zones in turn; surplus ones go from the end, with the faults
 * that name them, and their containers move to those that are left, of their own zone where there is one.
 */
export function setHostCount(scenario: Scenario, count: number): Edited {
  const ids = Object.keys(scenario.hosts)
  if (!Number.isInteger(count) || count < 1 || count > HOSTS_MAX) {
    const rest = `is ${count}; it must be a whole number from 1 to ${HOSTS_MAX}. Change it.`
    return refuse([problemAt('The number of hosts', rest)])
  }
  let left = scenario
  for (let n = ids.length; n < count; n++) {
    const added = addHost(left)
    if (!added.ok) return added
    left = added.scenario
  }
  for (const id of ids.slice(count).reverse()) {
    const removed = removeHost(left, id)
    if (!removed.ok) return removed
    left = removed.scenario
  }
  return { ok: true, scenario: left }
}

/** One like the last, in the next zone; the first one in the first. */
export function addHost(scenario: Scenario): EditedWithId {
  const zones = namesOf(scenario, 'zones').among
  const [lastId, last] = Object.entries(scenario.hosts).at(-1) ?? ['host', { zone: '' }]
  const zone = zones[(zones.indexOf(last.zone) + 1) % zones.length] as string
  const taken = laneIds(scenario).flatMap(({ id }) => Object.keys(resolveLane(scenario, id).hosts))
  const id = nextId(taken, lastId)
  const edited = setAt(scenario, ['hosts', id], { ...last, zone })
  return edited.ok ? { ...edited, id } : edited
}

/** A host goes; its containers move to the others, one after the other to where the fewest are. */
export function removeHost(scenario: Scenario, id: string): Edited {
  const loads = loadsOf(scenario).filter((one) => one.id !== id)
  const moved = Object.entries(scenario.targetGroups).flatMap(([group, { targets }]) =>
    Object.entries(targets).flatMap(([target, spec]) =>
      hostOf(spec) === id ? [[group, target, spec.zone] as const] : [],
    ),
  )
  let left = withoutFaultsOf(scenario, id, 'hosts')
  for (const [group, target, zone] of loads.length === 0 ? [] : moved) {
    const near = loads.filter((one) => one.zone === zone)
    const placed = setHost(left, [[group, target]], take(near.length > 0 ? near : loads))
    if (!placed.ok) return placed
    left = placed.scenario
  }
  return setAt(left, ['hosts', id], null)
}

interface Load {
  readonly id: string
  readonly zone: string
  containers: number
}

const loadsOf = (lane: LaneScenario): Load[] =>
  [...containersByHost(lane)].map(([id, on]) => ({
    ...{ id, zone: own(lane.hosts, id)?.zone ?? '' },
    containers: on.length,
  }))

/** The one with the fewest, which then has one more. */
function take(loads: readonly Load[]): string {
  const [first, ...rest] = loads as readonly [Load, ...Load[]]
  const least = rest.reduce((best, one) => (one.containers < best.containers ? one : best), first)
  least.containers++
  return least.id
}

/** A patch of target groups that says something of each of some targets. */
function ofTargets(targets: readonly At[], say: (at: At) => Json): Json {
  const groups: Record<string, { targets: Record<string, Json> }> = {}
  for (const at of targets) {
    const [group, id] = at
    groups[group] ??= { targets: {} }
    groups[group].targets[id] = say(at)
  }
  return groups
}
