/** What a sweep is asked for beside its setting. */
import { count } from '../../base/knobs.ts'

export const VALUES = count({
  label: 'Values',
  help: 'How many values of the setting are looked at, both ends among them.',
  unit: '',
  min: 2,
  max: 50,
  default: 7,
})

/** Enough for bounds, and soon there. */
export const RUNS = count({
  label: 'Runs',
  help: 'Of each lane at each value. More make bounds narrower.',
  unit: '',
  min: 2,
  max: 200,
  default: 5,
})
