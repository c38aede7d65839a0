/** The run as a whole: its title, its seed, how long it is, and what is left out of statistics. */
import * as v from 'valibot'
import { duration, type KnobValues } from '../../base/knobs.ts'
import { DURATION_MAX_MS } from '../../model/time.ts'
import { entriesOf, labelled, text } from '../document/knobSchema.ts'
import type { Report } from '../document/report.ts'
import { SCENARIO_FORMAT } from '../document/upgrades.ts'

export const TITLE_MAX = 120
/** Of a seed, in characters. */
export const SEED_MAX = 100

export const RUN = {
  durationMs: duration({
    label: 'Length of the run',
    help: 'How much time is simulated.',
    min: 1,
    max: DURATION_MAX_MS,
    default: 60_000,
    isLog: true,
  }),
  warmUpMs: duration({
    label: 'Warm-up',
    help: 'Left out of statistics, because an empty system is not yet a typical one.',
    min: 0,
    max: DURATION_MAX_MS,
    default: 0,
  }),
} as const

export interface Run extends KnobValues<typeof RUN> {
  readonly format: number
  readonly title: string
  readonly seed: string
}

const format = labelled(v.literal(SCENARIO_FORMAT, `it must be ${SCENARIO_FORMAT}. Write that.`), {
  label: 'Format',
  allowed: String(SCENARIO_FORMAT),
})

/** @internal They stand in the document itself, in front of its things. */
export const runEntries: Record<string, v.GenericSchema> = {
  format,
  title: v.optional(
    text({ label: 'Title', help: 'What the scenario is called.', min: 1, max: TITLE_MAX }),
    'Untitled',
  ),
  seed: v.optional(
    text({ label: 'Seed', help: 'Any text; another seed is another run.', min: 1, max: SEED_MAX }),
    '1',
  ),
  ...entriesOf(RUN),
}

export function checkRun({ warmUpMs, durationMs }: Run, report: Report): void {
  if (warmUpMs < durationMs) return
  report(
    ['warmUpMs'],
    `is ${warmUpMs}; it must be below durationMs, which is ${durationMs}. Lower it or lengthen the run.`,
  )
}
