/** Environments of functions as planned. */
import type { DistributionSpec } from '../../distributions/index.ts'
import { usFromMs } from '../../model/time.ts'
import type { Target as TargetSpec } from '../../scenario/things/targets.ts'
import { onDemandOf } from '../../targets/index.ts'
import { type Delay, delayOf } from '../delay.ts'

export interface PlannedEnvironments {
  readonly init: Delay
  readonly keptUs: number
  readonly provisioned: number
  readonly burst: number
}

export function planEnvironments(spec: TargetSpec): PlannedEnvironments | null {
  const onDemand = onDemandOf(spec)
  if (onDemand === null) return null
  const { init, keptMs, provisioned, burst } = onDemand
  const delay = delayOf(init as DistributionSpec)
  return { init: delay, keptUs: usFromMs(keptMs), provisioned, burst }
}
