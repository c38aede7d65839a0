import {
  costWords,
  knownWords,
  type MessageKind,
  type SignalName,
} from '../../algorithms/define.ts'
import type { Knob, Knobs } from '../../base/knobs.ts'
import { logFormats } from '../../interop/index.ts'
import { type AlgorithmTexts, PRODUCT_NAMES, type Product } from '../../model/algorithmTexts.ts'
import { families } from '../../scenario/families.ts'
import { presets } from '../../scenario/presets/index.ts'
import type { Command } from '../command.ts'
import { WrongUse } from '../failures.ts'
import { table } from '../format.ts'
import { EXIT } from '../io.ts'

interface Listed {
  readonly id: string
  readonly label: string
  readonly summary?: string
  readonly source?: string
  readonly does?: readonly string[]
  readonly law?: readonly string[]
  readonly goodAt?: string
  readonly badAt?: string
  readonly spelled?: AlgorithmTexts['spelled']
  readonly knobs?: Knobs
  readonly reads?: readonly SignalName[]
  readonly hears?: readonly MessageKind[]
  readonly scansAll?: boolean
}

const LISTS: Readonly<Record<string, readonly Listed[]>> = {
  ...Object.fromEntries(Object.entries(families).map(([name, { members }]) => [name, members])),
  logs: logFormats,
  presets: presets.map(({ scenario, ...said }) => ({ ...said, label: scenario.title })),
}

export const list: Command = {
  name: 'list',
  usage: '[FAMILY]',
  summary: 'Lists what there is: the members of a family with their settings and sources.',
  details: `Families are ${Object.keys(LISTS).join(', ')}.`,
  examples: ['list', 'list algorithms'],
  words: { min: 0, max: 1 },
  options: {},
  run(line, io) {
    const [name] = line.words
    if (name === undefined) {
      io.out(Object.entries(LISTS).map(overview).join('\n\n'))
      return Promise.resolve(EXIT.ok)
    }
    const family = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined
    if (family === undefined) {
      const known = Object.keys(LISTS).join(', ')
      throw new WrongUse(`${name} is no family; there is ${known}. Choose one of them.`)
    }
    io.out(family.map(inFull).join('\n\n'))
    return Promise.resolve(EXIT.ok)
  },
}

const overview = ([name, members]: readonly [string, readonly Listed[]]): string =>
  `${name}\n${table(
    members.map(({ id, label }) => [id, label]),
    '  ',
  )}`

function inFull(member: Listed): string {
  const {
    id,
    label,
    summary,
    source,
    does,
    law,
    goodAt,
    badAt,
    spelled,
    knobs = {},
    reads,
    hears,
    scansAll,
  } = member
  const rows = Object.entries(knobs).map(([name, knob]) => [name, allowed(knob), knob.help])
  const knows = reads === undefined ? undefined : knownWords({ reads, hears })
  return [
    `${id}  (${label})`,
    ...(summary === undefined ? [] : [`  ${summary}`]),
    ...(does === undefined ? [] : [`  ${does.join(' ')}`]),
    ...(law === undefined ? [] : law.map((words) => `    | ${words}`)),
    ...(knows === undefined ? [] : [`  Knows: ${knows || 'nothing of the targets'}.`]),
    ...(scansAll === undefined ? [] : [`  Cost: ${costWords({ scansAll })}`]),
    ...(goodAt === undefined ? [] : [`  Good at: ${goodAt}`]),
    ...(badAt === undefined ? [] : [`  Bad at: ${badAt}`]),
    ...(rows.length === 0 ? [] : [table(rows, '    ')]),
    ...(spelled === undefined
      ? []
      : Object.entries(PRODUCT_NAMES).map(
          ([product, name]) => `  ${name}: ${spelled[product as Product]}.`,
        )),
    ...(source === undefined ? [] : [`  Source: ${source}.`]),
  ].join('\n')
}

/** Range and default of a setting. */
function allowed(knob: Knob): string {
  switch (knob.type) {
    case 'number':
      return `${`from ${knob.min} to ${knob.max} ${knob.unit}`.trimEnd()}, default ${knob.default}`
    case 'choice':
      return `${knob.options.map((option) => option.id).join(' or ')}, default ${knob.default}`
    case 'flag':
      return `true or false, default ${knob.default}`
    case 'text':
      return `${knob.allowed.replace(/,$/, '')}, default ${JSON.stringify(knob.default)}`
    case 'texts':
      return `1 to ${knob.countMax} of: ${knob.allowed.replace(/,$/, '')}, default ${knob.default.join(', ')}`
    case 'table':
      return `rows of ${knob.columns.map((column) => column.label.toLowerCase()).join(' and ')}`
    case 'member':
      return `one of the ${knob.family}, default ${knob.default.kind}`
    case 'reference':
      return `an id of the ${knob.to}`
  }
}
