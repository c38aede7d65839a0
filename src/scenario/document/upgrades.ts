/**
 * Old documents and new code. `upgrades[n]` turns a document of format n into one of format n + 1,
 * patches included, also where a union is replaced inside a patch. One that has shipped is never
 * edited.
 */

import type { Json } from './json.ts'
import { type Problem, problemAt, type Result, refuse } from './problem.ts'

interface Document {
  readonly format?: Json
  readonly [key: string]: Json | undefined
}

const upgrades: readonly ((old: Document) => Document)[] = []

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
