/** What the example `overload-queue` says holds for any seed, of goodput late in the surge and ten seconds after it. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { overloadQueue } from '../../src/scenario/presets/overloadQueue.ts'
import { columnsOf } from '../support/sameRows.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

/** Good answers a second, of the requests that were sent between 30 and 40 s, and between 50 and 59 s. */
function goodputOf(lane: string | null, seed: number): { during: number; after: number } {
  const trace = simulate(resolveLane({ ...overloadQueue.scenario, seed: `${seed}` }, lane))
  const { sentUs, status } = columnsOf(trace.attempts)
  const between = (fromS: number, toS: number): number =>
    [...sentUs.keys()].filter((i) => {
      const s = (sentUs[i] as number) / 1e6
      return status[i] === 200 && s >= fromS && s < toS
    }).length /
    (toS - fromS)
  return { during: between(30, 40), after: between(50, 59) }
}

/** What the slots can do. */
const CAPACITY = 240

it('first in, first out gives nothing, also after the surge; a protecting queue and a short one nearly all that can be', () => {
  for (const seed of SEEDS) {
    const fifo = goodputOf(null, seed)
    expect(fifo.during).toBeLessThan(0.05 * CAPACITY)
    expect(fifo.after).toBeLessThan(0.25 * CAPACITY)
    const abandoned = goodputOf('abandoned', seed).during
    for (const lane of ['protecting', 'short']) {
      const { during, after } = goodputOf(lane, seed)
      expect(during).toBeGreaterThan(0.85 * CAPACITY)
      expect(after).toBeGreaterThan(0.9 * 200)
      expect(abandoned).toBeLessThan(during / 2)
    }
    expect(abandoned).toBeGreaterThan(fifo.during)
  }
}, 300_000)
