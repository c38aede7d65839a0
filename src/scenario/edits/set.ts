/**
 * Setting a value in a scenario, for the page and the command line: takes one and gives a new one,
 * complete and valid, or says what is wrong with the change. So do the other edits of this folder.
 */
import { asJson, isObject, type Json, own } from '../document/json.ts'
import { mergePatch } from '../document/mergePatch.ts'
import { isTakenName } from '../document/plainJson.ts'
import { formatPath, listed, problemAt, type Result, refuse } from '../document/problem.ts'
import { laneShape, memberShape, type Shape, scenarioShape, shapeBelow } from '../document/shape.ts'
import { validateScenario } from '../document/validate.ts'
import { baseOf, diffPatch, resolveLane } from '../lanes.ts'
import type { Lane, Patch } from '../things/lanes.ts'
import type { LaneScenario, Scenario } from '../types.ts'
import { keepingOwn, withoutInPatches, withoutKeys } from './patches.ts'

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
  return applied(scenarioShape, asJson(pruned), keys, value, (whole) =>
    withFittingPatches(asJson(pruned), whole),
  )
}

/**
 * Sets a value in one lane only; null is the base. It is the lane's own from then on, also when it is
 * the same as the base's: who sets the base later does not move it. `followBase` is the way back.
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
    const said = keys.reduceRight<Json>((inner, key) => ({ [key]: inner }), value)
    return withLane(scenario, lane, { resolved: resolved as unknown as LaneScenario, said })
  })
}

/**
 * Any edit of a scenario, done in one lane only; null is the base. What it does to the scenario of
 * the lane becomes what the lane does differently.
 */
export function editInLane(
  scenario: Scenario,
  lane: string | null,
  edit: (scenario: Scenario) => Edited,
): Edited {
  if (lane === null) return edit(scenario)
  if (!Object.hasOwn(scenario.lanes, lane)) return noLane(lane)
  const edited = edit({ ...scenario, ...resolveLane(scenario, lane), baseTitle: '', lanes: {} })
  if (!edited.ok) return edited
  const resolved = baseOf(edited.scenario)
  return validateScenario(withLane(scenario, lane, { resolved, said: {} }))
}

/** The lane takes the base's values at these places, and moves with them. */
export function followBase(
  scenario: Scenario,
  lane: string,
  places: readonly (readonly string[])[],
): Edited {
  const old = own(scenario.lanes, lane)
  if (old === undefined) return noLane(lane)
  const patch = places.reduce<Json>((rest, keys) => withoutKeys(rest, keys), old.patch) as Patch
  return validateScenario({ ...scenario, lanes: { ...scenario.lanes, [lane]: { ...old, patch } } })
}

/** A thing that is of another kind in the base than before has no settings any more that only that kind had, in no lane. */
function withFittingPatches(before: Json, after: Json): Json {
  if (!isObject(after) || !isObject(after['lanes'])) return after
  const lanes = Object.entries(after['lanes']).map(([id, lane]): [string, Json] => [
    id,
    isObject(lane) && lane['patch'] !== undefined
      ? { ...lane, patch: fitting(laneShape, { before, after }, lane['patch']) }
      : lane,
  ])
  return { ...after, lanes: Object.fromEntries(lanes) }
}

function fitting(shape: Shape, values: { before: Json; after: Json }, patch: Json): Json {
  const { before, after } = values
  if (!isObject(patch) || !isObject(before) || !isObject(after)) return patch
  const isUnion = shape.kind === 'union'
  // Who says its own kind says all of it.
  if (isUnion && shape.tagOf(patch) !== undefined) return patch
  const now = isUnion ? memberShape(shape, after) : undefined
  const isOther = isUnion && now !== undefined && memberShape(shape, before) !== now
  const kept = Object.entries(patch).filter(([name]) => !isOther || now.fields.has(name))
  return Object.fromEntries(
    kept.flatMap(([name, value]): [string, Json][] => {
      const below = shapeBelow(shape, after, name)
      const inner = { before: own(before, name) ?? null, after: own(after, name) ?? null }
      const left = below === undefined ? value : fitting(below, inner, value)
      return isEmpty(left) && !isEmpty(value) ? [] : [[name, left]]
    }),
  )
}

const isEmpty = (value: Json): boolean => isObject(value) && Object.keys(value).length === 0

/** A wrong value may make a lane that cannot be compared; validation then names its place. */
function withLane(
  scenario: Scenario,
  id: string,
  made: { readonly resolved: LaneScenario; readonly said: Json },
): Json {
  const old = scenario.lanes[id] as Lane
  const lane = asJson(made.resolved)
  const differing = diffPatch(baseOf(scenario), made.resolved)
  const kept = keepingOwn(differing, old.patch, lane)
  const patch = keepingOwn(kept, made.said, lane)
  return asJson({ ...scenario, lanes: { ...scenario.lanes, [id]: { ...old, patch } } })
}

function applied(
  shape: typeof scenarioShape,
  whole: Json,
  keys: readonly string[],
  value: Json,
  finish: (whole: Json) => Json,
): Edited {
  const place = throughLists(whole, keys, value)
  const unknown = place === null ? null : unknownKey(shape, whole, place.keys)
  if (place === null || unknown !== null) {
    const [at, among] = unknown ?? [formatPath(keys), []]
    const there = among.length === 0 ? '' : `; there is ${listed(among)}`
    return refuse([problemAt(at, `is unknown${there}. Correct the path.`)])
  }
  const patch = place.keys.reduceRight<Json>((inner, key) => ({ [key]: inner }), place.value)
  const merged = mergePatch(shape, whole, patch)
  return merged.problems.length > 0
    ? refuse(merged.problems)
    : validateScenario(finish(merged.value))
}

/** The first key that leads nowhere, as a path, and what there is in its place; null when all lead somewhere. */
function unknownKey(
  root: typeof scenarioShape,
  whole: Json,
  keys: readonly string[],
): readonly [path: string, among: readonly string[]] | null {
  let shape: ReturnType<typeof shapeBelow> = root
  let value: Json | undefined = whole
  for (const [i, key] of keys.entries()) {
    const below: ReturnType<typeof shapeBelow> = shape && shapeBelow(shape, value, key)
    const isTag = shape?.kind === 'union' && i === keys.length - 1
    if ((below === undefined && !isTag) || isTakenName(key)) {
      return [formatPath(keys.slice(0, i + 1)), namesIn(shape, value)]
    }
    shape = below
    value = isObject(value) ? own(value, key) : undefined
  }
  return null
}

function namesIn(shape: Shape | undefined, value: Json | undefined): readonly string[] {
  if (shape?.kind === 'struct') return [...shape.fields.keys()]
  if (!isObject(value)) return []
  if (shape?.kind === 'union') return [...(memberShape(shape, value)?.fields.keys() ?? [])]
  return shape?.kind === 'keyed' ? Object.keys(value) : []
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

export const noLane = (lane: string): Extract<Edited, { readonly ok: false }> =>
  refuse([problemAt(formatPath(['lanes', lane]), 'does not exist. Choose a lane that does.')])
