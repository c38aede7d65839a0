/** What the example `max-fails` says holds for any seed: one slow path takes all servers out, but not with max_fails 0. */
import { expect, it } from 'vitest'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { maxFails } from '../../src/scenario/presets/maxFails.ts'
import { changeLines } from '../support/asciiTrace.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

function outcome(lane: string | null, seed: number) {
  const { scenario } = maxFails
  const trace = simulate(resolveLane({ ...scenario, seed: `${seed}` }, lane))
  const { ended, failuresByCause } = reportOf(trace)
  const ejected = changeLines(trace).flatMap((line) => / ejected \S+ (\S+)/.exec(line)?.[1] ?? [])
  return {
    out: new Set(ejected).size,
    late: (failuresByCause['idle-timeout'] ?? 0) / ended,
    turnedAway: (failuresByCause['no-live-upstreams'] ?? 0) / ended,
  }
}

it('a twentieth of all and more fail for half a percent; none but that with max_fails 0', () => {
  for (const seed of SEEDS) {
    const [one, never, workers] = [
      outcome(null, seed),
      outcome('never', seed),
      outcome('workers', seed),
    ]
    expect(one.out).toBe(6)
    expect(one.turnedAway).toBeGreaterThan(0.05)
    expect(never.out).toBe(0)
    expect(never.turnedAway).toBe(0)
    expect(never.late).toBeLessThan(0.01)
    // Each of four has to lose all six before it has none.
    expect(workers.turnedAway).toBeLessThan(one.turnedAway / 2)
  }
}, 120_000)
