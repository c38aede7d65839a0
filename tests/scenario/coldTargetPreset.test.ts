/** What the example `cold-target` says holds for any seed: slow start at least halves p99 after the return. */
import { expect, it } from 'vitest'
import { percentileUs } from '../../src/analysis/numbers/percentile.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { coldTarget, RETURNS_MS } from '../../src/scenario/presets/coldTarget.ts'
import { columnsOf } from '../support/sameRows.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

/** Of what is answered among the requests of the first half minute after the target is back. */
function p99Us(lane: string | null, seed: number): number {
  const trace = simulate(resolveLane({ ...coldTarget.scenario, seed: `${seed}` }, lane))
  const { sentUs, endUs, status } = columnsOf(trace.attempts)
  const latencies = [...sentUs.keys()].flatMap((i) => {
    const sinceMs = (sentUs[i] as number) / 1000 - RETURNS_MS
    return sinceMs >= 0 && sinceMs < 30_000 && status[i] === 200 ? [endUs[i] as number] : []
  })
  return percentileUs(Float64Array.from(latencies).sort(), 0.99)
}

it('p99 after the return is at most half with slow start', () => {
  for (const seed of SEEDS) {
    expect(p99Us('slowly', seed)).toBeLessThanOrEqual(p99Us(null, seed) / 2)
  }
}, 120_000)
