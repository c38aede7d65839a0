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
  if (place === null) return message
  const [parent, last] = place.shapes.slice(-2)
  const rest = withLabels(message.slice(path.length), parent)
  if (last?.kind !== 'leaf' || last.meta.label === '') return place.lane + thingWords(place) + rest
  const isElsewhere = field !== undefined && field !== path && !path.endsWith(`.patch.${field}`)
  const where = isElsewhere && parent?.meta.label ? ` (${parent.meta.label})` : ''
  return place.lane + last.meta.label + where + inUnits(rest, last)
}

/** What is no control: `Kind of target web-1`, `Rules of listener https`. */
function thingWords({ keys, shapes }: Place): string {
  const label = (depth: number): string => shapes[depth]?.meta.label ?? ''
  const owner = shapes.findLastIndex(
    ({ kind, meta }, depth) =>
      kind !== 'leaf' && kind !== 'keyed' && meta.label !== '' && depth < keys.length,
  )
  const own = label(keys.length) || keys.at(-1) || ''
  const isThing = shapes[owner - 1]?.kind === 'keyed'
  const of =
    owner < 1 ? '' : ` of ${label(owner).toLowerCase()}${isThing ? ` ${keys[owner - 1]}` : ''}`
  return own.charAt(0).toUpperCase() + own.slice(1) + of
}

interface Place {
  /** `Lane B: `; empty for the base. */
  readonly lane: string
  /** In the document, or in what the lane makes of it. */
  readonly keys: readonly string[]
  /** From the document down to what stands at the path: one more than there are keys. */
  readonly shapes: readonly Shape[]
}

function placeOf(scenario: Scenario, path: string): Place | null {
  const keys = path.split('.')
  const isPatch = keys[0] === 'lanes' && keys[2] === 'patch'
  const lane = isPatch ? laneIds(scenario).find(({ id }) => id === keys[1]) : undefined
  if (isPatch && lane === undefined) return null
  const below = lane === undefined ? keys : keys.slice(3)
  const shapes =
    lane === undefined
      ? shapesAlong(scenarioShape, asJson(scenario), below)
      : shapesAlong(laneShape, asJson(resolveLane(scenario, lane.id)), below)
  if (shapes === null) return null
  return { lane: lane === undefined ? '' : `Lane ${lane.letter}: `, keys: below, shapes }
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
