/** What all groups that launch and terminate instances have, whatever decides how many. */
import { count, duration, flag, type KnobValues } from '../../base/knobs.ts'

export const INSTANCES = {
  minimum: count({
    label: 'Minimum',
    help: 'So many instances there are always to be. The maximum is how many targets the group lists.',
    unit: 'targets',
    min: 1,
    max: 5000,
    default: 1,
  }),
  desired: count({
    label: 'Desired at first',
    help: 'So many are in service when the run begins; the other targets of the list are places for more.',
    unit: 'targets',
    min: 1,
    max: 5000,
    default: 1,
  }),
  launchMs: duration({
    label: 'Launches in',
    help: 'How long an instance takes from its launch until it serves and is registered.',
    min: 0,
    max: 3_600_000,
    default: 60_000,
    isLog: true,
  }),
  periodMs: duration({
    label: 'Period',
    help: 'How often the group looks at its instances; a metric has one data point a period (CloudWatch: a minute).',
    min: 100,
    max: 3_600_000,
    default: 60_000,
    isLog: true,
  }),
  replacesUnhealthy: flag({
    label: 'Replaces unhealthy ones',
    help: 'Whether an instance that all nodes find unhealthy is terminated and replaced (EC2 Auto Scaling with ELB health checks).',
    default: false,
  }),
  graceMs: duration({
    label: 'Health grace',
    help: 'How long after its launch an instance is not replaced for its health.',
    min: 0,
    max: 3_600_000,
    default: 0,
  }),
} as const

/** There are never fewer than the minimum. */
export const checkInstances = ({
  minimum,
  desired,
}: KnobValues<Pick<typeof INSTANCES, 'minimum' | 'desired'>>): string | null =>
  desired < minimum
    ? `Desired at first is ${desired}, less than the minimum, ${minimum}. Raise the one or lower the other.`
    : null
