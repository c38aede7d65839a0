import { describe, expect, test } from 'vitest'
import { mg1, mm1 } from '../../src/analysis/theory/queues.ts'
import {
  randomSplitBestShares,
  randomSplitTimeMean,
  roundRobinSplit,
  supermarketTailRatio,
  supermarketTimeMean,
} from '../../src/analysis/theory/split.ts'

describe('in turn', () => {
  test('one target is M/M/1', () => {
    const split = roundRobinSplit({ arrivalRate: 0.8, serviceRate: 1, targets: 1 })
    expect(split.timeMean).toBeCloseTo(mm1({ arrivalRate: 0.8, serviceRate: 1 }).timeMean, 12)
  })

  test('two targets solve the quadratic of E_2/M/1', () => {
    // (1 - x) (a + x)² = a² for x = 1 - sigma; without the root 0, x² + (2 a - 1) x + a² - 2 a = 0.
    const a = 1.6
    const sigma = (1 + 2 * a - Math.sqrt(1 + 4 * a)) / 2
    const split = roundRobinSplit({ arrivalRate: a, serviceRate: 1, targets: 2 })
    expect(split.timeMean).toBeCloseTo(1 / (1 - sigma), 12)
  })

  test('its sigma solves its equation for any number of targets and unit of time', () => {
    for (const targets of [2, 3, 10, 100, 1000])
      for (const load of [0.1, 0.5, 0.9, 0.99]) {
        const arrivalRate = load * targets * 50
        const { timeMean, waitMean } = roundRobinSplit({ arrivalRate, serviceRate: 50, targets })
        const sigma = 1 - 1 / (50 * timeMean)
        const right = (arrivalRate / (arrivalRate + 50 * (1 - sigma))) ** targets
        expect(Math.abs(sigma - right)).toBeLessThan(1e-12)
        expect(waitMean).toBeCloseTo(timeMean - 0.02, 12)
      }
  })

  test('many targets come near D/M/1, and more of them always help', () => {
    // D/M/1 at load 0.9: sigma = exp(-(1 - sigma) / 0.9), by plain iteration.
    let sigma = 0.5
    for (let i = 0; i < 5000; i++) sigma = Math.exp(-(1 - sigma) / 0.9)
    const timeOf = (targets: number): number =>
      roundRobinSplit({ arrivalRate: 0.9 * targets, serviceRate: 1, targets }).timeMean
    expect(timeOf(100_000)).toBeCloseTo(1 / (1 - sigma), 3)
    expect(timeOf(2)).toBeLessThan(timeOf(1))
    expect(timeOf(10)).toBeLessThan(timeOf(2))
  })
})

describe('by chance', () => {
  test('equal servers are M/M/1 each', () => {
    const ten = { serviceRates: Array(10).fill(1), shares: Array(10).fill(0.1) }
    expect(randomSplitTimeMean({ ...ten, arrivalRate: 9 })).toBeCloseTo(10, 10)
    const general = mg1({ arrivalRate: 0.7, serviceMean: 1, serviceCv2: 1 }).timeMean
    expect(randomSplitTimeMean({ ...ten, arrivalRate: 7 })).toBeCloseTo(general, 12)
  })

  test('the best shares sum to 1, follow the formula, and every small change is worse', () => {
    const split = { arrivalRate: 5, serviceRates: [4, 3, 1] }
    const shares = randomSplitBestShares(split)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    const c = (8 - 5) / (2 + Math.sqrt(3) + 1)
    expect(shares[0]).toBeCloseTo((4 - 2 * c) / 5, 12)
    const best = randomSplitTimeMean({ ...split, shares })
    for (const [from, to] of [
      [0, 1],
      [1, 0],
      [0, 2],
      [2, 0],
      [1, 2],
      [2, 1],
    ] as const) {
      const changed = shares.map((share, i) => share + (i === to ? 1e-3 : i === from ? -1e-3 : 0))
      expect(randomSplitTimeMean({ ...split, shares: changed })).toBeGreaterThan(best)
    }
  })

  test('a server too slow to be worth its wait gets nothing', () => {
    const split = { arrivalRate: 1, serviceRates: [10, 10, 0.5] }
    expect(randomSplitBestShares(split)).toEqual([0.5, 0.5, 0])
  })

  test('the best shares beat shares by speed', () => {
    const split = { arrivalRate: 5, serviceRates: [4, 3, 1] }
    const bySpeed = randomSplitTimeMean({ ...split, shares: [4 / 8, 3 / 8, 1 / 8] })
    const shares = randomSplitBestShares(split)
    expect(randomSplitTimeMean({ ...split, shares })).toBeLessThan(bySpeed)
  })
})

const LOADS = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99]

describe('the supermarket limit', () => {
  test.each([
    [2, [1.265686, 1.614454, 1.947363, 2.614057, 3.383046, 5.431997]],
    [3, [1.125244, 1.356842, 1.580886, 2.027856, 2.535133, 3.857847]],
    [4, [1.062501, 1.240898, 1.421129, 1.77782, 2.186444, 3.2412]],
    [5, [1.03125, 1.168093, 1.328918, 1.632881, 1.988772, 2.901683]],
  ])('with %i choices has the tabulated mean times', (choices, times) => {
    LOADS.forEach((load, i) => {
      expect(Math.abs(supermarketTimeMean({ load, choices }) - (times[i] as number))).toBeLessThan(
        6e-7,
      )
    })
  })

  test('with one choice is M/M/1', () => {
    expect(supermarketTimeMean({ load: 0.99, choices: 1 })).toBeCloseTo(100, 9)
    expect(supermarketTailRatio({ load: 0.9, choices: 1 }, 3)).toBeCloseTo(0.729, 14)
  })

  test('at load 0.9 with two choices has the tabulated tail', () => {
    const tail = [1, 2, 3, 4, 5, 6].map((k) => supermarketTailRatio({ load: 0.9, choices: 2 }, k))
    expect(tail.map((share) => share.toFixed(6))).toEqual([
      '0.900000',
      '0.729000',
      '0.478297',
      '0.205891',
      '0.038152',
      '0.001310',
    ])
  })

  test("obeys Little's law: the tail sums to load times mean time", () => {
    for (const choices of [2, 3, 5]) {
      let inSystem = 0
      for (let k = 1; k < 40; k++) inSystem += supermarketTailRatio({ load: 0.95, choices }, k)
      expect(inSystem).toBeCloseTo(0.95 * supermarketTimeMean({ load: 0.95, choices }), 12)
    }
  })
})
