/**
 * One text for one scenario: known fields in the order of the schema, keyed collections as written.
 * Two scenarios are equal when their texts are.
 */
import { hashText } from '../../base/hash.ts'
import { baseOf } from '../lanes.ts'
import type { Lane } from '../things/lanes.ts'
import type { LaneScenario, Scenario } from '../types.ts'
import type { Json } from './json.ts'
import { asJson, isObject, own } from './json.ts'
import { isSame } from './mergePatch.ts'
import { laneShape, memberShape, type Shape, scenarioShape } from './shape.ts'

/** The whole scenario, defaults included. */
export const canonicalText = (scenario: Scenario): string => JSON.stringify(ordered(scenario))

/** Equal keys, equal runs: the hash of everything in a lane, for caches. */
export const scenarioKey = (lane: LaneScenario): string =>
  hashText(JSON.stringify(inOrder(laneShape, asJson(lane))))

/**
 * Equal keys, equal runs of all lanes: of the base and of what each lane patches. What it is called, and how often it
 * is run, is no part of it.
 */
export function experimentKey(scenario: Scenario): string {
  const lanes = Object.values(orderedLanes(scenario))
  const patches = lanes.map(({ patch }) => patch)
  const base = scenarioKey({ ...baseOf(scenario), title: '' })
  return hashText(JSON.stringify([base, ...patches]))
}

/**
 * The scenario as a person writes it, without defaults. Patches are whole: a default there
 * overrides the base.
 */
export function withoutDefaults(scenario: Scenario): Json {
  return strip(scenarioShape, ordered(scenario))
}

function ordered(scenario: Scenario): Json {
  const whole = inOrder(scenarioShape, asJson(scenario)) as { readonly [key: string]: Json }
  return { ...whole, lanes: asJson(orderedLanes(scenario)) }
}

function orderedLanes(scenario: Scenario): Scenario['lanes'] {
  const base = asJson(baseOf(scenario))
  const lanes = Object.entries(scenario.lanes).map(([id, { title, patch }]): [string, Lane] => [
    id,
    { title, patch: inOrder(laneShape, patch, base) as Lane['patch'] },
  ])
  return Object.fromEntries(lanes)
}

/**
 * The fields of every struct in the order of the shape. A patch may leave out which member of a
 * union it is about; `base` then tells.
 */
function inOrder(shape: Shape, value: Json, base?: Json): Json {
  if (!isObject(value) || shape.kind === 'leaf') return value
  if (shape.kind === 'keyed') {
    const members = Object.entries(value).map(([name, member]): [string, Json] => [
      name,
      inOrder(shape.of, member, isObject(base) ? own(base, name) : undefined),
    ])
    return Object.fromEntries(members)
  }
  const struct =
    shape.kind === 'struct'
      ? shape
      : memberShape(shape, isObject(base) && shape.tagOf(value) === undefined ? base : value)
  if (struct === undefined) return value
  const fields: Record<string, Json> = {}
  for (const [name, field] of struct.fields) {
    const inner = own(value, name)
    if (inner === undefined) continue
    fields[name] = inOrder(field.shape, inner, isObject(base) ? own(base, name) : undefined)
  }
  return { ...fields, ...value, ...fields }
}

function strip(shape: Shape, value: Json): Json {
  if (!isObject(value) || shape.kind === 'leaf') return value
  if (shape.kind === 'keyed') {
    const members = Object.entries(value)
    return Object.fromEntries(members.map(([name, member]) => [name, strip(shape.of, member)]))
  }
  const struct = shape.kind === 'struct' ? shape : memberShape(shape, value)
  if (struct === undefined) return value
  const kept: Record<string, Json> = {}
  for (const [name, field] of struct.fields) {
    const inner = own(value, name)
    if (inner === undefined || isSame(inner, field.default)) continue
    kept[name] = strip(field.shape, inner)
  }
  return kept
}
