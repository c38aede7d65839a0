/**
 * From the knobs of a member to its schema: ranges inclusive, defaults filled in, unknown names
 * refused. Every message is the second half of a sentence: `it must be 1 to 16. Lower it to 16 or
 * less.`
 */
import * as v from 'valibot'
import { unreachable } from '../../base/assert.ts'
import type {
  ChoiceKnob,
  FlagKnob,
  Knob,
  Knobs,
  MemberFacts,
  NumberKnob,
  ReferenceKnob,
  TableKnob,
  TextsKnob,
} from '../../base/knobs.ts'
import { type Family, familyOf } from '../families.ts'
import { isSort, type SortName } from '../names.ts'
import { listed } from './problem.ts'

/**
 * What the rest of the folder wants to know of a leaf: `allowed` finishes the sentence "it must be
 * ...".
 */
export interface Meta {
  readonly label: string
  readonly allowed: string
  readonly unit?: string
  /** What the page calls each option of a choice, by its id. */
  readonly optionLabels?: Readonly<Record<string, string>>
  /** The family whose members stand here. */
  readonly family?: string
  /** Fields that all members have, and that stay when another member is chosen. */
  readonly shared?: readonly string[]
  /** What the schema was made of, where that is a knob. */
  readonly knob?: Knob
  /** The sort of thing of the scenario that is named here. */
  readonly to?: SortName
  /** What it is for, in one sentence. */
  readonly help?: string
}

/** Ids begin with a letter, so that the order of keys is the order written. */
const ID = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/
export const ID_ALLOWED = 'a letter, then letters, digits, - or _, 40 characters in all'

/** Adds to a schema what people call it, what it is for and what it allows. */
export function labelled(schema: v.GenericSchema, meta: Meta, help = ''): v.GenericSchema {
  const named = v.pipe(schema, v.title(meta.label), v.metadata({ ...meta, help }))
  return help === '' ? named : v.pipe(named, v.description(help))
}

/** A name; `to` is the sort of thing that it names, where that exists elsewhere in the scenario. */
export function idOf(label: string, help: string, to?: SortName): v.GenericSchema {
  const message = `it must be ${ID_ALLOWED}. Write it so.`
  const allowed = `the id of a ${label.toLowerCase()}`
  const meta = to === undefined ? { label, allowed } : { label, allowed, to }
  return labelled(v.pipe(v.string(message), v.regex(ID, message)), meta, help)
}

/** The name of a thing in a collection. */
export const key = v.pipe(v.string(), v.regex(ID))

/** A text of bounded length; `form` says more of its shape. */
export function text(options: {
  readonly label: string
  readonly help: string
  readonly min: number
  readonly max: number
  readonly form?: { readonly pattern: RegExp; readonly allowed: string }
}): v.GenericSchema {
  const { label, help, min, max, form } = options
  const allowed = `${form?.allowed ?? 'a text'} of ${min} to ${max} characters`
  const message = `it must be ${allowed}. Rewrite it.`
  const bounded = v.pipe(v.string(message), v.minLength(min, message), v.maxLength(max, message))
  const schema = form === undefined ? bounded : v.pipe(bounded, v.regex(form.pattern, message))
  return labelled(schema, { label, allowed }, help)
}

/** The entries of a strict object: one for each knob, with its default when it has one. */
export function entriesOf(knobs: Knobs): Record<string, v.GenericSchema> {
  return Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, entryOf(knob)]))
}

/** A member of the family of that name. */
export function oneOf(name: string, label: string, help = ''): v.GenericSchema {
  const { tag, members } = familyOf(name)
  const options = members.map((member) => memberSchema(tag, member))
  const { message, ...meta } = choiceOf(tag, members)
  return labelled(v.variant(tag, options, message), { label, ...meta, family: name }, help)
}

/** What is said of a choice among members. */
export function choiceOf(tag: Family['tag'], members: readonly MemberFacts[]) {
  const ids = listed(members.map((member) => member.id))
  return {
    message: `it must be one of ${ids}. Choose one of them.`,
    allowed: `an object whose ${tag} is one of ${ids}`,
    optionLabels: Object.fromEntries(members.map((member) => [member.id, member.label])),
  }
}

function memberSchema(tag: Family['tag'], member: MemberFacts) {
  const literal: v.GenericSchema = v.literal(member.id)
  const entries: Record<'kind' | 'id', v.GenericSchema> = Object.assign(
    { [tag]: literal } as Record<'kind' | 'id', v.GenericSchema>,
    entriesOf(member.knobs),
  )
  return v.strictObject(entries)
}

function entryOf(knob: Knob): v.GenericSchema {
  switch (knob.type) {
    case 'number':
      return v.optional(numberSchema(knob), knob.default)
    case 'choice':
      return v.optional(choiceSchema(knob), knob.default)
    case 'flag':
      return v.optional(flagSchema(knob), knob.default)
    case 'text':
      return v.optional(text({ ...knob, form: knob }), knob.default)
    case 'texts':
      return v.optional(textsSchema(knob), [...knob.default])
    case 'table':
      return v.optional(
        tableSchema(knob),
        knob.default.map((row) => [...row]),
      )
    case 'member':
      return v.optional(oneOf(knob.family, knob.label), { ...knob.default })
    case 'reference':
      return isSort(knob.to) ? idOf(knob.label, knob.help, knob.to) : hashSchema(knob)
    default:
      return unreachable(knob)
  }
}

