/** What a preset is: a scenario that comes with Ballast, and why one would open it. */
import { assert } from '../../base/assert.ts'
import { validateScenario } from '../document/validate.ts'
import type { Scenario } from '../types.ts'

export interface Preset {
  readonly id: string
  /** What one sees in it, in one sentence. */
  readonly summary: string
  readonly scenario: Scenario
  /** Where the playhead begins: a moment at which the lanes already differ. */
  readonly opensAtMs: number
  /** Simulated milliseconds a second, at first. */
  readonly speedMs: number
}

/** A preset from a document as a person writes it, without defaults. */
export function definePreset(options: {
  readonly id: string
  readonly summary: string
  readonly opensAtMs: number
  readonly speedMs?: number
  readonly document: unknown
}): Preset {
  const { id, summary, opensAtMs, speedMs = 25, document } = options
  const result = validateScenario(document)
  if (result.ok) return { id, summary, opensAtMs, speedMs, scenario: result.scenario }
  return assert(false, `preset ${id} is valid: ${result.problems[0]?.message ?? ''}`) as never
}
