/**
 * A target that has just started is cold: code not yet compiled, caches and pools empty. A service that begins then
 * takes longer, by a factor that falls to 1 in a straight line (model: by age, whatever was served meanwhile).
 */
import type { Target } from '../indices.ts'
import type { World } from '../world.ts'

/** How many times longer a service takes that begins now; 1 at a warm target. */
export function coldness({ nowUs, targets }: World, t: Target): number {
  const leftUs = targets.warmAtUs[t] - nowUs
  return leftUs > 0 ? 1 + targets.coldBy[t] * (leftUs / targets.warmUs[t]) : 1
}

/** It starts now. */
export function startCold({ nowUs, targets }: World, t: Target): void {
  if (targets.coldBy[t] > 0) targets.warmAtUs[t] = nowUs + targets.warmUs[t]
}
