/**
 * The map of HAProxy: as many slots as the weights sum up to, divided by what they have in common, with the targets
 * spread over them in proportion. static-rr walks along it, a map-based hash points into it. Whoever leaves or comes
 * has it made anew. Source: HAProxy src/lb_map.c, recalc_server_map.
 *
 * The table holds how many slots there are, and then whose each of them is.
 */
import { commonDivisor, wholeScale, wholeWeight } from './wholeWeights.ts'

interface Weighted {
  readonly usable: readonly number[]
  readonly size: number
  weight(target: number): number
}

/** The most cells that the map of so many targets needs. */
export const mapCells = (size: number): number => 1 + 256 * size

export function buildMap(view: Weighted, into: Int32Array): void {
  const scale = wholeScale(view)
  const divisor = commonDivisor(view, scale)
  const weights = view.usable.map((each) => wholeWeight(view.weight(each), scale) / divisor)
  const slots = weights.reduce((sum, weight) => sum + weight, 0)
  const scores = weights.map(() => 0)
  into[0] = slots
  for (let slot = 0; slot < slots; slot++) {
    let best = 0
    let most = -1
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] as number
      if (weight === 0) continue
      const score = (scores[i] as number) + weight
      scores[i] = score
      const rounds = Math.trunc((score + slots) / slots)
      if (rounds > most) {
        most = rounds
        best = i
      }
    }
    scores[best] = (scores[best] as number) - slots
    into[1 + slot] = view.usable[best] as number
  }
}

/** Whose slot it is, of as many as there are; null when there is none. */
export function ownerIn(map: Int32Array, slot: number): number | null {
  const slots = map[0] as number
  return slots === 0 ? null : (map[1 + (slot % slots)] as number)
}
