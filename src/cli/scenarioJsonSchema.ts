/** The JSON Schema of the scenario document, from the one description that validation uses, too. */
import { toJsonSchema } from '@valibot/to-json-schema'
import { scenarioSchema } from '../scenario/document/schema.ts'
import type { JsonSchema } from './jsonSchema.ts'

export function scenarioJsonSchema(): JsonSchema {
  // Checks that have no word in JSON Schema (three decimals, rows in order) are left to `validate`.
  const { $schema, ...rest } = toJsonSchema(scenarioSchema, {
    errorMode: 'ignore',
    typeMode: 'input',
    // What the page and the sentences of validation need beside title and description.
    ignoreActions: ['metadata'],
  })
  const { properties } = rest as { readonly properties: JsonSchema }
  // A file has beside the document the recordings that it replays.
  const datasets = {
    type: 'array',
    description: 'Recordings that it replays, as `import` writes them',
  }
  return { $schema, ...rest, properties: { ...properties, datasets }, title: 'Ballast scenario' }
}
