/**
 * Changes to a scenario, for the page and the command line: each takes one and gives a new one,
 * complete and valid, or says what is wrong with the change.
 */
import type { FaultSpec } from '../faults/index.ts'
import type { Json } from './document/json.ts'
import { asJson, isObject, own } from './document/json.ts'
import { mergePatch } from './document/mergePatch.ts'
import { formatPath, problemAt, type Result, refuse } from './document/problem.ts'
import { laneShape, scenarioShape, shapeBelow } from './document/shape.ts'
import { validateScenario } from './document/validate.ts'
import { baseOf, diffPatch, freshId, laneIds, resolveLane } from './lanes.ts'
import type { Lane, Patch } from './things/lanes.ts'
import type { Target } from './things/targets.ts'
import { TARGETS_MAX } from './things/targets.ts'
import type { LaneScenario, Scenario } from './types.ts'

export type Edited = Result<{ readonly scenario: Scenario }>
export type EditedWithId = Result<{ readonly scenario: Scenario; readonly id: string }>

/** `targetGroups.web.health.intervalMs`, or its keys. */
export type Path = string | readonly (string | number)[]

const keysOf = (path: Path): readonly string[] =>
  typeof path === 'string' ? path.split('.') : path.map(String)

/**
 * Sets a value in the base, or below `lanes.<id>.patch` in a lane. Objects are merged as by a
 * patch, so another
 * `kind` replaces a union whole, and null deletes a member of a collection, also from the patches.
 */
export function setAt(scenario: Scenario, path: Path, value: Json): Edited {
  const keys = keysOf(path)
  if (keys[0] === 'lanes' && keys[2] === 'patch' && keys.length > 3) {
    return setInLane(scenario, keys[1] as string, keys.slice(3), value)
  }
  const pruned = value === null ? withoutInPatches(scenario, keys) : scenario
  return applied(scenarioShape, asJson(pruned), keys, value, (whole) => whole)
}

/**
 * Sets a value in one lane only; null is the base. A value like the base's leaves the lane's patch.
 */
export function setInLane(
  scenario: Scenario,
  lane: string | null,
  path: Path,
  value: Json,
): Edited {
  if (lane === null) return setAt(scenario, path, value)
  if (!Object.hasOwn(scenario.lanes, lane)) return noLane(lane)
  const keys = keysOf(path)
  return applied(laneShape, asJson(resolveLane(scenario, lane)), keys, value, (resolved) => {
    const patch = patchBy(scenario, resolved as unknown as LaneScenario)
    return withLane(scenario, lane, { ...(scenario.lanes[lane] as Lane), patch })
  })
}

/** A wrong value may make a lane that cannot be compared; validation then names its place. */
const patchBy = (scenario: Scenario, lane: LaneScenario): Patch => diffPatch(baseOf(scenario), lane)

const withLane = (scenario: Scenario, id: string, lane: Lane): Json =>
  asJson({ ...scenario, lanes: { ...scenario.lanes, [id]: lane } })

function applied(
  shape: typeof scenarioShape,
  whole: Json,
  keys: readonly string[],
  value: Json,
  finish: (whole: Json) => Json,
): Edited {
  const place = throughLists(whole, keys, value)
  const unknown = place === null ? formatPath(keys) : unknownKey(shape, whole, place.keys)
  if (place === null || unknown !== null) {
    return refuse([problemAt(unknown ?? '', 'is unknown. Correct the path.')])
  }
  const patch = place.keys.reduceRight<Json>((inner, key) => ({ [key]: inner }), place.value)
  const merged = mergePatch(shape, whole, patch)
  return merged.problems.length > 0
    ? refuse(merged.problems)
    : validateScenario(finish(merged.value))
}

/** The first key that leads nowhere, as a path; null when all lead somewhere. */
function unknownKey(
  root: typeof scenarioShape,
  whole: Json,
  keys: readonly string[],
): string | null {
  let shape: ReturnType<typeof shapeBelow> = root
  let value: Json | undefined = whole
  for (const [i, key] of keys.entries()) {
    const below: ReturnType<typeof shapeBelow> = shape && shapeBelow(shape, value, key)
    const isTag = shape?.kind === 'union' && i === keys.length - 1
    if (below === undefined && !isTag) return formatPath(keys.slice(0, i + 1))
    shape = below
    value = isObject(value) ? own(value, key) : undefined
  }
  return null
}

