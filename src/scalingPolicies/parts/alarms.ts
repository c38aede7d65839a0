/** What policies that go by a metric have in common: which metric, and how many data points it takes. */
import { choice, count, duration, flag } from '../../base/knobs.ts'

export const METRIC = {
  metric: choice({
    label: 'Metric',
    help: 'Requests that leave an instance in a second, or the percentage of its slots that are busy; the mean over all instances that are warm.',
    options: [
      { id: 'utilisation', label: '% of slots busy' },
      { id: 'requests', label: 'Requests/s each' },
    ],
    default: 'utilisation',
  }),
} as const

export const POINTS = {
  outAfter: count({
    label: 'Scales out after',
    help: 'So many data points in a row above (target tracking on AWS: 3).',
    unit: 'points',
    min: 1,
    max: 100,
    default: 3,
  }),
  inAfter: count({
    label: 'Scales in after',
    help: 'So many data points in a row below (target tracking on AWS: 15).',
    unit: 'points',
    min: 1,
    max: 100,
    default: 15,
  }),
} as const

export const SCALES_IN = {
  scalesIn: flag({
    label: 'Scales in',
    help: 'Whether it removes instances too.',
    default: true,
  }),
} as const

/** How long what a step has launched is left out of the metric. */
export const WARM_UP = {
  warmUpMs: duration({
    label: 'Instance warm-up',
    help: 'For so long an instance in service is left out of the metric, but counts as capacity; meanwhile none is removed (EC2 Auto Scaling: 300 s unless it is set).',
    min: 0,
    max: 3_600_000,
    default: 300_000,
  }),
} as const
