/**
 * A problem of the scenario in the words of the panel: the label of the field in place of its path in the document, and
 * numbers in the unit of its control. Both come from the schema, so that a new setting speaks so by itself.
 */
import { asJson, isObject, type Json, own } from '../../scenario/document/json.ts'
import type { Problem } from '../../scenario/document/problem.ts'
import { laneShape, type Shape, scenarioShape, shapeBelow } from '../../scenario/document/shape.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import { displayOf, toShown } from './display.ts'

/** @param field the path of the control that was set: a problem of another one says where that stands */
export function problemWords(scenario: Scenario, problem: Problem, field?: string): string {
  const { path, message } = problem
  const place = placeOf(scenario, path)
  const [parent, leaf] = place === null ? [] : place.shapes.slice(-2)
  if (place === null || leaf?.kind !== 'leaf' || leaf.meta.label === '') return message
  const isElsewhere = field !== undefined && field !== path && !path.endsWith(`.patch.${field}`)
  const where = isElsewhere && parent?.meta.label ? ` (${parent.meta.label})` : ''
  const rest = message.slice(path.length)
  return place.lane + leaf.meta.label + where + inUnits(withLabels(rest, parent), leaf)
}

interface Place {
  /** `Lane B: `; empty for the base. */
  readonly lane: string
  /** From the document down to what stands at the path. */
  readonly shapes: readonly Shape[]
}

function placeOf(scenario: Scenario, path: string): Place | null {
  const keys = path.split('.')
  const isPatch = keys[0] === 'lanes' && keys[2] === 'patch'
  const lane = isPatch ? laneIds(scenario).find(({ id }) => id === keys[1]) : undefined
  if (isPatch && lane === undefined) return null
  const shapes =
    lane === undefined
      ? shapesAlong(scenarioShape, asJson(scenario), keys)
      : shapesAlong(laneShape, asJson(resolveLane(scenario, lane.id)), keys.slice(3))
  if (shapes === null) return null
  return { lane: lane === undefined ? '' : `Lane ${lane.letter}: `, shapes }
}

function shapesAlong(root: Shape, document: Json, keys: readonly string[]): Shape[] | null {
  const shapes = [root]
  let value: Json | undefined = document
  for (const key of keys) {
    const below = shapeBelow(shapes.at(-1) as Shape, value, key)
    if (below === undefined) return null
    shapes.push(below)
    value = isObject(value) ? own(value, key) : undefined
  }
  return shapes
}

/** Names of fields beside it, such as `intervalMs`, by what their controls are called. */
const withLabels = (text: string, parent: Shape | undefined): string =>
  text.replace(/\b[a-z]+[A-Z]\w*\b/g, (name) => {
    const beside = parent?.kind === 'struct' ? parent.fields.get(name)?.shape : undefined
    return beside?.meta.label || name
  })

/** `30000` as `30 s`, `1.2` as `120 %`, each as the control of the field has it. */
function inUnits(text: string, { meta: { knob } }: Shape): string {
  if (knob?.type !== 'number') return text
  const { unit } = displayOf(knob)
  return text.replace(/(?<![\w.])-?\d+(\.\d+)?(e[+-]?\d+)?(?![\w])/g, (number) =>
    `${toShown(knob, Number(number))} ${unit}`.trimEnd(),
  )
}
