/** What the schema says of a place of a lane's document: its label, its help, its knob, what it names. */
import { isObject, type Json, own } from './json.ts'
import type { Meta } from './knobSchema.ts'
import { laneShape, type Shape, shapeBelow } from './shape.ts'

/** Undefined where the keys lead nowhere. */
export function metaAt(document: Json, keys: readonly string[]): Meta | undefined {
  let shape: Shape | undefined = laneShape
  let value: Json | undefined = document
  for (const key of keys) {
    shape = shape && shapeBelow(shape, value, key)
    value = isObject(value) ? own(value, key) : undefined
  }
  return shape?.meta
}
