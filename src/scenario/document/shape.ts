/**
 * The schema as a small tree: what is a field, what is a collection, what is a union. Merging,
 * comparing, leaving out defaults and wording all walk this tree, so that none of them knows a
 * field by name.
 */
import * as v from 'valibot'
import { isObject, type Json, type JsonObject, own } from './json.ts'
import type { Meta } from './knobSchema.ts'
import { laneSchema, scenarioSchema } from './schema.ts'

export interface Field {
  readonly shape: Shape
  /** The complete default, or undefined when the field has to be written. */
  readonly default: Json | undefined
}

export interface Struct {
  readonly kind: 'struct'
  readonly meta: Meta
  readonly fields: ReadonlyMap<string, Field>
}

export interface Collection {
  readonly kind: 'keyed'
  readonly meta: Meta
  readonly of: Shape
}

/**
 * One of several structs. `tagOf` tells which one a value or a patch names; undefined when it names
 * none.
 */
export interface Union {
  readonly kind: 'union'
  readonly meta: Meta
  readonly members: ReadonlyMap<string, Struct>
  /** The one that a value is when it names none; undefined when it has to name one. */
  readonly meant?: Struct | undefined
  readonly tagOf: (value: JsonObject) => string | undefined
}

export interface Leaf {
  readonly kind: 'leaf'
  readonly meta: Meta
}

export type Shape = Struct | Collection | Union | Leaf
/** What is looked at in a schema of valibot. Its types hide these fields behind generics. */
export interface Inspected {
  readonly type: string
  readonly entries?: Readonly<Record<string, Inspected>>
  readonly wrapped?: Inspected
  readonly default?: unknown
  readonly value?: Inspected
  readonly options?: readonly Inspected[]
  readonly key?: string
  readonly literal?: string
}

const metaOf = (schema: Inspected): Meta => ({
  label: '',
  allowed: '',
  ...(v.getMetadata(schema as unknown as v.GenericSchema) as Partial<Meta>),
})

export function shapeOf(schema: Inspected): Shape {
  const meta = metaOf(schema)
  if (schema.type === 'strict_object') return structOf(schema, meta)
  if (schema.type === 'record') {
    return { kind: 'keyed', meta, of: shapeOf(schema.value as Inspected) }
  }
  if (schema.type === 'variant') return taggedUnion(schema, meta)
  if (schema.type === 'union') return untaggedUnion(schema, meta)
  return { kind: 'leaf', meta }
}

function structOf(schema: Inspected, meta: Meta): Struct {
  const entries = Object.entries(schema.entries ?? {})
  return {
    kind: 'struct',
    meta,
    fields: new Map(entries.map(([name, of]) => [name, new SchemaField(of)])),
  }
}

/** Looked at when it is first asked for: a page that opens needs few of them, and working out all takes a while. */
class SchemaField implements Field {
  private readonly schema: Inspected
  private knownShape: Shape | undefined
  private knownDefault: { readonly value: Json | undefined } | undefined

  constructor(schema: Inspected) {
    this.schema = schema
  }

  get shape(): Shape {
    this.knownShape ??= shapeOf(this.isOptional ? (this.schema.wrapped as Inspected) : this.schema)
    return this.knownShape
  }

  get default(): Json | undefined {
    this.knownDefault ??= { value: this.isOptional ? wholeOf(this.schema) : undefined }
    return this.knownDefault.value
  }

  private get isOptional(): boolean {
    return this.schema.type === 'optional'
  }
}

const wholeOf = (schema: Inspected): Json | undefined =>
  v.parse(schema as unknown as v.GenericSchema, undefined) as Json | undefined

/** Members told apart by the value of one field: `kind`, or `id`. */
function taggedUnion(schema: Inspected, meta: Meta): Union {
  const tag = schema.key as string
  const options = (schema.options ?? []).map((option) => {
    const named = option.entries?.[tag]
    const struct = structOf(option, metaOf(option))
    return {
      struct,
      id: (named?.wrapped ?? named)?.literal as string,
      isMeant: named !== undefined && named.wrapped !== undefined,
    }
  })
  return {
    kind: 'union',
    meta,
    members: new Map(options.map(({ id, struct }) => [id, struct])),
    meant: options.find(({ isMeant }) => isMeant)?.struct,
    tagOf: (value) => {
      const named = own(value, tag)
      return typeof named === 'string' ? named : undefined
    },
  }
}

/** Members told apart by which field they have: `{ balancer }` or `{ target }`. */
function untaggedUnion(schema: Inspected, meta: Meta): Union {
  const members = (schema.options ?? []).map((option): [string, Struct] => {
    return [Object.keys(option.entries ?? {})[0] as string, structOf(option, metaOf(option))]
  })
  return {
    kind: 'union',
    meta,
    members: new Map(members),
    tagOf: (value) => members.find(([tag]) => Object.hasOwn(value, tag))?.[0],
  }
}

/** The struct that a value of a union is, or undefined when it names none that exists. */
export function memberShape(union: Union, value: JsonObject): Struct | undefined {
  const tag = union.tagOf(value)
  return tag === undefined ? union.meant : union.members.get(tag)
}

/** The shape one step further down from a value, or undefined where the tree ends. */
export function shapeBelow(shape: Shape, value: Json | undefined, name: string): Shape | undefined {
  switch (shape.kind) {
    case 'struct':
      return shape.fields.get(name)?.shape
    case 'keyed':
      return shape.of
    case 'union':
      return isObject(value) ? memberShape(shape, value)?.fields.get(name)?.shape : undefined
    case 'leaf':
      return undefined
  }
}

export const scenarioShape = shapeOf(scenarioSchema as unknown as Inspected) as Struct
export const laneShape = shapeOf(laneSchema as unknown as Inspected) as Struct
