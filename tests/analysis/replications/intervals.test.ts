/** Intervals of many runs, against published examples. */
import { describe, expect, test } from 'vitest'
import { compareOn, figureInterval } from '../../../src/analysis/replications/figures.ts'
import {
  differenceInterval,
  meanInterval,
  ratioInterval,
} from '../../../src/analysis/replications/interval.ts'
import { metricOf } from '../../../src/analysis/replications/metrics.ts'
import { halfWidthRatio, neededToTell } from '../../../src/analysis/replications/needed.ts'
import { holm, rankRanges } from '../../../src/analysis/replications/ranks.ts'
import { isEnough } from '../../../src/analysis/replications/stopping.ts'
import { drawsOf, someReplication, upTo, withFigure } from '../../support/replications.ts'

describe('a mean', () => {
  /** Law, "Simulation Modeling and Analysis", 5th ed. 2015, example 4.27: 1.34 ± 0.24 at 90 %. */
  test('of ten observations is that of the textbook', () => {
    const values = [1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09]
    const { estimate, low, high, count } = meanInterval(values, 0.9) ?? fail()
    expect([estimate.toFixed(2), ((high - low) / 2).toFixed(2), count]).toEqual([
      '1.34',
      '0.24',
      10,
    ])
  })

  test('of fewer than two, or of something unknown, has no interval', () => {
    expect([meanInterval([]), meanInterval([3]), meanInterval([1, Number.NaN, 2])]).toEqual([
      null,
      null,
      null,
    ])
  })

  test('of values that are all alike is sure', () => {
    expect(meanInterval([2, 2, 2])).toEqual({ estimate: 2, low: 2, high: 2, count: 3 })
  })
})

describe('two lanes', () => {
  /** Student, "The probable error of a mean", Biometrika 6(1), 1908: the drugs of Cushny and Peebles; bounds by R. */
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

  test('pair by pair are those of Student', () => {
    const { interval, pValue } = differenceInterval(second, first) ?? fail()
    expect(interval.estimate).toBeCloseTo(1.58, 10)
    expect(interval.low).toBeCloseTo(0.7001142, 6)
    expect(interval.high).toBeCloseTo(2.4598858, 6)
    expect(pValue).toBeCloseTo(0.002832890197, 10)
  })

  test('as a ratio say the inverse of each other', () => {
    const [a, b] = [
      [2, 3, 4.5, 2.2],
      [1, 1.7, 2, 1.2],
    ]
    const there = ratioInterval(a, b) ?? fail()
    const back = ratioInterval(b, a) ?? fail()
    expect(there.interval.estimate).toBeCloseTo(1 / back.interval.estimate, 12)
    expect(there.interval.low).toBeCloseTo(1 / back.interval.high, 12)
    expect(there.pValue).toBeCloseTo(back.pValue, 14)
  })

  test('have no ratio where one is 0 or unknown', () => {
    expect(ratioInterval([1, 2], [0, 1])).toBeNull()
    expect(ratioInterval([0, 2], [1, 1])).toBeNull()
    expect(ratioInterval([1, Number.NaN], [1, 1])).toBeNull()
  })

  test('that do the same in each replication are surely the same', () => {
    expect(ratioInterval([2, 5, 3], [2, 5, 3])).toEqual({
      kind: 'ratio',
      interval: { estimate: 1, low: 1, high: 1, count: 3 },
      pValue: 1,
    })
  })

  test('whose percentiles fell into one bucket each are as near as it is wide, and not nearer', () => {
    const [lane, base] = [withFigure('p99', [98, 98]), withFigure('p99', [100, 100])]
    const { low, high } = compareOn(metricOf('p99'), lane, base)?.interval ?? fail()
    expect([low, high].map((ratio) => ratio.toFixed(4))).toEqual(['0.9722', '0.9878'])
    const mean = figureInterval(metricOf('p99'), base) ?? fail()
    expect([mean.low.toFixed(1), mean.high.toFixed(1)]).toEqual(['99.6', '100.4'])
  })

  test('are compared as far as both have come', () => {
    const [lane, base] = [withFigure('p99', [2, 4, 6]), withFigure('p99', [1, 2])]
    expect(compareOn(metricOf('p99'), lane, base)?.interval.count).toBe(2)
  })
})

