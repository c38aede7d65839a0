/** Groups whose number of instances follows a policy, as planned. */
import type { Knobs, KnobValues } from '../../base/knobs.ts'
import { usFromMs } from '../../model/time.ts'
import type { ScalingPolicy } from '../../scalingPolicies/define.ts'
import { isScaled, type ScalingSpec, scalingAtWork } from '../../scalingPolicies/index.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { PlannedNode } from '../balancer/plan.ts'

export interface PlannedScaling {
  readonly policy: ScalingPolicy
  readonly knobs: KnobValues<Knobs>
  readonly minimum: number
  /** How many instances there are when the run begins. */
  readonly desired: number
  readonly launchUs: number
  /** How long after its launch an instance does not count for the metric. */
  readonly warmUpUs: number
  /** How long nothing is decided after a launch or a termination; 0 where that does not matter. */
  readonly cooldownUs: number
  readonly waitsForAll: boolean
  readonly periodUs: number
  readonly graceUs: number
  readonly replacesUnhealthy: boolean
  readonly isByRequests: boolean
  readonly outAfter: number
  readonly inAfter: number
  readonly scalesIn: boolean
  /** From when an instance is deregistered until it is terminated: every node has heard of it, and waits no longer. */
  readonly drainUs: number
}

/** One a group; null where all targets are there all the time. */
export const planScaling = (
  { targetGroups }: Pick<LaneScenario, 'targetGroups'>,
  nodes: readonly PlannedNode[],
): readonly (PlannedScaling | null)[] => {
  const latestUs = nodes.reduce((most, { propagationUs }) => Math.max(most, propagationUs), 0)
  return Object.values(targetGroups).map(({ scaling, deregistrationMs }) =>
    planGroup(scaling, latestUs + usFromMs(deregistrationMs)),
  )
}

function planGroup(spec: ScalingSpec, drainUs: number): PlannedScaling | null {
  if (!isScaled(spec)) return null
  return {
    policy: scalingAtWork(spec.kind),
    knobs: spec as unknown as KnobValues<Knobs>,
    minimum: spec.minimum,
    desired: spec.desired,
    launchUs: usFromMs(spec.launchMs),
    warmUpUs: 'warmUpMs' in spec ? usFromMs(spec.warmUpMs) : 0,
    cooldownUs: 'cooldownMs' in spec ? usFromMs(spec.cooldownMs) : 0,
    waitsForAll: 'cooldownMs' in spec,
    periodUs: usFromMs(spec.periodMs),
    graceUs: usFromMs(spec.graceMs),
    replacesUnhealthy: spec.replacesUnhealthy,
    isByRequests: 'metric' in spec && spec.metric === 'requests',
    outAfter: 'outAfter' in spec ? spec.outAfter : 1,
    inAfter: 'inAfter' in spec ? spec.inAfter : 1,
    scalesIn: 'scalesIn' in spec && spec.scalesIn,
    drainUs,
  }
}
