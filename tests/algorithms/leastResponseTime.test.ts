import { describe, expect, test } from 'vitest'
import type { AlgorithmSpec } from '../../src/algorithms/index.ts'
import { addSliding, meanOf } from '../../src/algorithms/parts/slidingMean.ts'
import { DrivenAlgorithm } from '../support/algorithmHarness.ts'

type Knobs = Partial<Omit<Extract<AlgorithmSpec, { id: 'least-response-time' }>, 'id'>>

const group = (size: number, knobs: Knobs = {}) =>
  new DrivenAlgorithm(
    {
      id: 'least-response-time',
      average: 'ewma',
      windowMs: 1000,
      timesInFlight: true,
      ...knobs,
    },
    { size },
  )

/** One answer of the target after `latencyMs`; the clock stands at the answer. */
function answer(driven: DrivenAlgorithm, target: number, latencyMs: number): void {
  driven.sendTo(target)
  driven.finish(target, latencyMs * 1000)
}

describe('fading weights', () => {
  // tower's tests (peak_ewma): its default_rtt of 10 ms stands for our first sample of 10 ms.
  test('10 ms fade to 9.04837 after 100 ms and 8.18731 after 200, as in tower', () => {
    const driven = group(1)
    answer(driven, 0, 10)
    driven.nowUs = 100_000
    expect(driven.score(0)).toBeCloseTo(9.04837, 5)
    driven.nowUs = 200_000
    expect(driven.score(0)).toBeCloseTo(8.18731, 5)
  })

  // tower again: the jump to a peak is not ours, but a first sample of 200 ms stands where its peak does.
  test('200 ms count 400 with one pending, 200 with none, 73.576 a second later, as in tower', () => {
    const driven = group(1)
    answer(driven, 0, 200)
    driven.sendTo(0)
    expect(driven.score(0)).toBe(400)
    driven.finish(0, 0)
    expect(driven.score(0)).toBe(200)
    driven.nowUs = 1_000_000
    expect(driven.score(0)).toBeCloseTo(73.576, 3)
  })

  test('a sample weighs 1 - exp(-t / tau), up or down: no jump to a peak', () => {
    const driven = group(1)
    answer(driven, 0, 100)
    driven.nowUs = 500_000
    answer(driven, 0, 300)
    const kept = Math.exp(-0.5)
    expect(driven.score(0)).toBeCloseTo(100 * kept + 300 * (1 - kept), 9)
  })

  test('steady samples are their own average', () => {
    const driven = group(1)
    for (let i = 0; i < 1000; i++) {
      driven.nowUs += 7000
      answer(driven, 0, 25)
    }
    expect(driven.score(0)).toBeCloseTo(25, 9)
  })
})

describe('mean of a window', () => {
  const cells = () => ({
    window: new Float64Array(1),
    sumUs: new Float64Array(1),
    samples: new Float64Array(1),
    sumBeforeUs: new Float64Array(1),
    samplesBefore: new Float64Array(1),
  })

  test('is the mean of the samples while they lie in one window', () => {
    const means = cells()
    for (const latencyUs of [10, 20, 60]) addSliding(means, 0, 500, 1000, latencyUs)
    expect(meanOf(means, 0, 999, 1000)).toBe(30)
  })

  test('counts the window before by the share of it that the last window still covers', () => {
    const means = cells()
    addSliding(means, 0, 900, 1000, 10)
    addSliding(means, 0, 900, 1000, 10)
    addSliding(means, 0, 1250, 1000, 40)
    expect(meanOf(means, 0, 1250, 1000)).toBe((0.75 * 20 + 40) / (0.75 * 2 + 1))
    expect(meanOf(means, 0, 1750, 1000)).toBe((0.25 * 20 + 40) / (0.25 * 2 + 1))
  })

  test('keeps the last known mean for one window without samples, then knows nothing', () => {
    const means = cells()
    addSliding(means, 0, 500, 1000, 10)
    expect(meanOf(means, 0, 1999, 1000)).toBe(10)
    expect(meanOf(means, 0, 2000, 1000)).toBe(0)
    addSliding(means, 0, 2500, 1000, 30)
    expect(meanOf(means, 0, 2500, 1000)).toBe(30)
  })

  test('is what the algorithm compares when the knob says so', () => {
    const driven = group(2, { average: 'window' })
    driven.nowUs = 100_000
    answer(driven, 0, 10)
    answer(driven, 0, 30)
    answer(driven, 1, 25)
    expect([driven.score(0), driven.score(1)]).toEqual([20, 25])
    expect(driven.pick()).toBe(0)
    driven.nowUs = 300_000
    expect(driven.score(0)).toBe(20)
  })
})

describe('the pick', () => {
  test('tries each new target once and gives it no second request before it has answered', () => {
    const driven = group(3)
    expect([driven.send(), driven.send(), driven.send()]).toEqual([0, 1, 2])
    driven.nowUs = 20_000
    driven.finish(1, 20_000)
    expect([driven.send(), driven.send(), driven.send()]).toEqual([1, 1, 1])
  })

  test('holds a new target back even without multiplying by the requests in flight', () => {
    const driven = group(2, { timesInFlight: false })
    answer(driven, 0, 500)
    expect([driven.send(), driven.send(), driven.send()]).toEqual([1, 0, 0])
  })

  test('10 ms with two in flight lose to 25 ms with none, unless load is left out', () => {
    for (const timesInFlight of [true, false]) {
      const driven = group(2, { timesInFlight })
      answer(driven, 0, 10)
      answer(driven, 1, 25)
      driven.sendTo(0)
      driven.sendTo(0)
      expect(driven.score(0)).toBe(timesInFlight ? 30 : 10)
      expect(driven.pick()).toBe(timesInFlight ? 1 : 0)
    }
  })

  test('a target that fails fast looks fast', () => {
    const driven = group(2)
    answer(driven, 0, 10)
    driven.sendTo(1)
    driven.finish(1, 1000, false)
    expect(driven.pick()).toBe(1)
  })

  test('the first of equals is chosen', () => {
    const driven = group(3)
    for (const target of [0, 1, 2]) answer(driven, target, 10)
    expect(driven.pick()).toBe(0)
  })

  test('is explained with the two lowest scores', () => {
    const driven = group(3)
    answer(driven, 0, 40)
    answer(driven, 1, 12.5)
    driven.sendTo(1)
    expect(driven.because()).toBe(
      'web-3 had the lowest score: no recent answer, so it is tried. ' +
        'Next was web-2: 12.5 ms on average with 1 in flight.',
    )
  })
})
