/** A setting that is varied: a number at some places of the base, or how many things of a collection there are. */
import type { NumberKnob } from '../../base/knobs.ts'
import { asJson, isObject, type Json, own } from '../document/json.ts'
import { problemAt, refuse } from '../document/problem.ts'
import { type Shape, scenarioShape, shapeBelow } from '../document/shape.ts'
import type { Scenario } from '../types.ts'
import { setHostCount } from './hosts.ts'
import { patchOf } from './patches.ts'
import { type Edited, setAt } from './set.ts'
import { setTargetCount } from './targets.ts'

export type Varied =
  | { readonly kind: 'value'; readonly places: readonly (readonly string[])[] }
  /** How many targets a group has; null: how many hosts there are. */
  | { readonly kind: 'count'; readonly group: string | null }

/** What a path means, when a number is to stand there: `targetGroups.web.targets` is how many targets there are. */
export function variedAt(path: string): Varied {
  const keys = path.split('.')
  const [first, group = '', last] = keys
  if (keys.length === 3 && first === 'targetGroups' && last === 'targets') {
    return { kind: 'count', group }
  }
  return path === 'hosts' ? { kind: 'count', group: null } : { kind: 'value', places: [keys] }
}

/** The scenario with another number there. A lane that has a value of its own keeps it. */
export function withVaried(scenario: Scenario, varied: Varied, value: number): Edited {
  if (varied.kind === 'value') {
    const [only, ...others] = varied.places
    // Of one place it is said what is wrong with the path.
    return only !== undefined && others.length === 0
      ? setAt(scenario, only, value)
      : setAt(scenario, [], patchOf(varied.places, value))
  }
  const { group } = varied
  if (group === null && Object.keys(scenario.hosts).length === 0) {
    return refuse([
      problemAt('hosts', 'is empty: nothing runs on hosts here. Vary something else.'),
    ])
  }
  return group === null ? setHostCount(scenario, value) : setTargetCount(scenario, group, value)
}

/** Whether only whole numbers may stand there; false where nothing is. */
export function isWholeAt(scenario: Scenario, varied: Varied): boolean {
  if (varied.kind === 'count') return true
  return varied.places.some((place) => knobAt(scenario, place)?.isInteger === true)
}

function knobAt(scenario: Scenario, place: readonly string[]): NumberKnob | null {
  let shape: Shape | undefined = scenarioShape
  let value: Json | undefined = asJson(scenario)
  for (const key of place) {
    shape = shape && shapeBelow(shape, value, key)
    value = isObject(value) ? own(value, key) : undefined
  }
  const knob = shape?.meta.knob
  return knob?.type === 'number' ? knob : null
}
