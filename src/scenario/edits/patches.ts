/** Taking a thing out of what all patches say, when it is taken out of the base. */
import { isObject, type Json } from '../document/json.ts'
import type { Lane, Patch } from '../things/lanes.ts'
import type { Scenario } from '../types.ts'

/**
 * What every patch says about the thing at `keys` is taken out of it, with the objects that become
 * empty.
 */
export function withoutInPatches(scenario: Scenario, keys: readonly string[]): Scenario {
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
