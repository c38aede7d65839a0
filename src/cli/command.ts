/**
 * What a command is: it describes itself, so that its help and the reading of its line are for
 * free.
 */
import { parseArgs } from 'node:util'
import { Failure, WrongUse } from './failures.ts'
import { EXIT, type Io } from './io.ts'

export interface Option {
  /** What stands for the value in the help, such as `FILE.csv`; left out for a switch. */
  readonly value?: string
  readonly isMultiple?: true
  readonly help: string
}

export interface Command {
  readonly name: string
  /** After the name: `FILE|LINK|-`. */
  readonly usage: string
  readonly summary: string
  /** More for its own help: paragraphs. */
  readonly details: string
  readonly examples: readonly string[]
  /** How many words it takes besides options. */
  readonly words: { readonly min: number; readonly max: number }
  readonly options: Readonly<Record<string, Option>>
  readonly run: (line: Line, io: Io) => Promise<number>
}

/** The line as the command sees it: everything that it holds is known to the command. */
export interface Line {
  readonly words: readonly string[]
  readonly has: (option: string) => boolean
  /** The value of an option that is given once; undefined when it is not. */
  readonly value: (option: string) => string | undefined
  readonly values: (option: string) => readonly string[]
}

export function readLine(command: Command, args: readonly string[]): Line {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  )
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const given = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const values = given.get(token.name) ?? []
    given.set(token.name, [...values, valueIn(command, token)])
  }
  for (const [name, values] of given) {
    if (values.length > 1 && command.options[name]?.isMultiple !== true) {
      throw new WrongUse(`--${name} is given ${values.length} times; once is allowed. Keep one.`)
    }
  }
  const { min, max } = command.words
  if (positionals.length < min || positionals.length > max) {
    const usage = `${command.name} ${command.usage}`.trim()
    throw new WrongUse(
      `${command.name} has ${positionals.length} names after it; it takes ${min === max ? min : `${min} to ${max}`}. Write: ballast ${usage}`,
    )
  }
  return {
    words: positionals,
    has: (option) => given.has(option),
    value: (option) => given.get(option)?.[0],
    values: (option) => given.get(option) ?? [],
  }
}

function valueIn(
  command: Command,
  token: {
    readonly name: string
    readonly rawName: string
    readonly value: string | undefined
    readonly inlineValue: boolean | undefined
  },
): string {
  const { name, rawName, value } = token
  const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined
  if (option === undefined || rawName !== `--${name}`) {
    const known = Object.keys(command.options).map((each) => `--${each}`)
    throw new WrongUse(
      `${rawName} is unknown; ${command.name} has ${known.join(', ') || 'no options'}. Correct it.`,
    )
  }
  if (option.value === undefined) {
    if (token.inlineValue === true) throw new WrongUse(`${rawName} takes no value. Remove it.`)
    return ''
  }
  if (
    value === undefined ||
    value === '' ||
    (token.inlineValue !== true && value.startsWith('--'))
  ) {
    throw new WrongUse(`${rawName} has no value; it must be ${option.value}. Add it.`)
  }
  return value
}

/** The whole help of one command. */
export function helpOf(command: Command): string {
  const lines = [
    `ballast ${command.name} ${command.usage}`.trimEnd(),
    '',
    command.summary,
    ...(command.details === '' ? [] : ['', command.details]),
  ]
  const options = Object.entries(command.options).map(
    ([name, { value, help }]) =>
      [`--${name}${value === undefined ? '' : ` ${value}`}`, help] as const,
  )
  const width = Math.max(0, ...options.map(([name]) => name.length))
  if (options.length > 0) lines.push('', 'Options')
  for (const [name, help] of options) lines.push(`  ${name.padEnd(width)}  ${help}`)
  if (command.examples.length > 0) lines.push('', 'Examples')
  for (const example of command.examples) lines.push(`  ballast ${example}`)
  return lines.join('\n')
}

/** Runs the command and turns what it throws of ours into sentences and an exit code. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  io: Io,
): Promise<number> {
  try {
    return await command.run(readLine(command, args), io)
  } catch (error) {
    if (error instanceof WrongUse) {
      io.err(`${error.message}\nSee: ballast help ${command.name}`)
      return EXIT.wrongUse
    }
    if (error instanceof Failure) {
      io.err(error.message)
      return EXIT.failed
    }
    throw error
  }
}
