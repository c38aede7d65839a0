/** What the example `prequal-beside-weighted` says holds for any seed: what neighbours slow is found out by probes. */
import { expect, it } from 'vitest'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import {
  prequalBesideWeighted,
  SLOW_MS,
  SLOWED,
} from '../../src/scenario/presets/prequalBesideWeighted.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

/** Of the time in which neighbours slow some, once queues have had 3 s to grow. */
function report(lane: string | null, seed: number) {
  const { scenario } = prequalBesideWeighted
  const trace = simulate(resolveLane({ ...scenario, seed: `${seed}` }, lane))
  const [fromMs, toMs] = SLOW_MS
  const window = { fromUs: (fromMs + 3000) * 1000, toUs: toMs * 1000 }
  const { latency, targets, attempts } = reportOf(trace, { window })
  const slowed = targets.filter(({ id }) => SLOWED.includes(id))
  return {
    p99Ms: latency.p99Ms,
    busiest: Math.max(...targets.map(({ loadMean }) => loadMean)),
    toSlowed: slowed.reduce((sum, each) => sum + each.attempts, 0) / attempts,
  }
}

it.each(SEEDS)(
  'Prequal: half the tail that weights have, a fifth of the load, and less than two choices have: seed %i',
  (seed) => {
    const [weights, prequal, two] = [
      report(null, seed),
      report('prequal', seed),
      report('two', seed),
    ]
    expect(weights.toSlowed).toBeCloseTo(0.2, 2)
    expect(prequal.toSlowed).toBeLessThan(0.1)
    expect(prequal.p99Ms).toBeLessThan(weights.p99Ms / 2)
    expect(prequal.busiest).toBeLessThan(weights.busiest / 5)
    expect(prequal.p99Ms).toBeLessThan(two.p99Ms)
  },
  60_000,
)
