/**
 * JSON Merge Patch (RFC 7396) along the shape of a document, with what a scenario needs besides:
 * where a patch names another member of a union, the union is replaced, but for what all its members share; `null` deletes
 * members of collections and nothing else; and a patch that names every member of a collection also
 * sets their order, since order means something there and RFC 7396 has no word for it.
 */

import type { Json } from './json.ts'
import { isObject, type JsonObject, own } from './json.ts'
import { formatPath, type Problem, problemAt } from './problem.ts'
import { type Collection, memberShape, type Shape, type Struct, shapeBelow } from './shape.ts'

export interface Merged {
  readonly value: Json
  /** What a patch says that cannot be done; their paths begin with the keys that were given. */
  readonly problems: readonly Problem[]
}

/** `base` is complete and valid; the result still has to be validated. */
export function mergePatch(
  shape: Shape,
  base: Json,
  patch: Json,
  keys: readonly string[] = [],
): Merged {
  const problems: Problem[] = []
  return { value: merge(shape, base, patch, { keys: [...keys], problems }), problems }
}

interface Walk {
  readonly keys: string[]
  readonly problems: Problem[]
}

function merge(shape: Shape, base: Json | undefined, patch: Json, walk: Walk): Json {
  if (!isObject(patch) || shape.kind === 'leaf') return patch
  const isReplaced = !isObject(base) || (shape.kind === 'union' && namesAnother(shape, base, patch))
  const from: JsonObject = !isObject(base) ? {} : isReplaced ? sharedOf(shape, base) : base
  const result: Record<string, Json> = { ...from }
  for (const [name, change] of Object.entries(patch)) {
    walk.keys.push(name)
    if (change === null) deleteMember(shape, result, name, walk)
    else {
      const below = shapeBelow(shape, isReplaced ? patch : base, name)
      result[name] = below === undefined ? change : merge(below, own(from, name), change, walk)
    }
    walk.keys.pop()
  }
  return shape.kind === 'keyed' ? inOrderOf(patch, result) : result
}

/** What stays when another member is meant. */
const sharedOf = ({ meta: { shared = [] } }: Shape, base: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(base).filter(([name]) => shared.includes(name)))

/** Whether the patch names a member of the union that is not the base's. */
const namesAnother = (
  union: { readonly tagOf: (value: JsonObject) => string | undefined },
  base: JsonObject,
  patch: JsonObject,
): boolean => {
  const tag = union.tagOf(patch)
  return tag !== undefined && tag !== union.tagOf(base)
}

function deleteMember(shape: Shape, result: Record<string, Json>, name: string, walk: Walk): void {
  if (shape.kind === 'keyed' && Object.hasOwn(result, name)) {
    delete result[name]
    return
  }
  const why =
    shape.kind === 'keyed'
      ? 'there is nothing of that name to delete. Remove it.'
      : 'it must be a value: null deletes members of collections only. Write a value.'
  walk.problems.push(problemAt(formatPath(walk.keys), `is null; ${why}`))
}

/**
 * The members in the order of the patch when it names them all, else as they are: the base's, then
 * the new.
 */
function inOrderOf(patch: JsonObject, members: Record<string, Json>): Record<string, Json> {
  const named = Object.keys(patch).filter((name) => patch[name] !== null)
  if (named.length !== Object.keys(members).length) return members
  return Object.fromEntries(named.map((name) => [name, members[name] as Json]))
}

/**
 * The smallest patch that makes `lane` from `base`; undefined when they are equal. Both are
 * complete.
 */
export function patchBetween(shape: Shape, base: Json, lane: Json): Json | undefined {
  if (!isObject(base) || !isObject(lane)) return isSame(base, lane) ? undefined : lane
  switch (shape.kind) {
    case 'leaf':
      return isSame(base, lane) ? undefined : lane
    case 'keyed':
      return membersBetween(shape, base, lane)
    case 'struct':
      return fieldsBetween(shape, base, lane)
    case 'union': {
      if (shape.tagOf(base) !== shape.tagOf(lane)) return lane
      const member = memberShape(shape, base)
      return member === undefined ? lane : fieldsBetween(member, base, lane)
    }
  }
}

function fieldsBetween(struct: Struct, base: JsonObject, lane: JsonObject): Json | undefined {
  const changes: Record<string, Json> = {}
  for (const [name, field] of struct.fields) {
    const change = patchBetween(field.shape, own(base, name) as Json, own(lane, name) as Json)
    if (change !== undefined) changes[name] = change
  }
  return Object.keys(changes).length === 0 ? undefined : changes
}

function membersBetween(shape: Collection, base: JsonObject, lane: JsonObject): Json | undefined {
  const changes: Record<string, Json> = {}
  const listing: Record<string, Json> = {}
  for (const name of Object.keys(base)) if (!Object.hasOwn(lane, name)) changes[name] = null
  Object.assign(listing, changes)
  for (const [name, member] of Object.entries(lane)) {
    const before = own(base, name)
    const change = before === undefined ? member : patchBetween(shape.of, before, member)
    if (change !== undefined) changes[name] = change
    listing[name] = change ?? {}
  }
  const kept = Object.keys(base).filter((name) => Object.hasOwn(lane, name))
  const added = Object.keys(changes).filter((name) => !Object.hasOwn(base, name))
  const order = inOrderOf(changes, asMembers([...kept, ...added]))
  if (!isSame(Object.keys(order), Object.keys(lane))) return listing
  return Object.keys(changes).length === 0 ? undefined : changes
}

const asMembers = (names: readonly string[]): Record<string, Json> =>
  Object.fromEntries(names.map((name) => [name, true]))

/** Equal as text: the order of keys counts, as it does everywhere in a document. */
export const isSame = (a: Json | undefined, b: Json | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
