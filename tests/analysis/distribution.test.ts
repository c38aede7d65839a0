import { describe, expect, it } from 'vitest'
import { percentileCurve, tailPosition } from '../../src/analysis/numbers/distribution.ts'

const upTo = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => (n - i) * 1000)

describe('the percentile curve', () => {
  it('passes through the nearest-rank percentiles at 1, 2, 3 and 4', () => {
    const { x, p, latencyMs } = percentileCurve(upTo(100_000))
    for (const [place, share, value] of [
      [1, 0.9, 90_000],
      [2, 0.99, 99_000],
      [3, 0.999, 99_900],
      [4, 0.9999, 99_990],
    ] as const) {
      const at = place * 40
      expect(x[at]).toBeCloseTo(place, 10)
      expect(p[at]).toBe(share)
      expect(latencyMs[at]).toBe(value)
    }
    expect([x[0], p[0], latencyMs[0]]).toEqual([0, 0, 1])
  })

  it('ends at the largest value when the sample is small', () => {
    const { x, latencyMs, count } = percentileCurve(upTo(50))
    expect(count).toBe(50)
    expect(latencyMs.at(-1)).toBe(50)
    expect(latencyMs.at(-2)).toBe(49)
    expect(x.at(-1)).toBeLessThan(1.8)
  })

  it('never falls', () => {
    const { latencyMs } = percentileCurve(upTo(777))
    expect([...latencyMs]).toEqual([...latencyMs].sort((a, b) => a - b))
  })

  it('has no points when there are no values', () => {
    expect(percentileCurve(new Float64Array(0))).toMatchObject({ count: 0, x: new Float64Array(0) })
  })

  it('gives every nine the same width', () => {
    expect(tailPosition(0.99) - tailPosition(0.9)).toBeCloseTo(1, 12)
    expect(tailPosition(0.5)).toBeCloseTo(0.30102999566, 10)
  })
})
