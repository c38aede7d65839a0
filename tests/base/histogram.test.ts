import { expect, test } from 'vitest'
import { drawAt } from '../../src/base/draws.ts'
import { HISTOGRAM_RANGE_US, Histograms } from '../../src/base/histogram.ts'
import { quantiles } from '../../src/base/quantile.ts'

/** Whole microseconds from 0 to 2^40, every size as likely as any other. */
function sampleOf(length: number, key: number): Float64Array {
  return Float64Array.from({ length }, (_, i) =>
    Math.floor(2 ** (40 * drawAt(key, 0, i, 0, 0)) - 1),
  )
}

function histogramOf(values: Float64Array): Histograms {
  const histograms = new Histograms(1)
  for (const value of values) histograms.add(0, value)
  return histograms
}

/** What one value alone is known as. */
const knownAs = (us: number): number => histogramOf(Float64Array.of(us)).quantile(0, 0.5)

const SHARES = [0, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1]

test('every quantile lies within 0.4 % of the exact one, small ones on it', () => {
  const values = sampleOf(100_000, 1)
  const histogram = histogramOf(values)
  const exact = quantiles(values, SHARES)
  SHARES.forEach((p, i) => {
    const error = Math.abs(histogram.quantile(0, p) - (exact[i] as number))
    expect(error).toBeLessThanOrEqual((exact[i] as number) < 256 ? 0 : (exact[i] as number) / 256)
  })
})

test('one value alone is known within 0.4 %, at both ends of every doubling', () => {
  for (let power = 0; power <= 40; power++)
    for (const value of [2 ** power - 2, 2 ** power - 1, 2 ** power, 2 ** power + 1]) {
      if (value < 0 || value >= HISTOGRAM_RANGE_US) continue
      const error = Math.abs(knownAs(value) - value)
      expect(error).toBeLessThanOrEqual(value < 256 ? 0 : value / 256)
    }
})

test('a greater value is never taken for less than a smaller one', () => {
  let last = -1
  for (let us = 0; us < 5000; us++) {
    const known = knownAs(us)
    expect(known).toBeGreaterThanOrEqual(last)
    last = known
  }
})

test('each of many histograms knows its own values and no others', () => {
  const samples = Array.from({ length: 50 }, (_, key) => sampleOf(20 * key, key))
  const many = new Histograms(samples.length)
  // In turn, as they come.
  for (let i = 0; i < 1000; i++)
    samples.forEach((values, which) => {
      if (i < values.length) many.add(which, values[i] as number)
    })
  samples.forEach((values, which) => {
    const alone = histogramOf(values)
    expect(many.count(which)).toBe(values.length)
    expect(SHARES.map((p) => many.quantile(which, p))).toEqual(
      SHARES.map((p) => alone.quantile(0, p)),
    )
  })
})

test('nothing counted has no quantile, and what is out of range is a bug', () => {
  expect(new Histograms(1).quantile(0, 0.5)).toBeNaN()
  for (const us of [-1, HISTOGRAM_RANGE_US, NaN])
    expect(() => new Histograms(1).add(0, us)).toThrow('a histogram value lies in 0 to 2^40')
})
