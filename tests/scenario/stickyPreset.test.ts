/** What the example `sticky-gone-wrong` says holds for any seed: who is loaded, and what the added target gets. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { sticky } from '../../src/scenario/presets/sticky.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulateReport } from '../support/simulate.ts'

function outcome(lane: string | null, seed: number) {
  const { report } = simulateReport(resolveLane({ ...sticky.scenario, seed: `${seed}` }, lane))
  const attempts = report.targets.map((target) => target.attempts)
  const sum = attempts.reduce((a, b) => a + b)
  return {
    maxOverMean: (Math.max(...attempts) * attempts.length) / sum,
    added: (attempts[5] as number) / sum,
  }
}

it('sticky clients load a target twice as much as the mean and leave the added one idle, others share it out', () => {
  for (const seed of SEEDS) {
    const [day, free, short] = [null, 'free', 'application'].map((lane) => outcome(lane, seed)) as [
      ReturnType<typeof outcome>,
      ReturnType<typeof outcome>,
      ReturnType<typeof outcome>,
    ]
    expect(day.maxOverMean).toBeGreaterThanOrEqual(1.9)
    expect(day.added).toBeLessThan(0.02)
    expect(free.maxOverMean).toBeLessThan(1.1)
    expect(Math.abs(free.added - 1 / 6)).toBeLessThan(0.02)
    expect(short.added).toBeGreaterThan(0.05)
  }
}, 240_000)
