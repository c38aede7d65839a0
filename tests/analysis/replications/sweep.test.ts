import { describe, expect, test } from 'vitest'
import { readExpectation } from '../../../src/analysis/replications/expectation.ts'
import { metricOf } from '../../../src/analysis/replications/metrics.ts'
import type { Replication } from '../../../src/analysis/replications/replication.ts'
import {
  closerValues,
  ordersOf,
  reachesOf,
  type SweptPoint,
} from '../../../src/analysis/replications/sweep.ts'
import { orderWords, reachWords } from '../../../src/analysis/replications/sweepWords.ts'
import { betweenOf } from '../../../src/base/steps.ts'
import { someReplication, upTo } from '../../support/replications.ts'

const RUNS = 5
/** Runs whose p99 spreads around a mean by half a millisecond on either side. */
const around = (p99: number, spread = 1): readonly Replication[] =>
  upTo(RUNS).map((i) =>
    someReplication({ figures: { p99: p99 + spread * (i / (RUNS - 1) - 0.5) } }),
  )

const swept = (...points: readonly (readonly [at: number, ...p99: number[]])[]): SweptPoint[] =>
  points.map(([at, ...p99]) => ({ at, lanes: p99.map((each) => around(each)) }))

const p99 = metricOf('p99')
const below = readExpectation('p99<250ms')
if (below === null) throw new Error('the goal can be read')
const letters = ['A', 'B', 'C', 'D']
const orders = (points: readonly SweptPoint[]): readonly string[] =>
  ordersOf(points, p99).map((order) =>
    orderWords(order, { metric: p99, letters, values: points.map(({ at }) => at), say: String }),
  )
const reaches = (points: readonly SweptPoint[]): readonly string[] =>
  reachesOf(points, below).map((reach, i) =>
    reachWords(reach, {
      ...{ letter: letters[i] ?? '', goal: 'p99 < 250 ms' },
      ...{ values: points.map(({ at }) => at), say: String },
    }),
  )

describe('which lane is lower', () => {
  test('is said of the values at which the two are told apart, and of no other', () => {
    const points = swept([1, 100, 200], [2, 150, 150], [3, 300, 200], [4, 400, 200])
    expect(ordersOf(points, p99)).toEqual([
      { lane: 1, other: 0, signs: ['more', 'open', 'less', 'less'] },
    ])
    expect(orders(points)).toEqual([
      'B has a lower p99 than A from 3 to 4, and a higher at 1; not told apart at 2.',
    ])
  })

  test('may change twice, or never', () => {
    expect(orders(swept([1, 100, 200], [2, 200, 100], [3, 100, 200]))).toEqual([
      'B has a lower p99 than A at 2, and a higher at 1 and at 3.',
    ])
    expect(orders(swept([1, 100, 50], [2, 200, 50]))).toEqual([
      'B has a lower p99 than A at every value.',
    ])
    expect(orders(swept([1, 100, 150, 100], [2, 100, 100, 100]))).toEqual([
      'B has a higher p99 than A at 1; not told apart at 2.',
      'C and A are not told apart in p99 at any value.',
    ])
  })

  test('says nothing of a latency that is not claimed', () => {
    const overloaded = around(900).map((each) => ({ ...each, isOverloaded: true }))
    const points = [{ at: 1, lanes: [overloaded, around(100)] }]
    expect(orders(points)).toEqual(['B and A are not told apart in p99 at any value.'])
  })
})

describe('where a goal is met', () => {
  test('is said of the values that are decided, and of the others that they are not', () => {
    expect(reaches(swept([1, 100], [2, 249.9], [3, 300]))).toEqual([
      'A: p99 < 250 ms at 1; not at 3; chance leaves it open at 2.',
    ])
    expect(reaches(swept([4, 900], [5, 260], [6, 240], [7, 230]))).toEqual([
      'A: p99 < 250 ms from 6 to 7; not from 4 to 5.',
    ])
    // A mean above the goal below a value that meets it is not passed over.
    expect(reaches(swept([1, 250], [2, 100], [3, 900]))).toEqual([
      'A: p99 < 250 ms at 2; not at 3; chance leaves it open at 1.',
    ])
  })

  test('may be everywhere, nowhere, and as far as chance tells', () => {
    expect(reaches(swept([1, 100, 300, 250, 300], [2, 100, 250, 250, 300]))).toEqual([
      'A: p99 < 250 ms at every value.',
      'B: p99 < 250 ms at no value that is decided; chance leaves it open at 2.',
      'C: chance leaves open whether p99 < 250 ms, at every value.',
      'D: p99 < 250 ms at no value.',
    ])
  })

  test('is looked for between neighbours that differ, until they are near', () => {
    const options = { expectation: below, isLog: false, isWhole: true }
    expect(closerValues(swept([2, 900], [8, 100], [20, 90]), options)).toEqual([5])
    expect(closerValues(swept([4, 900], [5, 100]), options)).toEqual([])
    // What chance leaves open in the middle has two ends.
    expect(closerValues(swept([2, 900], [8, 250], [20, 90]), options)).toEqual([5, 14])
    expect(closerValues(swept([100, 100], [101, 900]), { ...options, isWhole: false })).toEqual([])
    expect(closerValues(swept([1, 100], [4, 900]), { ...options, isLog: true })).toEqual([2])
    expect(closerValues(swept([1, 100], [4, 90]), options)).toEqual([])
  })
})

test('the middle between two values can be written down and lies between them', () => {
  const near = { isLog: false, isWhole: false, nearRatio: 0.02 }
  expect(betweenOf([1, 2], near)).toBe(1.5)
  expect(betweenOf([98.5, 100], near)).toBeNull()
  expect(betweenOf([0, 1], { ...near, isLog: true })).toBe(0.5)
  expect(betweenOf([100_000.1, 100_000.2], { ...near, nearRatio: 0 })).toBe(100_000.15)
})
