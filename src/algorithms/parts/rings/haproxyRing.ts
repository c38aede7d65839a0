/**
 * The ring of HAProxy: 16 points for each unit of weight, from the number of the server; only servers that can be used
 * are on it. A key belongs to the nearest point, on either side; when its server is too busy, to the next one clockwise.
 * Source: HAProxy src/lb_chash.c.
 */
import { avalanche } from '../hashes/haproxyHash.ts'
import { highAt, pointAfter, pointsOf, type RingPoint } from './ring.ts'

const POINTS_PER_WEIGHT = 16
/** Servers are told apart by this much; their numbers begin at 1. */
const SERVER_KEYS = 4096

export const haproxyPoints = (weights: readonly number[]): number =>
  weights.reduce((sum, weight) => sum + POINTS_PER_WEIGHT * weight, 0)

/** Of the usable servers, which have these whole weights. */
export function haproxyRing(usable: readonly number[], weights: readonly number[]): RingPoint[] {
  return usable.flatMap((owner, i) =>
    Array.from({ length: POINTS_PER_WEIGHT * (weights[i] as number) }, (_, k) => ({
      high: avalanche((owner + 1) * SERVER_KEYS + k),
      low: 0,
      owner,
    })),
  )
}

/** The nearest point; of two as near, the one before. */
export function nearestPoint(ring: Int32Array, size: number, hash: number): number {
  const after = pointAfter(ring, size, hash, 0)
  const before = after === 0 ? pointsOf(ring) - 1 : after - 1
  const back = (hash - highAt(ring, before)) >>> 0
  const ahead = (highAt(ring, after) - hash) >>> 0
  return back <= ahead ? before : after
}
