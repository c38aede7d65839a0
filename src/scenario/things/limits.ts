/** Where a run stops, however much there would still be to simulate. */
import { count, type KnobValues } from '../../base/knobs.ts'
import { section } from '../document/fields.ts'

const LIMITS = {
  attempts: count({
    label: 'Attempts at most',
    help: 'The run stops here and says so, so that a retry storm is a lesson and not a frozen page.',
    unit: 'attempts',
    min: 1,
    max: 1_000_000_000,
    default: 2_000_000,
    isLog: true,
  }),
  inFlight: count({
    label: 'In flight at most',
    help: 'The run stops when this many attempts are under way at one moment.',
    unit: 'attempts',
    min: 1,
    max: 1_000_000,
    default: 200_000,
    isLog: true,
  }),
} as const

export type Limits = KnobValues<typeof LIMITS>

/** @internal */
export const limits = section('Limits', LIMITS)
