/** Things that are of one kind out of a family: a target, a policy, what a listener does. */
import * as v from 'valibot'
import { assert } from '../../base/assert.ts'
import type { MemberFacts } from '../../base/knobs.ts'
import { familyOf } from '../families.ts'
import { choiceOf, entriesOf, labelled } from './knobSchema.ts'

type Entries = Record<string, v.GenericSchema>

/** The `kind` of a thing when this format has one kind of it. */
function onlyKind(id: string, label: string): v.GenericSchema {
  const message = `it must be "${id}", the only one in this format. Write that.`
  return v.optional(labelled(v.literal(id, message), { label, allowed: `"${id}"` }), id)
}

interface Thing {
  readonly family: string
  readonly label: string
  /** What its kind is called: `Policy`. */
  readonly kind: string
  /** What things of all kinds have. */
  readonly shared?: Entries
  /** What a kind has besides its knobs: collections, of which knobs cannot speak. */
  readonly own?: Readonly<Record<string, Entries>>
  readonly members?: readonly MemberFacts[]
}

/**
 * What all kinds have, what a kind has, and its knobs. Where no kind is written the first one is
 * meant, so that a document from when it was the only one means the same.
 */
export function thingOf(thing: Thing): v.GenericSchema {
  const { family, label, shared = {}, own = {}, members = familyOf(family).members } = thing
  const [first, ...others] = members
  assert(first !== undefined, `the family ${family} has members`)
  const struct = (member: MemberFacts, kind: v.GenericSchema) =>
    v.strictObject({ kind, ...shared, ...own[member.id], ...entriesOf(member.knobs) })
  if (others.length === 0) {
    const meta = { label, allowed: '', family, shared: Object.keys(shared) }
    return labelled(struct(first, onlyKind(first.id, thing.kind)), meta)
  }
  const options = [
    struct(first, v.optional(v.literal(first.id), first.id)),
    ...others.map((member) => struct(member, v.literal(member.id))),
  ]
  const { message, ...meta } = choiceOf('kind', members)
  return labelled(v.variant('kind', options, message), {
    label,
    ...meta,
    family,
    shared: Object.keys(shared),
  })
}
