import type { Command } from '../command.ts'
import { WrongUse } from '../failures.ts'
import { EXIT } from '../io.ts'
import { resultSchema } from '../resultSchema.ts'
import { scenarioJsonSchema } from '../scenarioJsonSchema.ts'

export const schema: Command = {
  name: 'schema',
  usage: '[scenario|result]',
  summary: 'Prints the JSON Schema (draft 7) of the scenario, or of what `run --json` prints.',
  details: `The schema has every field with its range and default. What the parts of a scenario have to do
with each other, such as names that must exist, only \`validate\` checks.`,
  examples: ['schema > scenario.schema.json', 'schema result'],
  words: { min: 0, max: 1 },
  options: {},
  run(line, io) {
    const [name = 'scenario'] = line.words
    if (name !== 'scenario' && name !== 'result') {
      throw new WrongUse(`${name} has no schema; there is scenario and result. Choose one of them.`)
    }
    const printed = name === 'result' ? resultSchema : scenarioJsonSchema()
    io.out(JSON.stringify(printed, null, 2))
    return Promise.resolve(EXIT.ok)
  },
}
