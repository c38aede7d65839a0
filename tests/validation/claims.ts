/** What is claimed of how far Ballast can be trusted, in the order in which it is told. */
import type { ClaimRow, Validation } from '../../src/app/trust/validation.ts'
import { ENGINE_REVISION } from '../../src/engine/revision.ts'
import { CONFORMANCE } from './conformance.ts'
import { DETERMINISM } from './determinism.ts'
import { filled, type Measure } from './measure.ts'
import { PREDICTION } from './prediction/prediction.ts'
import { PUBLISHED } from './published/published.ts'
import { validationText } from './text.ts'
import { THEORY } from './theory.ts'

const CLAIMS = [DETERMINISM, THEORY, PUBLISHED, CONFORMANCE, PREDICTION]

/** Of the engine that all of it is about. */
export const REVISION = ENGINE_REVISION
export const CLAIM_IDS = CLAIMS.map(({ id }) => id)

/** Of all claims, or of those that are named. */
export const measures = (ids: readonly string[] = CLAIM_IDS): readonly Measure[] =>
  CLAIMS.filter(({ id }) => ids.includes(id)).flatMap(({ tables }) =>
    tables.flatMap((table) => table.measures),
  )

/** What the page shows and what the document says, with the claims that are not asked as they were. */
export function written(
  ids: readonly string[],
  rowOf: (measure: Measure) => ClaimRow,
  before: Validation | null,
): { readonly validation: Validation; readonly text: string } {
  const claims = CLAIMS.map((claim) => {
    const kept = ids.includes(claim.id)
      ? undefined
      : before?.claims.find(({ id }) => id === claim.id)
    return kept ?? filled(claim, rowOf)
  })
  const validation = { engineRevision: ENGINE_REVISION, claims }
  return { validation, text: validationText(validation) }
}

/** One part of a measure, by its id. */
export function workedOut(id: string, part: number): unknown {
  const measure = measures().find((each) => each.id === id)
  if (measure === undefined) throw new Error(`there is no measure ${id}`)
  return measure.work(part)
}
