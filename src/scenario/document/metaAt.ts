/** What the schema says of a place of a document: its label, its help, its knob, what it names. */
import { isObject, type Json, own } from './json.ts'
import type { Meta } from './knobSchema.ts'
import { laneShape, type Shape, shapeBelow } from './shape.ts'

/**
 * Undefined where the keys lead nowhere.
 * @param root of the document: that of a lane, or of a whole scenario
 */
export function metaAt(
  document: Json,
  keys: readonly string[],
  root: Shape = laneShape,
): Meta | undefined {
  let shape: Shape | undefined = root
  let value: Json | undefined = document
  for (const key of keys) {
    shape = shape && shapeBelow(shape, value, key)
    value = isObject(value) ? own(value, key) : undefined
  }
  return shape?.meta
}
