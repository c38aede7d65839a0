/** Runs that are too short for their load are told, with what would do. */
import { describe, expect, test } from 'vitest'
import { certaintyOf } from '../../../src/analysis/replications/certainty.ts'
import { METRICS } from '../../../src/analysis/replications/metrics.ts'
import { shortRunOf, shortRunWords } from '../../../src/analysis/replications/shortRun.ts'
import { mm1ArrivalsFor, mm1RelaxationTime } from '../../../src/analysis/theory/runLength.ts'
import { someReplication, upTo } from '../../support/replications.ts'

function shortOf(given: Parameters<typeof someReplication>[0]) {
  const replications = upTo(10).map(() => someReplication(given))
  const [lane] = certaintyOf([{ letter: 'A', words: 'round robin', replications }], METRICS).lanes
  if (lane === undefined) throw new Error('there is one lane')
  return shortRunOf(lane)
}

test.each([
  [0.5, 18_400],
  [0.7, 58_000],
  [0.8, 138_000],
  [0.9, 584_000],
  [0.95, 2_400_000],
])('M/M/1 at %f takes about %i arrivals for a mean within 5 %%', (load, arrivals) => {
  const found = mm1ArrivalsFor(load, { halfWidthRatio: 0.05, confidence: 0.95 })
  expect(found / arrivals).toBeCloseTo(1, 1)
  // 25 times as many for a fifth of the width.
  const closer = mm1ArrivalsFor(load, { halfWidthRatio: 0.01, confidence: 0.95 })
  expect(closer / found).toBeCloseTo(25, 6)
})

test('M/M/1 forgets its beginning the later the busier it is', () => {
  const at = (load: number) => mm1RelaxationTime({ arrivalRate: load, serviceRate: 1 })
  expect(at(0)).toBe(1)
  expect(at(0.25)).toBe(4)
  expect(at(0.81)).toBeCloseTo(100, 9)
})

describe('ten runs of 1,000 requests each', () => {
  test('are enough where half of the slots are busy', () => {
    expect(shortOf({ busyRatio: 0.5 })).toBeNull()
  })

  test('are too short where nearly all are', () => {
    const short = shortOf({ busyRatio: 0.9 })
    expect(short?.load).toBeCloseTo(0.9, 9)
    expect(short && shortRunWords(short)).toBe(
      'its slots are busy 90 % of the time, and at such a load a mean within 5 % takes about 580,000 requests: all ' +
        'runs together have 10,000',
    )
  })

  test('are not called so where the lane is unstable, or nothing ended', () => {
    expect(shortOf({ busyRatio: 1, isOverloaded: true })).toBeNull()
    expect(shortOf({ busyRatio: 0.9, ended: 0 })).toBeNull()
  })

  test('are told of slots that are always busy', () => {
    expect(shortOf({ busyRatio: 1 })?.wanted).toBeGreaterThan(1e8)
  })
})
