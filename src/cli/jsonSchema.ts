/** What the JSON Schemas of results are made of. */

export interface JsonSchema {
  readonly [key: string]: unknown
}

export const number = (description: string): JsonSchema => ({ type: 'number', description })
export const count = (description: string): JsonSchema => ({
  type: 'integer',
  minimum: 0,
  description,
})
export const text = (description: string): JsonSchema => ({ type: 'string', description })
export const orNull = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  type: [schema['type'], 'null'],
})

/** An object that has all of these fields and no others. */
export const record = (description: string, properties: Readonly<Record<string, JsonSchema>>) => ({
  type: 'object',
  description,
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
