/** A thing of a kind out of a family, before and after the family has a second member. */
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { count, type Member } from '../../src/base/knobs.ts'
import { thingOf } from '../../src/scenario/document/kinds.ts'
import { type Inspected, shapeBelow, shapeOf } from '../../src/scenario/document/shape.ts'

const about = { summary: 'One that is here for this test.', source: 'This test' }
const instance: Member = { id: 'instance', label: 'Instance', ...about, knobs: {} }
const container: Member = {
  id: 'container',
  label: 'Container',
  ...about,
  knobs: {
    cores: count({ label: 'Cores', help: 'How many.', unit: 'cores', min: 1, max: 64, default: 2 }),
  },
}

const schemaOf = (...members: Member[]) =>
  thingOf({
    family: 'targets',
    label: 'Target',
    kind: 'Kind',
    shared: { zone: v.string() },
    own: { container: { image: v.optional(v.string(), 'none') } },
    members,
  })

const reading = (schema: v.GenericSchema, value: unknown): unknown => {
  const parsed = v.safeParse(schema, value)
  return parsed.success ? parsed.output : parsed.issues[0].message
}

test.each([
  [{ zone: 'a' }, { kind: 'instance', zone: 'a' }],
  [
    { kind: 'instance', zone: 'a' },
    { kind: 'instance', zone: 'a' },
  ],
])('%j means the same when its kind is no longer the only one', (written, read) => {
  expect(reading(schemaOf(instance), written)).toEqual(read)
  expect(reading(schemaOf(instance, container), written)).toEqual(read)
})

test('another kind has what all have, what is its own, and its knobs', () => {
  expect(reading(schemaOf(instance, container), { kind: 'container', zone: 'a' })).toEqual({
    kind: 'container',
    zone: 'a',
    image: 'none',
    cores: 2,
  })
})

test('a kind that there is not is refused with those that there are', () => {
  expect(reading(schemaOf(instance), { kind: 'container', zone: 'a' })).toBe(
    'it must be "instance", the only one in this format. Write that.',
  )
  expect(reading(schemaOf(instance, container), { kind: 'function', zone: 'a' })).toBe(
    'it must be one of instance and container. Choose one of them.',
  )
})

test('the fields of the first kind are known where no kind is written', () => {
  const shape = shapeOf(schemaOf(instance, container) as unknown as Inspected)
  expect(shapeBelow(shape, { zone: 'a' }, 'zone')).toMatchObject({ kind: 'leaf' })
  expect(shapeBelow(shape, { zone: 'a' }, 'cores')).toBeUndefined()
  expect(shapeBelow(shape, { kind: 'container' }, 'cores')).toMatchObject({ kind: 'leaf' })
})
