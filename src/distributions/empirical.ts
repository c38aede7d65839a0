import { table } from '../base/knobs.ts'
import { upperBound } from '../base/search.ts'
import { defineDistribution } from './define.ts'

/**
 * What somebody measured, as a table of quantiles; between two rows the inverse CDF is a straight
 * line. Two rows of one time are a share of samples that all take exactly that; two rows of one
 * share are a gap.
 */
export const empirical = defineDistribution({
  id: 'empirical',
  label: 'Measured',
  summary:
    'A table of measured percentiles, from the shortest to the longest; straight lines between the rows.',
  source: 'Law, Simulation Modeling and Analysis, 5th ed. 2015, §6.2.4',
  knobs: {
    table: table({
      label: 'Percentiles',
      help: 'Each row says which share of the samples is no longer than which time. The first share is 0, the last 1.',
      columns: [
        { label: 'Share', unit: '', min: 0, max: 1, order: 'ascending' },
        { label: 'Time', unit: 'ms', min: 0, max: 3_600_000, order: 'ascending' },
      ],
      rowsMin: 2,
      rowsMax: 1000,
      default: [
        [0, 2],
        [0.5, 8],
        [0.9, 20],
        [0.99, 60],
        [0.999, 150],
        [1, 400],
      ],
    }),
  },
  check({ table }) {
    const first = table[0]?.[0]
    const last = table.at(-1)?.[0]
    if (first !== 0)
      return `table begins with the share ${first}; it must begin with 0. Add a row [0, shortest].`
    if (last !== 1)
      return `table ends with the share ${last}; it must end with 1. Add a row [1, longest].`
    return null
  },
  prepare({ table }) {
    const shares = Float64Array.from(table, (row) => row[0] as number)
    const times = Float64Array.from(table, (row) => row[1] as number)
    const last = table.length - 1
    return {
      quantile: (u) => between(shares, times, u),
      cdf: (at) => {
        if (at < (times[0] as number)) return 0
        return at < (times[last] as number) ? between(times, shares, at) : 1
      },
      ...momentsOf(shares, times),
    }
  },
})

/**
 * The straight line through the corners (xs, ys), at xs[0] <= x < last of xs; right of a jump at a
 * jump.
 */
function between(xs: Float64Array, ys: Float64Array, x: number): number {
  const right = upperBound(xs, x)
  const x0 = xs[right - 1] as number
  const y0 = ys[right - 1] as number
  return y0 + ((x - x0) / ((xs[right] as number) - x0)) * ((ys[right] as number) - y0)
}

/** Each pair of rows is a uniform distribution: the mean and variance of their mixture. */
function momentsOf(shares: Float64Array, times: Float64Array): { mean: number; variance: number } {
  let mean = 0
  let variance = 0
  const each = (visit: (share: number, from: number, to: number) => void): void => {
    for (let i = 1; i < shares.length; i++)
      visit(
        (shares[i] as number) - (shares[i - 1] as number),
        times[i - 1] as number,
        times[i] as number,
      )
  }
  each((share, from, to) => {
    mean += (share * (from + to)) / 2
  })
  each((share, from, to) => {
    const offset = (from + to) / 2 - mean
    variance += share * (offset * offset + ((to - from) * (to - from)) / 12)
  })
  return { mean, variance }
}
