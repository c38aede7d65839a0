/**
 * A script of requests: when each is sent, whatever became of those before, and how long its service takes. The same
 * every time, so that it need not be kept with what was measured.
 */
import { deriveKey, drawAt } from '../../src/base/draws.ts'
import { ln } from '../../src/base/numeric.ts'

export interface Traffic {
  /** Seed of its draws: gaps as of a Poisson process. */
  readonly name: string
  readonly requests: number
  readonly perSecond: number
}

export interface ScriptedRequest {
  readonly atMs: number
  /** Whole milliseconds, 20 to 100. */
  readonly workMs: number
}

const SHORTEST_MS = 20
const LONGEST_MS = 100
/** Of the law by which work is drawn: a third of the way, for the mean of u² is 1/3. */
export const MEAN_WORK_MS = SHORTEST_MS + (LONGEST_MS - SHORTEST_MS) / 3

export function scriptOf({ name, requests, perSecond }: Traffic): readonly ScriptedRequest[] {
  const { k0, k1 } = deriveKey({ k0: 20, k1: 26 }, 'testbed', name)
  let atMs = 0
  return Array.from({ length: requests }, (_, i) => {
    atMs -= (1000 / perSecond) * ln(drawAt(k0, k1, i, 0, 0))
    const u = drawAt(k0, k1, i, 0, 1)
    return {
      // Whole microseconds, as the model has them.
      atMs: Math.round(atMs * 1000) / 1000,
      workMs: Math.round(SHORTEST_MS + (LONGEST_MS - SHORTEST_MS) * u * u),
    }
  })
}
