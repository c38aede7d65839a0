/** One stream over many targets, through a balancer node that knows nothing, or looks at two. */
import { describe, expect, it } from 'vitest'
import { supermarketTimeMean } from '../../src/analysis/theory/split.ts'
import { Z_MAX } from '../support/chances.ts'
import { casesOf } from '../support/seeds.ts'
import { SPLIT } from './experiments.ts'
import { balanced, demand, poissonUntil, SERVICE_MS } from './models.ts'
import { expectTheory, type Measured, measure } from './replications.ts'

const exponential = demand({ kind: 'exponential', meanMs: SERVICE_MS })

it.each(SPLIT)('the mean latency of $name is that of its formula', (experiment) => {
  expectTheory(experiment)
})

/** Long enough to tell two draws from two distinct ones. */
const LONG_MS = casesOf(300_000)

describe('the better of two choices at a load of 0.9', () => {
  const limitMs = supermarketTimeMean({ load: 0.9, choices: 2 }) * SERVICE_MS

  const twoChoices = (targets: number, untilMs: number, distinct: boolean): Measured => {
    const perSecond = (0.9 * targets * 1000) / SERVICE_MS
    return measure({
      name: `two ${distinct ? 'distinct ' : ''}of ${targets} at 0.9`,
      expectedMs: limitMs,
      changes: [
        poissonUntil(perSecond, untilMs),
        exponential,
        balanced(targets, { id: 'power-of-choices', choices: 2, distinct }),
      ],
      replications: 20,
      durationMs: untilMs + 3000,
      warmUpMs: 1500,
    })
  }

  it('comes within 1 % of the supermarket limit with 1000 targets', () => {
    expect(Math.abs(twoChoices(1000, 2200, false).meanMs / limitMs - 1)).toBeLessThan(0.01)
  })

  it('takes longer than the limit with 100', () => {
    expect(twoChoices(100, 15_000, false).z).toBeGreaterThan(Z_MAX)
  })

  it('takes longer still with 10, and longer when one target can be drawn twice', () => {
    const again = twoChoices(10, LONG_MS, false)
    const apart = twoChoices(10, LONG_MS, true)
    const between = Math.hypot(again.errorMs, apart.errorMs)
    expect((again.meanMs - apart.meanMs) / between).toBeGreaterThan(Z_MAX)
    expect(apart.z).toBeGreaterThan(Z_MAX)
  })
})
