import { expect, test } from 'vitest'
import { drawAt } from '../../src/base/draws.ts'
import { HISTOGRAM_RANGE_US, Histogram } from '../../src/base/histogram.ts'
import { quantiles } from '../../src/base/quantile.ts'

/** Whole microseconds from 0 to 2^40, every size as likely as any other. */
function sampleOf(length: number, key: number): Float64Array {
  return Float64Array.from({ length }, (_, i) =>
    Math.floor(2 ** (40 * drawAt(key, 0, i, 0, 0)) - 1),
  )
}

function histogramOf(values: Float64Array): Histogram {
  const histogram = new Histogram()
  for (const value of values) histogram.add(value)
  return histogram
}

const SHARES = [0, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1]

test('every quantile lies within 0.4 % of the exact one, small ones on it', () => {
  const values = sampleOf(100_000, 1)
  const histogram = histogramOf(values)
  const exact = quantiles(values, SHARES)
  SHARES.forEach((p, i) => {
    const error = Math.abs(histogram.quantile(p) - (exact[i] as number))
    expect(error).toBeLessThanOrEqual((exact[i] as number) < 256 ? 0 : (exact[i] as number) / 256)
  })
})

test('one value alone is known within 0.4 %, at both ends of every doubling', () => {
  for (let power = 0; power <= 40; power++)
    for (const value of [2 ** power - 2, 2 ** power - 1, 2 ** power, 2 ** power + 1]) {
      if (value < 0 || value >= HISTOGRAM_RANGE_US) continue
      const error = Math.abs(histogramOf(Float64Array.of(value)).quantile(0.5) - value)
      expect(error).toBeLessThanOrEqual(value < 256 ? 0 : value / 256)
    }
})

test('buckets follow each other: a greater value is never counted below a smaller one', () => {
  const bucketOf = (us: number): number => histogramOf(Float64Array.of(us)).counts.indexOf(1)
  let last = -1
  for (let us = 0; us < 5000; us++) {
    const bucket = bucketOf(us)
    expect(bucket === last || bucket === last + 1).toBe(true)
    last = bucket
  }
  expect(bucketOf(HISTOGRAM_RANGE_US - 1)).toBe(new Histogram().counts.length - 1)
})

test('merged histograms are the histogram of both samples', () => {
  const [one, other] = [sampleOf(5000, 2), sampleOf(3000, 3)]
  const merged = histogramOf(one)
  merged.merge(histogramOf(other))
  expect(merged).toEqual(histogramOf(Float64Array.of(...one, ...other)))
  expect(merged.count).toBe(8000)
})

test('the sum is exact', () => {
  const values = sampleOf(5000, 4)
  expect(histogramOf(values).sumUs).toBe(values.reduce((sum, value) => sum + value, 0))
})

test('nothing counted has no quantile, and what is out of range is a bug', () => {
  expect(new Histogram().quantile(0.5)).toBeNaN()
  for (const us of [-1, HISTOGRAM_RANGE_US, NaN])
    expect(() => new Histogram().add(us)).toThrow('a histogram value lies in 0 to 2^40')
})
