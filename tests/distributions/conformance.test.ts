/**
 * What every distribution owes, checked for each member of the list at its defaults, at the ends of
 * each number knob, and at the settings below. A new member is covered by joining the list.
 */
import { describe, expect, test } from 'vitest'
import { deriveKey, drawAt } from '../../src/base/draws.ts'
import type { Distribution, PreparedDistribution } from '../../src/distributions/define.ts'
import {
  type DistributionSpec,
  distributions,
  prepareDistribution,
} from '../../src/distributions/index.ts'

const FURTHER: readonly DistributionSpec[] = [
  { kind: 'gamma', meanMs: 1, shape: 0.35 },
  { kind: 'gamma', meanMs: 250, shape: 1 },
  { kind: 'gamma', meanMs: 20, shape: 17.3 },
  { kind: 'erlang', meanMs: 20, phases: 2 },
  { kind: 'lognormal', meanMs: 36, cv: 1.2 },
  { kind: 'lognormal', meanMs: 36, cv: 4 },
  { kind: 'pareto', minMs: 1, maxMs: 1000, alpha: 1 },
  { kind: 'pareto', minMs: 1, maxMs: 1000, alpha: 2 },
  { kind: 'pareto', minMs: 10, maxMs: 10.1, alpha: 1.5 },
  { kind: 'bimodal', fastMs: 0, slowMs: 10, slowRatio: 0.5 },
  {
    kind: 'empirical',
    table: [
      [0, 5],
      [0.25, 5],
      [0.5, 10],
      [0.5, 40],
      [1, 50],
    ],
  },
]

/** Every u that a draw can be lies between these values of ln(u / (1 - u)). */
const W_MAX = 36.7
const W_STEP = 1 / 1024

interface Setting {
  readonly name: string
  readonly spec: DistributionSpec
}

for (const member of distributions as unknown as readonly Distribution[]) {
  describe.each(settingsOf(member))('$name', ({ spec }) => {
    const prepared = prepareDistribution(spec)

    test('the quantile is finite, not negative and never falls', () => {
      const wrong: unknown[] = []
      let last = 0
      for (let w = -W_MAX; w <= W_MAX; w += 0.01) {
        const ms = prepared.quantile(shareAt(w))
        if (!(ms >= last && ms < Infinity)) wrong.push({ u: shareAt(w), ms, last })
        last = ms
      }
      expect(wrong).toEqual([])
    })

    test('the CDF undoes the quantile within 1e-9 from 1e-12 to 1 - 1e-12', () => {
      const wrong: unknown[] = []
      for (let w = -27.63; w <= 27.63; w += 0.0371) {
        const u = shareAt(w)
        const ms = prepared.quantile(u)
        const share = prepared.cdf(ms)
        const below = prepared.cdf(ms * (1 - 1e-12) - 1e-300)
        const isAtom = share - below > 1e-9
        const holds = isAtom
          ? share > u - 1e-9 && below < u + 1e-9
          : share > u - 1e-9 && share < u + 1e-9
        if (!holds) wrong.push({ u, ms, share, below })
      }
      expect(wrong).toEqual([])
    })

    test('the CDF is 0 below every sample and 1 above', () => {
      expect(prepared.cdf(-1)).toBe(0)
      expect(prepared.cdf(1e12)).toBeCloseTo(1, 12)
    })

    test('mean and variance agree with the integral of the quantile', () => {
      const mean = integralOf((ms) => ms, prepared)
      expect(Math.abs(mean.value - prepared.mean)).toBeLessThanOrEqual(mean.tolerance)
      const variance = integralOf((ms) => (ms - prepared.mean) ** 2, prepared)
      expect(Math.abs(variance.value - prepared.variance)).toBeLessThanOrEqual(variance.tolerance)
    })

    test('mean and variance of 20,000 draws lie within 4 standard errors', () => {
      const n = 20_000
      const { k0, k1 } = deriveKey({ k0: 1, k1: 2 }, 'distribution', JSON.stringify(spec))
      let sum = 0
      let squares = 0
      for (let ordinal = 0; ordinal < n; ordinal++) {
        const offset = prepared.quantile(drawAt(k0, k1, ordinal, 0, 0)) - prepared.mean
        sum += offset
        squares += offset * offset
      }
      const fourth = integralOf((ms) => (ms - prepared.mean) ** 4, prepared).value
      const errorOfMean = Math.sqrt(prepared.variance / n)
      const errorOfVariance = Math.sqrt(Math.max(fourth - prepared.variance ** 2, 0) / n)
      const rounding = 1e-9 * prepared.mean
      expect(Math.abs(sum / n)).toBeLessThanOrEqual(4 * errorOfMean + rounding)
      expect(Math.abs(squares / n - prepared.variance)).toBeLessThanOrEqual(
        4 * errorOfVariance + rounding ** 2,
      )
    })
  })

  test(`${member.id}: describes itself`, () => {
    expect(member.id).toMatch(/^[a-z][a-z-]*$/)
    for (const text of [member.label, member.summary, member.source]) expect(text).not.toBe('')
    for (const knob of Object.values(member.knobs)) {
      expect(knob.label).not.toBe('')
      expect(knob.help).toMatch(/\.$/)
    }
  })
}

test('no two members share an id', () => {
  expect(new Set(distributions.map((member) => member.id)).size).toBe(distributions.length)
})

function shareAt(w: number): number {
  return 1 / (1 + Math.exp(-w))
}

/**
 * The defaults, and the defaults with one number knob at either end, where the knobs fit each
 * other.
 */
function settingsOf(member: Distribution): Setting[] {
  const defaults: Record<string, unknown> = {}
  for (const [name, knob] of Object.entries(member.knobs)) {
    if (!('default' in knob)) throw new Error(`${member.id}.${name} has no default`)
    defaults[name] = knob.default
  }
  const all = [defaults]
  for (const [name, knob] of Object.entries(member.knobs)) {
    if (knob.type === 'number')
      all.push({ ...defaults, [name]: knob.min }, { ...defaults, [name]: knob.max })
  }
  for (const { kind, ...knobs } of FURTHER) if (kind === member.id) all.push(knobs)
  return all
    .filter((knobs) => (member.check?.(knobs as never) ?? null) === null)
    .map((knobs) => ({
      name: `${member.id} ${JSON.stringify(knobs)}`,
      spec: { kind: member.id, ...knobs } as unknown as DistributionSpec,
    }))
}

/**
 * The mean of `of(sample)`, by the trapezoidal rule in w = ln(u / (1 - u)), which is exponentially
 * accurate where the quantile is smooth. Where it jumps, the error is at most half a step of the
 * integrand's jump; what lies beyond the last draw is bounded by a few times the last term.
 */
function integralOf(
  of: (ms: number) => number,
  { quantile }: PreparedDistribution,
): { readonly value: number; readonly tolerance: number } {
  let value = 0
  let jumpMax = 0
  let last = of(quantile(shareAt(-W_MAX)))
  let term = 0
  for (let w = -W_MAX; w <= W_MAX; w += W_STEP) {
    const u = shareAt(w)
    const now = of(quantile(u))
    const weight = u * shareAt(-w)
    term = now * weight
    value += term * W_STEP
    jumpMax = Math.max(jumpMax, Math.abs(now - last) * weight)
    last = now
  }
  return { value, tolerance: 1e-8 * value + 8 * term + jumpMax * W_STEP + 1e-300 }
}
