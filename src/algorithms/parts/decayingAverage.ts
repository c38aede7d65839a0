/**
 * An exponentially weighted average of samples that come at irregular times, as in Finagle and
 * tower. A sample that comes t after the last one weighs 1 - exp(-t / tau); while none comes, the
 * average sinks towards 0, so that a target that was slow once is tried again. 0 means: nothing
 * known. The first sample is taken whole.
 */
import { exp } from '../../base/numeric.ts'

export interface DecayingAverages {
  /** Target to average at `sampledUs`, in microseconds. */
  readonly averageUs: Float64Array
  /** Target to the moment of its last sample. */
  readonly sampledUs: Float64Array
}

/** The average as it stands at `nowUs`; `tauUs` is the time constant. */
export function decayed(
  averages: DecayingAverages,
  target: number,
  nowUs: number,
  tauUs: number,
): number {
  const averageUs = averages.averageUs[target] as number
  if (averageUs === 0) return 0
  return averageUs * exp(((averages.sampledUs[target] as number) - nowUs) / tauUs)
}

/** Takes in a sample of `latencyUs` that came at `nowUs`. */
export function addDecaying(
  averages: DecayingAverages,
  target: number,
  nowUs: number,
  tauUs: number,
  latencyUs: number,
): void {
  const averageUs = averages.averageUs[target] as number
  const idleUs = nowUs - (averages.sampledUs[target] as number)
  const kept = averageUs === 0 ? 0 : exp(-idleUs / tauUs)
  averages.averageUs[target] = averageUs * kept + latencyUs * (1 - kept)
  averages.sampledUs[target] = nowUs
}
