import { describe, expect, test } from 'vitest'
import {
  erlangB,
  erlangC,
  mg1,
  mg1Sharing,
  mg1SharingTime,
  mm1,
  mm1TailRatio,
  mm1TimeQuantile,
  mmc,
  mmck,
  mmcWaitQuantile,
} from '../../src/analysis/theory/queues.ts'

const MU = { serviceRate: 1 }

test('M/M/1 at load 0.8: time, number, tail and quantiles', () => {
  const rates = { ...MU, arrivalRate: 0.8 }
  expect(mm1(rates).timeMean).toBeCloseTo(5, 12)
  expect(mm1(rates).waitMean).toBeCloseTo(4, 12)
  expect(mm1(rates).inSystemMean).toBeCloseTo(4, 12)
  expect(mm1TailRatio(rates, 3)).toBeCloseTo(0.512, 12)
  const quantiles = [0.5, 0.95, 0.99, 0.999].map((p) => mm1TimeQuantile(rates, p))
  expect(quantiles.map((time) => time.toFixed(4))).toEqual([
    '3.4657',
    '14.9787',
    '23.0259',
    '34.5388',
  ])
})

test('rates in any unit: twice as fast halves the times', () => {
  const slow = mmc({ arrivalRate: 4, serviceRate: 1, servers: 5 })
  const fast = mmc({ arrivalRate: 8, serviceRate: 2, servers: 5 })
  expect(fast.timeMean).toBeCloseTo(slow.timeMean / 2, 12)
  expect(fast.inSystemMean).toBeCloseTo(slow.inSystemMean, 12)
})

const LOADS = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99]

describe('M/M/c', () => {
  test.each([
    [1, [2, 3.333333, 5, 10, 20, 100]],
    [2, [1.333333, 1.960784, 2.777778, 5.263158, 10.25641, 50.251256]],
    [3, [1.157895, 1.547049, 2.078652, 3.723537, 7.046723, 33.705605]],
    [5, [1.052149, 1.251892, 1.554113, 2.524986, 4.511196, 20.500534]],
    [10, [1.007221, 1.07391, 1.20459, 1.668732, 2.651171, 10.637384]],
    [20, [1.000373, 1.015594, 1.064019, 1.275385, 1.755401, 5.739334]],
    [50, [1, 1.000735, 1.008695, 1.072773, 1.251638, 2.833718]],
    [100, [1, 1.000015, 1.000982, 1.021694, 1.101291, 1.882768]],
  ])('with %i servers has the tabulated mean times', (servers, times) => {
    LOADS.forEach((load, i) => {
      const { timeMean } = mmc({ ...MU, arrivalRate: load * servers, servers })
      expect(Math.abs(timeMean - (times[i] as number))).toBeLessThan(6e-7)
    })
  })

  test('the share that waits longer than a quantile is what the quantile says', () => {
    const queue = { ...MU, arrivalRate: 8, servers: 10 }
    const waiting = erlangC({ servers: 10, offered: 8 })
    expect(mmcWaitQuantile(queue, 1 - waiting - 0.01)).toBe(0)
    for (const p of [0.7, 0.9, 0.99]) {
      const wait = mmcWaitQuantile(queue, p)
      expect(waiting * Math.exp(-2 * wait)).toBeCloseTo(1 - p, 12)
    }
  })

  test('the mean wait is the integral of the quantile', () => {
    const queue = { ...MU, arrivalRate: 8, servers: 10 }
    const cells = 200_000
    let mean = 0
    for (let i = 0; i < cells; i++) mean += mmcWaitQuantile(queue, (i + 0.5) / cells) / cells
    expect(mean).toBeCloseTo(mmc(queue).waitMean, 4)
  })
})

test.each([
  [1, 1, 0.5],
  [2, 1, 0.2],
  [5, 3, 0.11005435],
  [10, 5, 0.01838457],
  [10, 10, 0.21458234],
  [20, 15, 0.04559322],
  [100, 90, 0.02695738],
  [100, 100, 0.07570045],
])('Erlang B of %i servers offered %i is %f', (servers, offered, lost) => {
  expect(Math.abs(erlangB({ servers, offered }) - lost)).toBeLessThan(6e-9)
})

