/** Target groups: targets that serve the same requests, how one is chosen, and how their health is checked. */
import * as v from 'valibot'
import { type AlgorithmSpec, algorithmById } from '../../algorithms/index.ts'
import { choice, count, duration, flag, type KnobValues, ratio, text } from '../../base/knobs.ts'
import type { ScalingSpec } from '../../scalingPolicies/index.ts'
import { keyed, path, section, some, struct } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { entriesOf, oneOf } from '../document/knobSchema.ts'
import { mustExist, type Report } from '../document/report.ts'
import { type Named, namesOf } from '../names.ts'
import { CALLS, checkCalls } from './dependency.ts'
import { EJECTION } from './ejection.ts'
import { checkNarrowings, PRIORITIES, SUBSET, ZONE_AWARE } from './narrowings.ts'
import { TARGETS_MAX, type Target, targets } from './targets.ts'

const GROUPS_MAX = 32

export const HEALTH = {
  isActive: flag({
    label: 'Health checks',
    help: 'Whether nodes probe the targets.',
    default: true,
  }),
  intervalMs: duration({
    label: 'Interval',
    help: 'From the start of one probe to the start of the next, by each node.',
    min: 100,
    max: 300_000,
    default: 30_000,
    isLog: true,
  }),
  timeoutMs: duration({
    label: 'Timeout',
    help: 'A probe without an answer for this long has failed. At most the interval.',
    min: 10,
    max: 120_000,
    default: 5_000,
    isLog: true,
  }),
  healthyAfter: count({
    label: 'Healthy after',
    help: 'Successes in a row that bring an unhealthy target back. A new target needs only one.',
    unit: 'probes',
    min: 1,
    max: 10,
    default: 5,
  }),
  unhealthyAfter: count({
    label: 'Unhealthy after',
    help: 'Failures in a row that take a target out.',
    unit: 'probes',
    min: 1,
    max: 10,
    default: 2,
  }),
  queued: flag({
    label: 'Probes queue',
    help: 'Whether probes wait for a slot like requests. Otherwise they are answered beside the work.',
    default: false,
  }),
  deep: flag({
    label: 'Deep probes',
    help: 'A deep health check: a probe passes only if what stands behind the targets answers it, too, and waits there like any other call (1 ms of work: a model). So what all share can take all of them out at once. Where no target calls it means nothing.',
    default: false,
  }),
  failsOpen: flag({
    label: 'Fails open',
    help: 'Whether a node without a healthy target uses all of them (an ALB does). Otherwise it answers 503.',
    default: true,
  }),
  panicBelow: ratio({
    label: 'Panic threshold',
    help: 'With a smaller share of healthy targets a node no longer looks at health and uses all of them (Envoy: 50 %, off at 0). At 0 it fails open only when none is healthy.',
    default: 0,
  }),
  unnamedBelow: ratio({
    label: 'DNS threshold',
    help: 'With a smaller share of healthy targets within its reach a node leaves DNS, for all groups of its balancer (ALB: dns_failover, off unless it is set). At 0 it leaves when none is healthy.',
    default: 0,
  }),
} as const

export const BREAKER = {
  isOn: flag({
    label: 'Circuit breaker',
    help: 'Whether a node limits what it has under way in the group, and answers 503 at once to what is more (Envoy: yes).',
    default: false,
  }),
  requestsMax: count({
    label: 'Requests at most',
    help: 'How many requests one node may have in flight in the group; each node counts its own (Envoy: 1024).',
    unit: 'requests',
    min: 1,
    max: 1_000_000,
    default: 1024,
    isLog: true,
  }),
  pendingMax: count({
    label: 'Pending at most',
    help: 'How many of them may wait for a connection to open; who finds an idle one does not wait (Envoy: 1024).',
    unit: 'requests',
    min: 1,
    max: 1_000_000,
    default: 1024,
    isLog: true,
  }),
} as const

export const STICKINESS = {
  kind: choice({
    label: 'Stickiness',
    help: 'Whether requests of a client go to the target that answered it before. The cookie of the balancer lasts anew from each answer, that of the application from its first; by source address all clients behind one address share a target.',
    options: [
      { id: 'none', label: 'None' },
      { id: 'balancer-cookie', label: 'Cookie' },
      { id: 'application-cookie', label: 'App cookie' },
      { id: 'source-ip', label: 'Address' },
    ],
    default: 'none',
  }),
  durationMs: duration({
    label: 'Cookie lasts',
    help: 'After so long a client without a new cookie is sent anew (ALB: 1 s to 7 days, a day unless it is set).',
    min: 1000,
    max: 604_800_000,
    default: 86_400_000,
    isLog: true,
  }),
} as const

export const GROUP = {
  slowStartMs: duration({
    label: 'Slow start',
    help: 'How long a target that becomes healthy beside others gets less than its share, growing in a straight line; 0 gives it all at once.',
    min: 0,
    max: 900_000,
    default: 0,
  }),
  deregistrationMs: duration({
    label: 'Deregistration delay',
    help: 'How long requests in flight at a deregistered target may take, from when their node heard of it; then it answers 502.',
    min: 0,
    max: 3_600_000,
    default: 300_000,
    isLog: true,
  }),
} as const

