import { ENGINE_REVISION } from '../../engine/revision.ts'
import { encodeLink } from '../../scenario/link/link.ts'
import { DEFAULT_VIEW } from '../../scenario/link/linkView.ts'
import { recordingsOf } from '../../scenario/recordings.ts'
import { edited } from '../choose.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../io.ts'
import { openSource, SOURCES } from '../source.ts'

export const link: Command = {
  name: 'link',
  usage: 'FILE|LINK|-',
  summary: 'Prints a scenario as a link; that of a link keeps how it was looked at.',
  details: SOURCES,
  examples: ['link shop.json', 'link shop.json --page https://example.org/ballast/'],
  words: { min: 1, max: 1 },
  options: {
    page: { value: 'URL', help: 'The address of a page that opens it; else only what follows #.' },
    seed: { value: 'SEED', help: 'Another seed.' },
    set: { value: 'PATH=VALUE', isMultiple: true, help: 'Change a value, in JSON; repeatable.' },
  },
  async run(line, io) {
    const opened = await openSource(line.words[0] as string, io)
    const scenario = edited(opened.scenario, line)
    const code = await encodeLink(scenario, opened.view ?? DEFAULT_VIEW, ENGINE_REVISION)
    const page = line.value('page')
    for (const hash of recordingsOf(scenario)) {
      io.err(`Notice: the link names the recording ${hash} and does not carry it.`)
    }
    io.out(page === undefined ? code : `${page.replace(/#.*$/, '')}#${code}`)
    return EXIT.ok
  },
}
