/** Surges: streams of requests beside those of a population, which a fault sends. */
import { effectsOf } from '../../faults/index.ts'
import { usFromMs } from '../../model/time.ts'
import type { LaneScenario } from '../../scenario/types.ts'

export interface Surge {
  /** `population+fault`: no id can hold a plus, so nothing else has this name. */
  readonly id: string
  readonly population: string
  readonly perSecond: number
  readonly startUs: number
  readonly endUs: number
}

/** All streams that the faults of a lane send, in their order. */
export function planSurges(lane: LaneScenario): Surge[] {
  return Object.entries(lane.faults).flatMap(([id, fault]) => {
    const startUs = usFromMs(fault.atMs)
    const endUs = startUs + usFromMs(fault.forMs)
    return effectsOf(fault).flatMap((effect) =>
      effect.kind === 'surge'
        ? [
            {
              id: `${effect.population}+${id}`,
              population: effect.population,
              perSecond: effect.perSecond,
              startUs,
              endUs,
            },
          ]
        : [],
    )
  })
}