/**
 * A patch cannot reach into a list: when the path does, the whole list is the value. Null: no such
 * place.
 */
function throughLists(
  whole: Json,
  keys: readonly string[],
  value: Json,
): { readonly keys: readonly string[]; readonly value: Json } | null {
  let here: Json | undefined = whole
  for (const [i, key] of keys.entries()) {
    if (Array.isArray(here)) {
      const list = inList(here, keys.slice(i), value)
      return list === null ? null : { keys: keys.slice(0, i), value: list }
    }
    here = isObject(here) ? own(here, key) : undefined
  }
  return { keys, value }
}

/** The list with one place changed or, just behind the last, added. */
function inList(list: readonly Json[], keys: readonly string[], value: Json): Json | null {
  const [key = '', ...rest] = keys
  if (!/^\d{1,6}$/.test(key) || Number(key) > list.length) return null
  const old = list[Number(key)]
  const inner = rest.length === 0 ? value : Array.isArray(old) ? inList(old, rest, value) : null
  if (inner === null) return null
  const copy: Json[] = [...list]
  copy[Number(key)] = inner
  return copy
}

/** Adds a fault to the base, so that every lane gets it. Its id is its kind and a number. */
export function addFault(scenario: Scenario, fault: FaultSpec): EditedWithId {
  const taken = laneIds(scenario).flatMap((lane) =>
    Object.keys(resolveLane(scenario, lane.id).faults),
  )
  let n = 1
  while (taken.includes(`${fault.kind}-${n}`)) n++
  const id = `${fault.kind}-${n}`
  const edited = setAt(scenario, ['faults', id], asJson(fault))
  return edited.ok ? { ...edited, id } : edited
}

/** To another start; rounded to the microsecond. */
export const moveFault = (scenario: Scenario, id: string, atMs: number): Edited =>
  editFault(scenario, id, { atMs: toMicrosecond(atMs) })

/** To another start and length, as by dragging an edge; rounded to the microsecond. */
export const resizeFault = (
  scenario: Scenario,
  id: string,
  span: { readonly atMs: number; readonly forMs: number },
): Edited =>
  editFault(scenario, id, { atMs: toMicrosecond(span.atMs), forMs: toMicrosecond(span.forMs) })

export const removeFault = (scenario: Scenario, id: string): Edited => editFault(scenario, id, null)

const toMicrosecond = (ms: number): number => Math.round(ms * 1000) / 1000

const editFault = (scenario: Scenario, id: string, change: Json): Edited =>
  Object.hasOwn(scenario.faults, id)
    ? setAt(scenario, ['faults', id], change)
    : refuse([problemAt(formatPath(['faults', id]), 'does not exist. Choose a fault that does.')])

/** Adds a lane behind the others, at first equal to the base. */
export const addLane = (scenario: Scenario, title = ''): EditedWithId =>
  insertLane(scenario, Object.keys(scenario.lanes).length, { title, patch: {} })

/** Adds a copy behind the lane itself; null is the base. */
export function duplicateLane(scenario: Scenario, lane: string | null): EditedWithId {
  if (lane !== null && !Object.hasOwn(scenario.lanes, lane)) return noLane(lane)
  const copied = lane === null ? { title: '', patch: {} } : (scenario.lanes[lane] as Lane)
  const title = copied.title === '' ? '' : `${copied.title} (copy)`.slice(0, 80)
  const at = lane === null ? 0 : Object.keys(scenario.lanes).indexOf(lane) + 1
  return insertLane(scenario, at, { title, patch: copied.patch })
}

function insertLane(scenario: Scenario, at: number, lane: Lane): EditedWithId {
  const id = freshId(Object.keys(scenario.lanes), 'lane')
  const lanes = Object.entries(scenario.lanes)
  lanes.splice(at, 0, [id, lane])
  const edited = validateScenario({ ...scenario, lanes: Object.fromEntries(lanes) })
  return edited.ok ? { ...edited, id } : edited
}

export function removeLane(scenario: Scenario, lane: string): Edited {
  if (!Object.hasOwn(scenario.lanes, lane)) return noLane(lane)
  const { [lane]: _, ...lanes } = scenario.lanes
  return validateScenario({ ...scenario, lanes })
}

