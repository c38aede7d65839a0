/** What patches say: taking a thing out of all of them, and keeping what a lane was given. */
import { isObject, type Json, type JsonObject, own } from '../document/json.ts'
import { isSame } from '../document/mergePatch.ts'
import type { Lane, Patch } from '../things/lanes.ts'
import type { Scenario } from '../types.ts'

/** One patch that puts the same value at several places. */
export function patchOf(places: readonly (readonly string[])[], value: Json): Json {
  const root: Record<string, Json> = {}
  for (const place of places) {
    let here = root
    for (const key of place.slice(0, -1)) {
      const inner = (here[key] ?? {}) as Record<string, Json>
      here[key] = inner
      here = inner
    }
    const last = place.at(-1)
    if (last !== undefined) here[last] = value
  }
  return root
}

/**
 * What every patch says about the thing at `keys` is taken out of it, with the objects that become
 * empty.
 */
export function withoutInPatches(scenario: Scenario, keys: readonly string[]): Scenario {
  const lanes = Object.entries(scenario.lanes).map(([id, lane]): [string, Lane] => [
    id,
    { ...lane, patch: withoutKeys(lane.patch, keys) as Patch },
  ])
  return { ...scenario, lanes: Object.fromEntries(lanes) }
}

/** A patch without what it says at `keys`, and without the objects that become empty. */
export function withoutKeys(patch: Json, keys: readonly string[]): Json {
  if (keys.length === 0) return {}
  const [key, ...rest] = keys
  if (key === undefined || !isObject(patch) || !Object.hasOwn(patch, key)) return patch
  const { [key]: member, ...others } = patch
  if (rest.length === 0) return others
  const inner = withoutKeys(member as Json, rest)
  if (isObject(inner) && Object.keys(inner).length === 0) return others
  return { ...patch, [key]: inner }
}

/**
 * The patch, and besides what `said` says of values that `lane` has: they stay its own where they
 * are like the base's. In the order of the lane, since a patch that names all members orders them.
 */
export function keepingOwn(patch: Json, said: Json, lane: Json): Json {
  if (!isObject(patch) || !isObject(said) || !isObject(lane)) return patch
  const all: Record<string, Json> = { ...patch }
  for (const [name, value] of Object.entries(said)) {
    const has = own(lane, name)
    if (has === undefined) continue
    const before = own(patch, name)
    if (isObject(value) && isObject(has)) {
      const inner = keepingOwn(before ?? {}, value, has)
      if (isObject(inner) && Object.keys(inner).length > 0) all[name] = inner
    } else if (before === undefined && isSame(value, has)) all[name] = value
  }
  return inOrderOf(lane, all)
}

function inOrderOf(lane: JsonObject, members: Readonly<Record<string, Json>>): Json {
  const named = Object.keys(lane).filter((name) => Object.hasOwn(members, name))
  const others = Object.keys(members).filter((name) => !Object.hasOwn(lane, name))
  return Object.fromEntries([...others, ...named].map((name) => [name, members[name] as Json]))
}