describe('M/M/c/K', () => {
  const queue = { ...MU, arrivalRate: 2.4, servers: 3 }

  test('without room to wait loses as Erlang B says', () => {
    for (const [servers, offered] of [
      [1, 0.5],
      [3, 2.4],
      [100, 130],
    ] as const) {
      const state = mmck({ ...MU, arrivalRate: offered, servers, capacity: servers })
      expect(state.blockedRatio).toBeCloseTo(erlangB({ servers, offered }), 14)
      expect(state.waitMean).toBeCloseTo(0, 12)
      expect(state.timeMean).toBeCloseTo(1, 12)
    }
  })

  test('with endless room becomes M/M/c', () => {
    const endless = mmc(queue)
    const state = mmck({ ...queue, capacity: 500 })
    expect(state.blockedRatio).toBeLessThan(1e-40)
    for (const name of ['load', 'waitMean', 'timeMean', 'inSystemMean'] as const)
      expect(state[name]).toBeCloseTo(endless[name], 11)
  })

  test('agrees with its birth-death equations summed plainly', () => {
    const weights = [1]
    for (let k = 1; k <= 8; k++) weights.push(((weights[k - 1] as number) * 2.4) / Math.min(k, 3))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const mean = weights.reduce((sum, weight, k) => sum + k * weight, 0) / total
    const blocked = (weights[8] as number) / total
    const state = mmck({ ...queue, capacity: 8 })
    expect(state.blockedRatio).toBeCloseTo(blocked, 14)
    expect(state.inSystemMean).toBeCloseTo(mean, 12)
    expect(state.timeMean).toBeCloseTo(mean / (2.4 * (1 - blocked)), 12)
  })

  test('far beyond its capacity it stays full and serves at its own rate', () => {
    const state = mmck({ ...MU, arrivalRate: 3000, servers: 3, capacity: 1000 })
    expect(state.load).toBeCloseTo(1, 9)
    expect(state.blockedRatio).toBeCloseTo(0.999, 9)
    expect(state.inSystemMean).toBeCloseTo(1000, 2)
  })

  test('with one server at load 1 every state is as likely as any other', () => {
    const state = mmck({ ...MU, arrivalRate: 1, servers: 1, capacity: 9 })
    expect(state.blockedRatio).toBeCloseTo(0.1, 14)
    expect(state.inSystemMean).toBeCloseTo(4.5, 12)
  })
})

describe('M/G/1', () => {
  test.each([
    [0.5, [1.5, 1.75, 2, 3.5, 6.5]],
    [0.8, [3, 4, 5, 11, 23]],
    [0.9, [5.5, 7.75, 10, 23.5, 50.5]],
    [0.95, [10.5, 15.25, 20, 48.5, 105.5]],
  ])('at load %f has the tabulated mean times over variability', (arrivalRate, times) => {
    ;[0, 0.5, 1, 4, 10].forEach((serviceCv2, i) => {
      const { timeMean } = mg1({ arrivalRate, serviceMean: 1, serviceCv2 })
      expect(timeMean).toBeCloseTo(times[i] as number, 11)
    })
  })

  test('with exponential service it is M/M/1', () => {
    const general = mg1({ arrivalRate: 35, serviceMean: 0.02, serviceCv2: 1 })
    const exponential = mm1({ arrivalRate: 35, serviceRate: 50 })
    for (const name of ['load', 'waitMean', 'timeMean', 'inSystemMean'] as const)
      expect(general[name]).toBeCloseTo(exponential[name], 12)
  })

  test('processor sharing lengthens every request by one factor', () => {
    const service = { arrivalRate: 8, serviceMean: 0.1 }
    expect(mg1Sharing(service).timeMean).toBeCloseTo(0.5, 12)
    expect(mg1Sharing(service).inSystemMean).toBeCloseTo(4, 12)
    expect(mg1SharingTime(service, 3)).toBeCloseTo(15, 11)
  })
})

test('a queue without end refuses a load of 1', () => {
  const message = 'a queue without end needs a load below 1'
  expect(() => mm1({ arrivalRate: 1, serviceRate: 1 })).toThrow(message)
  expect(() => erlangC({ servers: 2, offered: 2 })).toThrow(message)
  expect(() => mg1({ arrivalRate: 2, serviceMean: 1, serviceCv2: 0 })).toThrow(message)
  expect(() => mg1Sharing({ arrivalRate: 1, serviceMean: 1 })).toThrow(message)
})
