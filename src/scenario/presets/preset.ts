/** What a preset is: a scenario that comes with Ballast, and why one would open it. */
import { assert } from '../../base/assert.ts'
import { validateScenario } from '../document/validate.ts'
import type { Scenario } from '../types.ts'

/** Under which heading one looks for it, in the order of the headings. */
export const TOPICS = {
  start: 'Start here',
  failing: 'Slow, cold and failing',
  zones: 'Zones, regions and DNS',
  connections: 'Connections and rules',
  choosing: 'Choosing and hashing',
  overload: 'Overload and retries',
  scaling: 'Deploys and scaling',
  machines: 'For comparing machines',
} as const
export type Topic = keyof typeof TOPICS

export interface Preset {
  readonly id: string
  readonly topic: Topic
  /** What one asks oneself before it, and can answer after. */
  readonly question: string
  /** What one sees in it, in one sentence. */
  readonly summary: string
  /** Whose data it has, if it has any. */
  readonly source?: string
  readonly scenario: Scenario
  /** Where the playhead begins: a moment at which the lanes already differ. */
  readonly opensAtMs: number
  /** Simulated milliseconds a second, at first. */
  readonly speedMs: number
}

/** A preset from a document as a person writes it, without defaults. */
export function definePreset(options: {
  readonly id: string
  readonly topic: Topic
  readonly question: string
  readonly summary: string
  readonly source?: string
  readonly opensAtMs: number
  readonly speedMs?: number
  readonly document: unknown
}): Preset {
  const { document, speedMs = 25, ...said } = options
  const result = validateScenario(document)
  if (result.ok) return { ...said, speedMs, scenario: result.scenario }
  return assert(false, `preset ${said.id} is valid: ${result.problems[0]?.message ?? ''}`) as never
}
