/** The command line: one list of commands, and the help over all of them. */
import { ENGINE_REVISION } from '../engine/revision.ts'
import { SCENARIO_FORMAT } from '../scenario/document/upgrades.ts'
import { type Command, helpOf, runCommand } from './command.ts'
import { check } from './commands/check.ts'
import { compare } from './commands/compare.ts'
import { explain } from './commands/explain.ts'
import { importLog } from './commands/import.ts'
import { link } from './commands/link.ts'
import { list } from './commands/list.ts'
import { open } from './commands/open.ts'
import { run } from './commands/run.ts'
import { schema } from './commands/schema.ts'
import { sensitivity } from './commands/sensitivity.ts'
import { sweep } from './commands/sweep.ts'
import { validate } from './commands/validate.ts'
import { table, visible } from './format.ts'
import { EXIT, type Io } from './io.ts'

export const commands: readonly Command[] = [
  run,
  compare,
  check,
  sweep,
  sensitivity,
  validate,
  explain,
  importLog,
  link,
  open,
  list,
  schema,
]

/** Does what the words after `ballast` say, and returns the exit code. Nothing from outside drives the terminal. */
export const ballast = (args: readonly string[], io: Io): Promise<number> =>
  dispatch(args, {
    ...io,
    out: (text) => io.out(visible(text)),
    err: (text) => io.err(visible(text)),
    redraw: (text) => io.redraw(visible(text)),
  })

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined) {
    io.err(overview())
    return EXIT.wrongUse
  }
  if (name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    io.out(overview())
    return EXIT.ok
  }
  if (name === '--version') {
    io.out(`engine revision ${ENGINE_REVISION}, scenario format ${SCENARIO_FORMAT}`)
    return EXIT.ok
  }
  const wanted = name === 'help' ? rest[0] : name
  const command = commands.find((each) => each.name === wanted)
  if (command === undefined) {
    const known = commands.map((each) => each.name).join(', ')
    io.err(`${wanted} is no command; there is ${known}. See: ballast help`)
    return EXIT.wrongUse
  }
  if (name === 'help' || rest.includes('--help') || rest.includes('-h')) {
    io.out(helpOf(command))
    return EXIT.ok
  }
  return await runCommand(command, rest, io)
}

function overview(): string {
  const rows = commands.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary])
  return `ballast COMMAND

Simulates load balancing, deterministically: the same scenario gives the same digest everywhere.

${table(rows, '  ')}

See: ballast help COMMAND
Exit codes: 0 success, 1 it could not be done, 2 wrong use, 3 it cannot be told (check).`
}