export const ADMISSION = {
  role: text({
    label: 'Admits',
    help: 'Whom the application admits: those whom the balancer says to have this role. It answers 403 to others; empty admits everybody.',
    min: 0,
    max: 32,
    pattern: /^[A-Za-z0-9-]*$/,
    allowed: 'a word, or nothing',
    default: '',
  }),
} as const

export interface TargetGroup extends KnobValues<typeof GROUP> {
  readonly algorithm: AlgorithmSpec
  readonly health: KnobValues<typeof HEALTH> & { readonly path: string }
  readonly ejection: KnobValues<typeof EJECTION>
  readonly stickiness: KnobValues<typeof STICKINESS>
  readonly breaker: KnobValues<typeof BREAKER>
  readonly subset: KnobValues<typeof SUBSET>
  readonly priorities: KnobValues<typeof PRIORITIES>
  readonly zoneAware: KnobValues<typeof ZONE_AWARE>
  readonly calls: KnobValues<typeof CALLS>
  readonly admits: KnobValues<typeof ADMISSION>
  readonly scaling: ScalingSpec
  readonly targets: Keyed<Target>
}

const targetGroup = struct('Target group', {
  algorithm: v.optional(oneOf('algorithms', 'Algorithm'), { id: 'round-robin' }),
  health: section('Health checks', HEALTH, {
    path: v.optional(path('Path', 'What a probe asks for.'), '/'),
  }),
  targets,
  ...entriesOf(GROUP),
  ejection: section('Ejection', EJECTION),
  stickiness: section('Stickiness', STICKINESS),
  breaker: section('Circuit breaker', BREAKER),
  subset: section('Subset', SUBSET),
  priorities: section('Priorities', PRIORITIES),
  zoneAware: section('Zone-aware routing', ZONE_AWARE),
  calls: section('Calls', CALLS),
  admits: section('Admission', ADMISSION),
  scaling: v.optional(oneOf('scalingPolicies', 'Auto-scaling'), { kind: 'unscaled' }),
})

/** @internal */
export const targetGroups = keyed('Target groups', 'Target group', some(GROUPS_MAX), targetGroup)

/** Targets are not too many, stand in zones that exist and are called differently; their checks make sense. */
export function checkTargetGroups(
  lane: Named & { readonly targetGroups: Keyed<TargetGroup> },
  report: Report,
): void {
  const { length } = namesOf(lane, 'targets').among
  if (length > TARGETS_MAX) {
    report(
      ['targetGroups'],
      `have ${length} targets; ${TARGETS_MAX} are allowed in all. Remove some.`,
    )
  }
  if (length === 0) {
    report(['targetGroups'], 'have no targets; a group may be empty, but not all. Add a target.')
  }
  const zones = namesOf(lane, 'zones')
  const seen = new Set<string>()
  for (const [groupId, group] of Object.entries(lane.targetGroups)) {
    checkProbes(group, ['targetGroups', groupId, 'health'], report)
    checkThresholds(group, ['targetGroups', groupId, 'health'], report)
    checkPanic(group, ['targetGroups', groupId, 'health'], report)
    checkSlowStart(group, ['targetGroups', groupId], report)
    checkNarrowings(group, ['targetGroups', groupId], report)
    checkCalls(group, ['targetGroups', groupId], report)
    for (const [id, { zone }] of Object.entries(group.targets)) {
      const keys = ['targetGroups', groupId, 'targets', id]
      mustExist(zone, zones, [...keys, 'zone'], report)
      if (seen.has(id)) {
        report(
          keys,
          'has the name of a target in another group; names of targets must differ. Rename one.',
        )
      }
      seen.add(id)
    }
  }
}

function checkProbes(
  { health: { timeoutMs, intervalMs } }: TargetGroup,
  keys: readonly string[],
  report: Report,
): void {
  if (timeoutMs <= intervalMs) return
  report(
    [...keys, 'timeoutMs'],
    `is ${timeoutMs}; it must be at most intervalMs, which is ${intervalMs}. Lower it or raise the interval.`,
  )
}

/** ALB: who no longer looks at health has left DNS before. */
function checkThresholds(
  { health: { panicBelow, unnamedBelow } }: TargetGroup,
  keys: readonly string[],
  report: Report,
): void {
  if (unnamedBelow === 0 || unnamedBelow >= panicBelow) return
  report(
    [...keys, 'unnamedBelow'],
    `is ${unnamedBelow}; it must be 0, or at least panicBelow, which is ${panicBelow}. Raise it or lower that.`,
  )
}

function checkPanic(
  { health: { failsOpen, panicBelow } }: TargetGroup,
  keys: readonly string[],
  report: Report,
): void {
  if (failsOpen || panicBelow === 0) return
  report(
    [...keys, 'panicBelow'],
    `is ${panicBelow}, but a group that does not fail open never panics. Set it to 0, or failsOpen to true.`,
  )
}

function checkSlowStart(
  { algorithm, slowStartMs }: TargetGroup,
  keys: readonly string[],
  report: Report,
): void {
  const { label, withoutSlowStart } = algorithmById(algorithm.id)
  const why = withoutSlowStart?.(algorithm as never)
  if (slowStartMs === 0 || why === undefined) return
  report(
    [...keys, 'slowStartMs'],
    `is ${slowStartMs}, but ${label} has no slow start (${why}). Set it to 0 or choose another algorithm.`,
  )
}