export const renameLane = (scenario: Scenario, lane: string, title: string): Edited =>
  Object.hasOwn(scenario.lanes, lane)
    ? setAt(scenario, ['lanes', lane, 'title'], title)
    : noLane(lane)

const noLane = (
  lane: string,
): { ok: false; problems: readonly { path: string; message: string }[] } =>
  refuse([problemAt(formatPath(['lanes', lane]), 'does not exist. Choose a lane that does.')])

/**
 * Makes the group `count` targets large, in every lane: new ones are like the last, in the zones in
 * turn; surplus ones go from the end, with the faults that name them.
 */
export function setTargetCount(scenario: Scenario, group: string, count: number): Edited {
  const old = Object.hasOwn(scenario.targetGroups, group) ? scenario.targetGroups[group] : undefined
  const path = formatPath(['targetGroups', group])
  if (old === undefined) return refuse([problemAt(path, 'does not exist. Choose another group.')])
  if (!Number.isInteger(count) || count < 1 || count > TARGETS_MAX) {
    const rest = `is ${count}; it must be a whole number from 1 to ${TARGETS_MAX}. Change it.`
    return refuse([problemAt(`The number of targets in ${path}`, rest)])
  }
  const targets = Object.entries(old.targets)
  const surplus = targets.slice(count).map(([id]) => id)
  const kept = [...targets.slice(0, count), ...moreTargets(scenario, targets, count)]
  const without = surplus.reduce(
    (rest, id) =>
      withoutFaultsOf(withoutInPatches(rest, ['targetGroups', group, 'targets', id]), id),
    scenario,
  )
  const resized = { ...old, targets: Object.fromEntries(kept) }
  return validateScenario({
    ...without,
    targetGroups: { ...without.targetGroups, [group]: resized },
  })
}

/** Targets like the last, until there are `count`. No lane has one of their names. */
function moreTargets(
  scenario: Scenario,
  targets: readonly (readonly [string, Target])[],
  count: number,
): readonly [string, Target][] {
  const zones = Object.values(scenario.regions).flatMap((region) => Object.keys(region.zones))
  const [lastId, last] = targets.at(-1) as readonly [string, Target]
  const stem = lastId.replace(/-\d+$/, '')
  const taken = new Set(
    laneIds(scenario).flatMap(({ id }) =>
      Object.values(resolveLane(scenario, id).targetGroups).flatMap((of) =>
        Object.keys(of.targets),
      ),
    ),
  )
  const more: [string, Target][] = []
  for (let n = 1; targets.length + more.length < count; n++) {
    const id = `${stem}-${n}`
    if (taken.has(id)) continue
    const zone = zones[(zones.indexOf(last.zone) + more.length + 1) % zones.length] as string
    more.push([id, { ...last, zone }])
  }
  return more
}

/** Without the faults that name the target, in the base and in every patch. */
function withoutFaultsOf(scenario: Scenario, target: string): Scenario {
  const names = (fault: Json | undefined): boolean =>
    isObject(fault) && own(fault, 'target') === target
  const ids = new Set(
    laneIds(scenario).flatMap(({ id }) =>
      Object.entries(resolveLane(scenario, id).faults).flatMap(([faultId, fault]) =>
        names(asJson(fault)) ? [faultId] : [],
      ),
    ),
  )
  let without = scenario
  for (const id of ids) {
    without = withoutInPatches(without, ['faults', id])
    const { [id]: fault, ...faults } = without.faults
    if (fault !== undefined && !names(asJson(fault))) continue
    without = { ...without, faults }
  }
  return without
}

/**
 * What every patch says about the thing at `keys` is taken out of it, with the objects that become
 * empty.
 */
function withoutInPatches(scenario: Scenario, keys: readonly string[]): Scenario {
  const lanes = Object.entries(scenario.lanes).map(([id, lane]): [string, Lane] => [
    id,
    { ...lane, patch: without(lane.patch, keys) as Patch },
  ])
  return { ...scenario, lanes: Object.fromEntries(lanes) }
}

function without(patch: Json, keys: readonly string[]): Json {
  const [key, ...rest] = keys
  if (key === undefined || !isObject(patch) || !Object.hasOwn(patch, key)) return patch
  const { [key]: member, ...others } = patch
  if (rest.length === 0) return others
  const inner = without(member as Json, rest)
  if (isObject(inner) && Object.keys(inner).length === 0) return others
  return { ...patch, [key]: inner }
}
