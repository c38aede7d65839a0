/**
 * As much of JSON Schema (draft 7) as our own two schemas use, so that they can be held to their
 * word.
 */
type Schema = Readonly<Record<string, unknown>>

/** Where and how a value breaks the schema; empty when it does not. */
export function schemaViolations(schema: Schema, value: unknown, path = '$'): readonly string[] {
  const wrong = (why: string): readonly string[] => [`${path}: ${why}`]
  const options = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined
  if (options !== undefined) {
    const fits = options.some((option) => schemaViolations(option, value, path).length === 0)
    return fits ? [] : wrong('fits no option')
  }
  if ('const' in schema && value !== schema['const']) return wrong(`is not ${schema['const']}`)
  const allowed = schema['enum'] as readonly unknown[] | undefined
  if (allowed !== undefined && !allowed.includes(value)) return wrong('is not in the list')
  const types = [schema['type'] ?? []].flat()
  if (types.length > 0 && !types.some((type) => isOfType(type, value)))
    return wrong(`is no ${types}`)
  if (typeof value === 'number') {
    const [min, max] = [schema['minimum'], schema['maximum']]
    if (typeof min === 'number' && value < min) return wrong(`is below ${min}`)
    if (typeof max === 'number' && value > max) return wrong(`is above ${max}`)
  }
  if (Array.isArray(value)) {
    const items = schema['items']
    const each = (item: unknown, i: number): Schema =>
      (Array.isArray(items) ? items[i] : items) ?? item
    return value.flatMap((item, i) => schemaViolations(each({}, i), item, `${path}[${i}]`))
  }
  return typeof value === 'object' && value !== null ? memberViolations(schema, value, path) : []
}

function memberViolations(schema: Schema, value: object, path: string): readonly string[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>
  const required = (schema['required'] ?? []) as readonly string[]
  const others = schema['additionalProperties']
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${path}.${name}: is missing`),
    ...Object.entries(value).flatMap(([name, member]) => {
      const here = `${path}.${name}`
      const own = Object.hasOwn(properties, name) ? properties[name] : undefined
      if (own !== undefined) return schemaViolations(own, member, here)
      if (others === false) return [`${here}: is unknown`]
      return typeof others === 'object' ? schemaViolations(others as Schema, member, here) : []
    }),
  ]
}

function isOfType(type: unknown, value: unknown): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
