/**
 * Edits of hosts and of who runs on them. A container stands in the zone of its host, so setting one of the two sets the
 * other, and what becomes a container gets a host of its zone, a new one where there is none.
 */

import { namedBy } from '../../faults/index.ts'
import { hostOf, type TargetKindId, targetKindById } from '../../targets/index.ts'
import { isObject, type Json, type JsonObject, own } from '../document/json.ts'
import { problemAt, refuse } from '../document/problem.ts'
import { freshId, laneIds, resolveLane } from '../lanes.ts'
import { namesOf } from '../names.ts'
import { containersByHost, HOSTS_MAX } from '../things/hosts.ts'
import type { Lane, Patch } from '../things/lanes.ts'
import type { LaneScenario, Scenario } from '../types.ts'
import { withoutFaultsOf } from './faults.ts'
import { nextId } from './nextId.ts'
import { withoutInPatches } from './patches.ts'
import { type Edited, type EditedWithId, setAt } from './set.ts'

/** A target: its group and its name. */
type At = readonly [group: string, target: string]

/**
 * Of what kind some targets are. Hosts on which nobody runs any more when they were containers go with that, unless a
 * fault names them.
 */
export function setKind(scenario: Scenario, targets: readonly At[], kind: string): Edited {
  if (targetKindById(kind as TargetKindId).runsOn === undefined) {
    const edited = setAt(scenario, [], { targetGroups: ofTargets(targets, () => ({ kind })) })
    const left = [...new Set(targets.flatMap((at) => hostOfTarget(scenario, at) ?? []))]
    return edited.ok ? withoutVacant(edited.scenario, left) : edited
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
  return setAt(withoutZones(scenario, targets), [], { hosts: made, targetGroups })
}

/** Where some containers run. */
export const setHost = (scenario: Scenario, targets: readonly At[], host: string): Edited =>
  setAt(withoutZones(scenario, targets), [], {
    targetGroups: ofTargets(targets, () => placeOn(scenario, host)),
  })

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
  return count < ids.length
    ? removeHosts(scenario, ids.slice(count))
    : setAt(scenario, ['hosts'], moreHosts(scenario, count - ids.length))
}

/** One like the last, in the next zone; the first one in the first. */
export function addHost(scenario: Scenario): EditedWithId {
  const made = moreHosts(scenario, 1)
  const edited = setAt(scenario, ['hosts'], made)
  return edited.ok ? { ...edited, id: Object.keys(made)[0] as string } : edited
}

function moreHosts(scenario: Scenario, count: number): Readonly<Record<string, Json>> {
  const zones = namesOf(scenario, 'zones').among
  const taken = laneIds(scenario).flatMap(({ id }) => Object.keys(resolveLane(scenario, id).hosts))
  const made: Record<string, Json> = {}
  let [id, last] = Object.entries(scenario.hosts).at(-1) ?? ['host', { zone: '' }]
  for (let n = 0; n < count; n++) {
    id = nextId(taken, id)
    last = { ...last, zone: zones[(zones.indexOf(last.zone) + 1) % zones.length] as string }
    made[id] = { ...last }
    taken.push(id)
  }
  return made
}

/** Hosts go; their containers move to the others, in every lane, one after the other to where the fewest are. */
export function removeHosts(scenario: Scenario, ids: readonly string[]): Edited {
  const loads = loadsOf(scenario).filter((one) => !ids.includes(one.id))
  const placeIn = (zone: string): string | null => {
    const near = loads.filter((one) => one.zone === zone)
    return loads.length === 0 ? null : take(near.length > 0 ? near : loads)
  }
  const moved = targetsOf(scenario).filter((at) => ids.includes(hostOfTarget(scenario, at) ?? ''))
  const targetGroups = ofTargets(moved, ([group, id]) => {
    const host = placeIn(scenario.targetGroups[group]?.targets[id]?.zone ?? '')
    return host === null ? {} : placeOn(scenario, host)
  })
  const withoutFaults = ids.reduce(
    (left, id) => withoutInPatches(withoutFaultsOf(left, id, 'hosts'), ['hosts', id]),
    scenario,
  )
  const lanes = Object.entries(withoutZones(withoutFaults, moved).lanes).map(
    ([id, lane]): readonly [string, Lane] => {
      const patch = mapTargets(lane.patch, (said) => {
        const host = ids.includes(String(said['host'])) ? placeIn(String(said['zone'])) : null
        return host === null ? said : { ...said, ...placeOn(scenario, host) }
      })
      return [id, { ...lane, patch: patch as Patch }]
    },
  )
  const gone = Object.fromEntries(ids.map((id) => [id, null]))
  return setAt({ ...withoutFaults, lanes: Object.fromEntries(lanes) }, [], {
    hosts: gone,
    targetGroups,
  })
}

/** Without those hosts on which nobody runs in any lane, and that no fault names. */
function withoutVacant(scenario: Scenario, ids: readonly string[]): Edited {
  const lanes = laneIds(scenario).map(({ id }) => resolveLane(scenario, id))
  const vacant = ids.filter((id) =>
    lanes.every(
      (lane) =>
        (containersByHost(lane).get(id)?.length ?? 0) === 0 &&
        Object.values(lane.faults).every((fault) => !namedBy(fault, 'hosts').includes(id)),
    ),
  )
  return vacant.length === 0 ? { ok: true, scenario } : removeHosts(scenario, vacant)
}

const hostOfTarget = ({ targetGroups }: LaneScenario, [group, id]: At): string | null => {
  const target = own(own(targetGroups, group)?.targets ?? {}, id)
  return target === undefined ? null : hostOf(target)
}

const targetsOf = ({ targetGroups }: LaneScenario): readonly At[] =>
  Object.entries(targetGroups).flatMap(([group, { targets }]) =>
    Object.keys(targets).map((id) => [group, id] as const),
  )

/** What a container on that host is said to be: it stands in its zone. */
const placeOn = ({ hosts }: LaneScenario, host: string): { host: string; zone?: string } => {
  const zone = own(hosts, host)?.zone
  return zone === undefined ? { host } : { host, zone }
}

/** Lanes that say a zone of some targets, and no host, say it no more: it is that of the host, which may become another. */
function withoutZones(scenario: Scenario, targets: readonly At[]): Scenario {
  const names = new Set(targets.map((at) => at.join('/')))
  const lanes = Object.entries(scenario.lanes).map(([id, lane]): readonly [string, Lane] => {
    const patch = mapTargets(lane.patch, (said, at) => {
      if (!names.has(at.join('/')) || 'host' in said || 'kind' in said) return said
      const { zone, ...rest } = said
      return rest
    })
    return [id, { ...lane, patch: patch as Patch }]
  })
  return { ...scenario, lanes: Object.fromEntries(lanes) }
}

/** A patch with another saying of each target that it says something of. */
function mapTargets(patch: Patch, say: (said: JsonObject, at: At) => Json): Json {
  const mapped = (value: Json | undefined, to: (inner: Json, name: string) => Json): Json =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, to(inner, name)]))
      : (value ?? {})
  const { targetGroups } = patch as JsonObject
  if (targetGroups === undefined) return patch as Json
  return {
    ...(patch as JsonObject),
    targetGroups: mapped(targetGroups, (group, name) =>
      isObject(group) && group['targets'] !== undefined
        ? {
            ...group,
            targets: mapped(group['targets'], (said, id) =>
              isObject(said) ? say(said, [name, id]) : said,
            ),
          }
        : group,
    ),
  }
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
