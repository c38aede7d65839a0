/** The pieces that the schemas of several things are made of: structs, collections, sections of settings. */
import * as v from 'valibot'
import type { Knobs } from '../../base/knobs.ts'
import { type Family, type FamilyName, families } from '../families.ts'
import { entriesOf, key, labelled, oneOf, text } from './knobSchema.ts'
import { listed } from './problem.ts'

export const struct = (label: string, entries: Record<string, v.GenericSchema>): v.GenericSchema =>
  labelled(v.strictObject(entries), { label, allowed: '' })

interface Size {
  readonly min: number
  readonly max: number
}

export const upTo = (max: number): Size => ({ min: 0, max })
export const some = (max: number): Size => ({ min: 1, max })

/** The schema of a `Keyed`. `singular` is the word for one of its things. */
export function keyed(
  plural: string,
  singular: string,
  size: Size,
  of: v.GenericSchema,
): v.GenericSchema {
  const range =
    size.min === size.max ? `exactly ${size.max} member` : `${size.min} to ${size.max} members`
  const message = (issue: { readonly input: unknown }): string => {
    const found = Object.keys(issue.input as object).length
    const todo = found < size.min ? `Add a ${singular.toLowerCase()}` : 'Remove some'
    return `it must have ${range} in this format. ${todo}.`
  }
  const schema = v.pipe(
    v.record(key, of),
    v.minEntries(size.min, message),
    v.maxEntries(size.max, message),
  )
  return labelled(schema, { label: plural, allowed: `an object of ${range}, keyed by id` })
}

/** Some of the knobs, where others stand in another place. */
export const pick = (knobs: Knobs, names: readonly string[]): Record<string, v.GenericSchema> =>
  entriesOf(Object.fromEntries(Object.entries(knobs).filter(([name]) => names.includes(name))))

/** A group of settings that may be left out: every one of them has a default. */
export const section = (
  label: string,
  knobs: Knobs,
  more: Record<string, v.GenericSchema> = {},
): v.GenericSchema => v.optional(struct(label, { ...more, ...entriesOf(knobs) }), {})

/** The `kind` of a thing, its first when nobody says. While there is one kind alone, that is what may be written. */
export function kindOf(kinds: readonly { readonly id: string }[], label: string): v.GenericSchema {
  const ids = kinds.map(({ id }) => id)
  const [first = ''] = ids
  if (ids.length > 1) {
    const allowed = `one of ${listed(ids)}`
    const message = `it must be ${allowed}. Choose one of them.`
    return v.optional(labelled(v.picklist(ids, message), { label, allowed }), first)
  }
  const message = `it must be "${first}", the only one in this format. Write that.`
  return v.optional(labelled(v.literal(first, message), { label, allowed: `"${first}"` }), first)
}

/**
 * A thing that is a member of a family, told apart by its kind: with the knobs of that member, and with `own`, the
 * fields of a member that are no knobs. While there is one member alone, its kind may be left out.
 */
export function kindred(
  family: FamilyName,
  { label, kind }: { readonly label: string; readonly kind: string },
  own: Readonly<Record<string, Record<string, v.GenericSchema>>> = {},
): v.GenericSchema {
  const { members }: Family = families[family]
  const options = members.map((member) =>
    v.strictObject({
      kind: members.length > 1 ? v.literal(member.id) : kindOf(members, kind),
      ...own[member.id],
      ...entriesOf(member.knobs),
    }),
  )
  const [first] = options
  if (options.length === 1 && first !== undefined) return labelled(first, { label, allowed: '' })
  const ids = members.map(({ id }) => id)
  const allowed = `an object whose kind is one of ${listed(ids)}`
  const message = `it must be one of ${listed(ids)}. Choose one of them.`
  return labelled(v.variant('kind', options as never, message), { label, allowed, family })
}

/** A length of time that varies, and is always `ms` when nobody says more. */
export const distribution = (label: string, ms: number): v.GenericSchema =>
  v.optional(oneOf('distributions', label), { kind: 'constant', ms })

export const path = (label: string, help: string): v.GenericSchema =>
  text({
    label,
    help,
    min: 1,
    max: 500,
    form: { pattern: /^\/[\x21-\x7e]*$/, allowed: 'a path that begins with / and has no blanks' },
  })