describe('what never failed', () => {
  test('may still fail, in 3 of as many requests as there were', () => {
    const interval = figureInterval(metricOf('errors'), withFigure('errors', [0, 0, 0])) ?? fail()
    expect(interval).toMatchObject({ estimate: 0, low: 0 })
    expect(interval.high * 3000).toBeCloseTo(2.9957, 3)
  })

  test('and what failed a few times is never below none', () => {
    const interval =
      figureInterval(metricOf('errors'), withFigure('errors', [0, 0, 0.01])) ?? fail()
    expect([interval.low, interval.high > 0.01]).toEqual([0, true])
  })
})

describe('how many more it takes', () => {
  test('is four times as many for half the width', () => {
    const found = { kind: 'difference', pValue: 0.2 } as const
    const interval = { estimate: 1, low: -1, high: 3, count: 10 }
    expect(neededToTell({ ...found, interval })).toBe(30)
    expect(neededToTell({ ...found, interval: { ...interval, estimate: 0.5 } })).toBe(150)
  })

  test('is beyond counting where lanes are as good as alike', () => {
    const interval = { estimate: 1.0001, low: 0.97, high: 1.031, count: 20 }
    expect(neededToTell({ kind: 'ratio', interval, pValue: 0.9 })).toBe(Infinity)
  })

  test('a half-width is a share of its estimate', () => {
    expect(halfWidthRatio({ estimate: 200, low: 190, high: 210, count: 9 })).toBe(0.05)
    expect(halfWidthRatio({ estimate: 0, low: 0, high: 0, count: 9 })).toBe(0)
  })
})

describe('several lanes', () => {
  test('are told apart by the procedure of Holm', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([true, false, false, true])
    expect(holm([0.04, 0.02])).toEqual([true, true])
    expect(holm([])).toEqual([])
  })

  test('have the places that they may have', () => {
    const noisy = (middle: number): readonly number[] =>
      drawsOf(`around ${middle}`, 12).map((u) => middle + u - 0.5)
    const lanes = [noisy(20), noisy(10), noisy(10.01), noisy(5)]
    const rank = rankRanges(lanes.length, (a, b) => ratioInterval(lanes[a] ?? [], lanes[b] ?? []), {
      isLessBetter: true,
    })
    expect(rank).toEqual([
      { best: 4, worst: 4 },
      { best: 2, worst: 3 },
      { best: 2, worst: 3 },
      { best: 1, worst: 1 },
    ])
  })
})

describe('there are enough replications', () => {
  const metrics = [metricOf('p99')]
  const lane = (count: number): ReturnType<typeof withFigure> =>
    withFigure(
      'p99',
      upTo(count).map((i) => (i % 2 === 0 ? 100 : 104)),
    )

  test('once the interval is as narrow as was asked for, and no sooner than ten', () => {
    expect(isEnough([lane(9)], { halfWidthRatio: 0.05, metrics })).toBe(false)
    expect(isEnough([lane(10)], { halfWidthRatio: 0.05, metrics })).toBe(true)
    expect(isEnough([lane(10)], { halfWidthRatio: 0.005, metrics })).toBe(false)
  })

  test('of what two lanes differ in, whatever they have in common', () => {
    const base = lane(10)
    const other = withFigure(
      'p99',
      base.map(({ figures }) => figures.p99 * 1.5),
    )
    expect(isEnough([base, other], { halfWidthRatio: 0.0001, metrics })).toBe(true)
  })

  test('never where none is asked for, and at once where a lane is unstable', () => {
    expect(isEnough([lane(50)], { halfWidthRatio: 0, metrics })).toBe(false)
    const full = upTo(10).map((i) =>
      someReplication({ isOverloaded: true, figures: { p99: 2 ** i } }),
    )
    expect(isEnough([full], { halfWidthRatio: 0.01, metrics })).toBe(true)
  })
})

function fail(): never {
  throw new Error('there is no interval')
}
