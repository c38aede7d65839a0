import { writeScenarioFile } from '../../interop/scenarioFile.ts'
import { canonicalText } from '../../scenario/document/canonical.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../io.ts'
import { openSource, SOURCES } from '../source.ts'

export const open: Command = {
  name: 'open',
  usage: 'LINK|FILE|-',
  summary: 'Prints the scenario in a link, or in a file, as JSON.',
  details: SOURCES,
  examples: ['open 1.nVRNj9Mw… > shop.json', 'open one-slow-target --full'],
  words: { min: 1, max: 1 },
  options: { full: { help: 'With every default written out, without datasets.' } },
  async run(line, io) {
    const opened = await openSource(line.words[0] as string, io)
    const full = (): string => JSON.stringify(JSON.parse(canonicalText(opened.scenario)), null, 2)
    io.out(line.has('full') ? full() : writeScenarioFile(opened))
    return EXIT.ok
  },
}
