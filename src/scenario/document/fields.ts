/** The pieces that the schemas of several things are made of: structs, collections, sections of settings. */
import * as v from 'valibot'
import type { Knobs } from '../../base/knobs.ts'
import { entriesOf, key, labelled, oneOf, text } from './knobSchema.ts'

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
  const word = singular.toLowerCase()
  const range =
    size.min === size.max ? `exactly ${size.max} ${word}` : `${size.min} to ${size.max} ${word}s`
  const message = (issue: { readonly input: unknown }): string => {
    const found = Object.keys(issue.input as object).length
    const todo =
      found < size.min ? `Add ${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}` : 'Remove some'
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

/** A length of time that varies, and is always `ms` when nobody says more. */
export const distribution = (label: string, ms: number, help = ''): v.GenericSchema =>
  v.optional(oneOf('distributions', label, help), { kind: 'constant', ms })

export const path = (label: string, help: string): v.GenericSchema =>
  text({
    label,
    help,
    min: 1,
    max: 500,
    form: { pattern: /^\/[\x21-\x7e]*$/, allowed: 'a path that begins with / and has no blanks' },
  })
