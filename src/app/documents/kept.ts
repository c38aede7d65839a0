/** Kept text as a scenario again. */
import { validateScenario } from '../../scenario/document/validate.ts'
import type { Scenario } from '../../scenario/types.ts'

export type KeptOutcome =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly why: string }

export function readKept(text: string): KeptOutcome {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return { ok: false, why: 'It is no JSON.' }
  }
  const result = validateScenario(document)
  return result.ok
    ? { ok: true, scenario: result.scenario }
    : { ok: false, why: result.problems[0]?.message ?? '' }
}
