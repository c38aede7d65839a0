/**
 * The ring of Envoy: at least so many points, shared by weight; each host has the hashes of its name with `_0`, `_1` and
 * so on. Only hosts that can be used are on it.
 * Source: Envoy source/extensions/load_balancing_policies/ring_hash/ring_hash_lb.cc.
 */
import { wide } from '../hashes/wide.ts'
import { xxh64 } from '../hashes/xxh64.ts'
import { keyBytes, writeNumber, writeText } from '../key.ts'
import { POINTS_MAX, type RingPoint } from './ring.ts'

interface Sized {
  readonly weights: readonly number[]
  readonly pointsMin: number
}

/** How many points for each part of the whole weight, so that the lightest has a whole number of them. */
function scaleOf({ weights, pointsMin }: Sized): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const least = weights.reduce((a, b) => Math.min(a, b)) / total
  return Math.min(Math.ceil(least * pointsMin) / least, POINTS_MAX)
}

export const envoyPoints = (sized: Sized): number =>
  sized.weights.length === 0 ? 0 : Math.ceil(scaleOf(sized)) + 1

/** `names` and `weights`, above 0, are those of the usable hosts. */
export function envoyRing(
  usable: readonly number[],
  names: readonly string[],
  sized: Sized,
): RingPoint[] {
  const points: RingPoint[] = []
  if (usable.length === 0) return points
  const scale = scaleOf(sized)
  const total = sized.weights.reduce((sum, weight) => sum + weight, 0)
  let due = 0
  usable.forEach((owner, i) => {
    due += scale * ((sized.weights[i] as number) / total)
    const stem = writeText(`${names[i]}_`, 0)
    for (let n = 0; points.length < due; n++) {
      xxh64(keyBytes, writeNumber(n, stem), 0)
      points.push({ high: wide.high >>> 0, low: wide.low >>> 0, owner })
    }
  })
  return points
}
