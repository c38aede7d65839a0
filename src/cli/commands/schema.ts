import type { Command } from '../command.ts'
import { WrongUse } from '../failures.ts'
import { EXIT } from '../io.ts'
import {
  comparisonSchema,
  sensitivitySchema,
  sweepSchema,
} from '../replications/comparisonSchema.ts'
import { resultSchema } from '../resultSchema.ts'
import { scenarioJsonSchema } from '../scenarioJsonSchema.ts'

const SCHEMAS = {
  scenario: scenarioJsonSchema,
  result: () => resultSchema,
  comparison: () => comparisonSchema,
  sweep: () => sweepSchema,
  sensitivity: () => sensitivitySchema,
} as const

export const schema: Command = {
  name: 'schema',
  usage: '[scenario|result|comparison|sweep|sensitivity]',
  summary:
    'Prints the JSON Schema (draft 7) of the scenario, or of what `run`, `compare`, `sweep` or `sensitivity --json` prints.',
  details: `The schema has every field with its range and default. What the parts of a scenario have to do
with each other, such as names that must exist, only \`validate\` checks.`,
  examples: ['schema > scenario.schema.json', 'schema result', 'schema comparison'],
  words: { min: 0, max: 1 },
  options: {},
  run(line, io) {
    const [name = 'scenario'] = line.words
    if (!Object.hasOwn(SCHEMAS, name)) {
      const known = Object.keys(SCHEMAS).join(', ')
      throw new WrongUse(`${name} has no schema; there is ${known}. Choose one of them.`)
    }
    io.out(JSON.stringify(SCHEMAS[name as keyof typeof SCHEMAS](), null, 2))
    return Promise.resolve(EXIT.ok)
  },
}
