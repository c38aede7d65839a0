/** How many runs the figures are taken from, each with another seed: how sure one wants to be. No lane has its own. */
import { count, type KnobValues, ratio } from '../../base/knobs.ts'
import { section } from '../document/fields.ts'

export const REPLICATIONS = {
  max: count({
    label: 'Runs at most',
    help: 'How many runs, each with a seed of its own, the intervals are taken from; 1 is this run alone, without any.',
    unit: 'runs',
    min: 1,
    max: 1000,
    default: 50,
    isLog: true,
  }),
  halfWidthRatio: ratio({
    label: 'Sure within',
    help: 'No more runs are added once p99, or how it compares with lane A, is known this closely; 0 makes all of them.',
    default: 0.03,
  }),
} as const

export type Replications = KnobValues<typeof REPLICATIONS>

/** @internal */
export const replications = section('Replications', REPLICATIONS)