function textsSchema(knob: TextsKnob): v.GenericSchema {
  const allowed = `a list of 1 to ${knob.countMax} texts, each ${knob.allowed}`
  const message = `it must be ${allowed}. Write it so.`
  const schema = v.pipe(
    v.array(text({ ...knob, form: knob }), message),
    v.minLength(1, message),
    v.maxLength(knob.countMax, message),
  )
  return labelled(schema, { label: knob.label, allowed }, knob.help)
}

function choiceSchema(knob: ChoiceKnob): v.GenericSchema {
  const ids = knob.options.map((option) => option.id)
  // An id that looks like a number is a text all the same.
  const shown = ids.map((id) => (/^\d/.test(id) ? `"${id}"` : id))
  const allowed = `one of ${listed(shown)}`
  const optionLabels = Object.fromEntries(knob.options.map(({ id, label }) => [id, label]))
  const schema = v.picklist(ids, `it must be ${allowed}. Choose one of them.`)
  return labelled(schema, { label: knob.label, allowed, optionLabels, knob }, knob.help)
}

function flagSchema(knob: FlagKnob): v.GenericSchema {
  const schema = v.boolean('it must be true or false. Write one of them, without quotes.')
  return labelled(schema, { label: knob.label, allowed: 'true or false', knob }, knob.help)
}

/** Recordings are named by the hash of their content. */
function hashSchema(knob: ReferenceKnob): v.GenericSchema {
  const allowed = 'the 16 hexadecimal digits of a recording'
  const message = `it must be ${allowed}. Import the log to get them.`
  const schema = v.pipe(v.string(message), v.regex(/^[0-9a-f]{16}$/, message))
  return labelled(schema, { label: knob.label, allowed }, knob.help)
}

function numberSchema(knob: NumberKnob): v.GenericSchema {
  const message = (issue: { readonly input: unknown }): string => numberMessage(knob, issue.input)
  const schema = v.pipe(
    v.number(message),
    v.minValue(knob.min, message),
    v.maxValue(knob.max, message),
    knob.isInteger ? v.integer(message) : v.check((value) => isFine(value, knob.unit), message),
  )
  const meta = { label: knob.label, allowed: `${knob.min} to ${knob.max}`, unit: knob.unit, knob }
  return labelled(schema, meta, knob.help)
}

/**
 * Times are written with at most three decimals, so that each is a whole number of microseconds.
 */
const isFine = (value: number, unit: string): boolean =>
  unit !== 'ms' || Math.round(value * 1000) / 1000 === value

function numberMessage(
  range: { readonly min: number; readonly max: number; readonly isInteger: boolean },
  input: unknown,
): string {
  const { min, max } = range
  if (typeof input !== 'number')
    return `it must be a number from ${min} to ${max}. Write one, without quotes.`
  if (input < min) return `it must be ${min} to ${max}. Raise it to ${min} or more.`
  if (input > max) return `it must be ${min} to ${max}. Lower it to ${max} or less.`
  if (range.isInteger) return `it must be a whole number. Write ${Math.round(input)}.`
  return `it must have three decimals at most. Write ${Math.round(input * 1000) / 1000}.`
}

function tableSchema(knob: TableKnob): v.GenericSchema {
  const { rowsMin, rowsMax, columns } = knob
  const cells = columns.map((column) => numberSchema({ ...column, ...CELL }))
  const width = `it must be a row of ${columns.length} numbers: ${listed(columns.map(({ label }) => label))}. Write it so.`
  const allowed = `a list of ${rowsMin} to ${rowsMax} rows of ${columns.length} numbers`
  const message = `it must be ${allowed}. Write it so.`
  const schema = v.pipe(
    v.array(v.strictTuple(cells as [v.GenericSchema, ...v.GenericSchema[]], width), message),
    v.minLength(rowsMin, message),
    v.maxLength(rowsMax, message),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const input = dataset.value
      const fall = firstFall(knob, input as unknown as readonly (readonly number[])[])
      if (fall === null) return
      const row = input[fall.row] as [unknown, ...unknown[]]
      const value = row[fall.column]
      addIssue({
        message: `it must not be below the row before. Raise it to ${fall.floor} or more.`,
        input: value,
        path: [
          { type: 'array', origin: 'value', input, key: fall.row, value: row },
          { type: 'array', origin: 'value', input: row, key: fall.column, value },
        ],
      })
    }),
  )
  return labelled(schema, { label: knob.label, allowed, knob }, knob.help)
}

const CELL = { type: 'number', help: '', default: 0, isInteger: false, isLog: false } as const

/** The first cell that falls below the row before, in a column that must not. */
function firstFall(
  knob: TableKnob,
  rows: readonly (readonly number[])[],
): { readonly row: number; readonly column: number; readonly floor: number } | null {
  for (let row = 1; row < rows.length; row++) {
    for (let column = 0; column < knob.columns.length; column++) {
      if (knob.columns[column]?.order !== 'ascending') continue
      const floor = rows[row - 1]?.[column] as number
      if ((rows[row]?.[column] as number) < floor) return { row, column, floor }
    }
  }
  return null
}
