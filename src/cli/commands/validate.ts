import { laneIds } from '../../scenario/lanes.ts'
import type { Command } from '../command.ts'
import { oneLine } from '../format.ts'
import { EXIT } from '../io.ts'
import { openSource, SOURCES } from '../source.ts'

export const validate: Command = {
  name: 'validate',
  usage: 'FILE|LINK|-',
  summary: 'Says whether a scenario can be run, or everything that is wrong with it.',
  details: `It checks the document alone. How far results can be trusted is in docs/VALIDATION.md.

${SOURCES}`,
  examples: ['validate shop.json'],
  words: { min: 1, max: 1 },
  options: {},
  async run(line, io) {
    const { scenario } = await openSource(line.words[0] as string, io)
    const lanes = laneIds(scenario).length
    io.out(`Valid: "${oneLine(scenario.title)}", ${lanes === 1 ? 'one lane' : `${lanes} lanes`}.`)
    return EXIT.ok
  },
}
