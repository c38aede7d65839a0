/**
 * Old documents and new code. `upgrades[n]` turns a document of format n into one of format n + 1,
 * patches included, also where a union is replaced inside a patch. One that has shipped is never
 * edited.
 */

import { isObject, type Json, own } from './json.ts'
import { type Problem, problemAt, type Result, refuse } from './problem.ts'

interface Document {
  readonly format?: Json
  readonly [key: string]: Json | undefined
}

const upgrades: readonly ((old: Document) => Document)[] = [
  // 0 -> 1: resolvers begin with an answer of a random age; older documents meant that they begin with none.
  (old) => {
    const known = Object.keys(resolversOf(old) ?? {})
    const lanes = mapMembers(old['lanes'], (lane) =>
      isObject(lane) && own(lane, 'patch') !== undefined
        ? { ...lane, patch: withColdResolvers(lane['patch'], known) }
        : lane,
    )
    const base = withColdResolvers(old as Json, []) as Document
    return { ...base, ...(lanes === undefined ? {} : { lanes }), format: 1 }
  },
]

/** A lane or a patch whose resolvers say that they start cold, where they say nothing; but for those of a base. */
function withColdResolvers(part: Json | undefined, known: readonly string[]): Json {
  const resolvers = resolversOf(part)
  if (resolvers === undefined || !isObject(part)) return part as Json
  const cold = mapMembers(resolvers, (resolver, name) =>
    isObject(resolver) && !known.includes(name) ? { startsCold: true, ...resolver } : resolver,
  ) as Json
  return { ...part, dns: { ...(part['dns'] as object), resolvers: cold } }
}

function resolversOf(part: Json | Document | undefined): Json | undefined {
  const dns = isObject(part) ? own(part, 'dns') : undefined
  const resolvers = isObject(dns) ? own(dns, 'resolvers') : undefined
  return isObject(resolvers) ? resolvers : undefined
}

/** Each member of a collection by a rule; what is no collection stays as it is, for validation to speak of. */
const mapMembers = (
  collection: Json | undefined,
  of: (member: Json, name: string) => Json,
): Json | undefined =>
  isObject(collection)
    ? Object.fromEntries(
        Object.entries(collection).map(([name, member]) => [name, of(member, name)]),
      )
    : collection

/** The format that this code writes. */
export const SCENARIO_FORMAT = upgrades.length

/** The document in today's format. It has been looked at by `plainCopy` and by nothing else. */
export function upgrade(document: Json): Result<{ readonly document: Document }> {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return refuse([
      problemAt('', 'is no object; it must be a scenario. Open a scenario file or a link.'),
    ])
  }
  const old = document as Document
  const { format } = old
  const problem = formatProblem(format)
  if (problem !== null) return refuse([problem])
  let newer = old
  for (const step of upgrades.slice(format as number)) newer = step(newer)
  return { ok: true, document: newer }
}

/** What is wrong with a format number; null when this code can read it. */
export function formatProblem(format: Json | undefined): Problem | null {
  if (format === undefined) {
    return problemAt(
      'format',
      `is missing; it must be ${SCENARIO_FORMAT}. Add "format": ${SCENARIO_FORMAT}.`,
    )
  }
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 0) {
    const shown = typeof format === 'object' ? 'no number' : JSON.stringify(format).slice(0, 60)
    return problemAt(
      'format',
      `is ${shown}; it must be a whole number from 0 to ${SCENARIO_FORMAT}. Write ${SCENARIO_FORMAT}.`,
    )
  }
  if (format <= SCENARIO_FORMAT) return null
  return {
    path: 'format',
    message: `The document was made with format ${format}; this program reads up to ${SCENARIO_FORMAT}. Open it with a newer Ballast.`,
  }
}
