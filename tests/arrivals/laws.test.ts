/** When requests come, held against theory. The seeds are fixed; tolerances are standard errors. */
import { describe, expect, test } from 'vitest'
import { type ArrivalSpec, prepareArrivals } from '../../src/arrivals/index.ts'
import { Draw, deriveKey } from '../../src/base/draws.ts'
import { countsBetween, DrivenArrivals } from '../support/arrivalHarness.ts'
import { mean, variance, worst, Z_MAX, zOfMean, zScores } from '../support/chances.ts'

const REPLICATIONS = 400
const seeds = Array.from({ length: REPLICATIONS }, (_, i) => `replication ${i}`)

/** Counts of each replication in the windows between the edges. */
const counted = (spec: ArrivalSpec, edgesUs: readonly number[]): number[][] =>
  seeds.map((seed) =>
    countsBetween(new DrivenArrivals(spec, seed).before(edgesUs.at(-1) as number), edgesUs),
  )

const gaps = (moments: readonly number[]): number[] =>
  moments.map((at, i) => at - (moments[i - 1] ?? 0))

describe('poisson', () => {
  const spec: ArrivalSpec = { kind: 'poisson', perSecond: 40 }

  test('counts have the Poisson mean and variance, and those of two windows are independent', () => {
    const counts = counted(spec, [0, 1e6, 2e6])
    const [first, second] = [counts.map((c) => c[0]!), counts.map((c) => c[1]!)]
    expect(Math.abs(zOfMean(first, 40))).toBeLessThan(Z_MAX)
    expect(Math.abs(zOfMean(second, 40))).toBeLessThan(Z_MAX)
    // (count - mean)² has the mean 40, and the products of two windows have the mean 0.
    const squares = first.map((count) => (count - 40) ** 2)
    expect(Math.abs(zOfMean(squares, 40))).toBeLessThan(Z_MAX)
    const products = first.map((count, i) => (count - 40) * (second[i]! - 40))
    expect(Math.abs(zOfMean(products, 0))).toBeLessThan(Z_MAX)
  })

  test('gaps are exponential: a tenth of them in each tenth of the distribution', () => {
    const tenths = new Array<number>(10).fill(0)
    for (const gapUs of gaps(new DrivenArrivals(spec).take(40_000))) {
      tenths[Math.floor(10 * (1 - Math.exp((-40 * gapUs) / 1e6)))]!++
    }
    expect(worst(zScores(tenths, new Array<number>(10).fill(0.1)))).toBeLessThan(Z_MAX)
  })

  test('the rate only stretches time: twice the rate, every moment half as late', () => {
    const slow = new DrivenArrivals(spec).take(100)
    const fast = new DrivenArrivals({ kind: 'poisson', perSecond: 80 }).take(100)
    expect(fast.map((at) => 2 * at)).toEqual(slow)
  })
})

describe('periodic', () => {
  test('requests come at half a gap and every gap after that, exactly', () => {
    const moments = new DrivenArrivals({ kind: 'periodic', perSecond: 250 }).take(5)
    expect(moments).toEqual([2000, 6000, 10_000, 14_000, 18_000])
  })

  test('no rounding adds up: request 3,000,000 of 3 a second lies where it belongs', () => {
    const driven = new DrivenArrivals({ kind: 'periodic', perSecond: 3 })
    driven.cells[0] = 3_000_000
    expect(driven.next()).toBe(3_000_000.5 * (1e6 / 3))
  })

  test('T seconds hold T times the rate', () => {
    for (const perSecond of [0.3, 1, 7, 333.3]) {
      const { length } = new DrivenArrivals({ kind: 'periodic', perSecond }).before(10e6)
      expect(length).toBe(Math.round(10 * perSecond))
    }
  })
})

describe('bursts', () => {
  const constant: ArrivalSpec = {
    kind: 'bursts',
    perSecond: 50,
    onMs: 400,
    offMs: 600,
    phases: 'constant',
  }
  const random: ArrivalSpec = { ...constant, phases: 'exponential' }

  test('of constant length are silent in every break and Poisson in every burst', () => {
    const edges = [0, 0.4e6, 1e6, 1.4e6, 2e6, 2.4e6, 3e6]
    const counts = counted(constant, edges)
    for (const window of [1, 3, 5]) expect(counts.every((c) => c[window] === 0)).toBe(true)
    for (const window of [0, 2, 4]) {
      const inBurst = counts.map((c) => c[window]!)
      expect(Math.abs(zOfMean(inBurst, 20))).toBeLessThan(Z_MAX)
      const squares = inBurst.map((count) => (count - 20) ** 2)
      expect(Math.abs(zOfMean(squares, 20))).toBeLessThan(Z_MAX)
    }
  })

  test.each([constant, random])('come at the rate that they expect, $phases', (spec) => {
    const edges = [0, 0.1e6, 0.3e6, 0.7e6, 1.2e6, 2e6, 4e6]
    const counts = counted(spec, edges)
    const { arrivals } = new DrivenArrivals(spec)
    for (let window = 0; window + 1 < edges.length; window++) {
      const expected = integral(arrivals.rateAt, edges[window]!, edges[window + 1]!)
      const seen = counts.map((c) => c[window]!)
      if (expected === 0) expect(worst(seen)).toBe(0)
      else expect(Math.abs(zOfMean(seen, expected))).toBeLessThan(Z_MAX)
    }
  })

  test('of random length are as irregular as an interrupted Poisson process', () => {
    // Renewal process with hyperexponential gaps (Kuczura 1973): a gap ends in the burst where it began with
    // probability rate / (rate + 1 / on), else a break and a fresh start follow.
    const [rate, on, off] = [50, 0.4, 0.6]
    const stay = rate / (rate + 1 / on)
    const step = 1 / (rate + 1 / on)
    const gapMean = (step + (1 - stay) * off) / stay
    const seconds =
      2 * step ** 2 + (1 - stay) * (2 * step * off + 2 * off ** 2 + 2 * (step + off) * gapMean)
    const gapVariance = seconds / stay - gapMean ** 2
    expect(gapMean).toBeCloseTo((on + off) / (rate * on), 12)

    const perRun = seeds.slice(0, 100).map((seed) => {
      const seen = gaps(new DrivenArrivals(random, seed).take(2001)).slice(1)
      return seen.map((us) => us / 1e6)
    })
    expect(Math.abs(zOfMean(perRun.map(mean), gapMean))).toBeLessThan(Z_MAX)
    const squares = perRun.map((run) => mean(run.map((gap) => (gap - gapMean) ** 2)))
    expect(Math.abs(zOfMean(squares, gapVariance))).toBeLessThan(Z_MAX)
    expect(mean(perRun.map(variance)) / gapMean ** 2).toBeGreaterThan(10)
  })

  test('draw a bounded number of times even at the fewest requests a burst', () => {
    const sparse: ArrivalSpec = { ...random, perSecond: 0.1, onMs: 100, offMs: 1 }
    let deepest = 0
    class CountedDraw extends Draw {
      override at(n: number): number {
        deepest = Math.max(deepest, n)
        return n === 0 ? 2 ** -54 : super.at(n)
      }
    }
    const draw = new CountedDraw().use(deriveKey({ k0: 1, k1: 1 }, 'deep'))
    const arrivals = new DrivenArrivals(sparse)
    expect(arrivals.arrivals.next(arrivals.cells, draw)).toBeLessThan(Infinity)
    expect(deepest).toBeGreaterThan(5000)
    expect(deepest).toBeLessThan(10_000)
  })
})

describe('rate profile', () => {
  const corners = [
    [1000, 20],
    [3000, 100],
    [3000, 10],
    [4000, 10],
    [5000, 0],
    [6000, 0],
    [8000, 60],
  ] as const
  const spec: ArrivalSpec = { kind: 'profile', corners }

  test('the integral of the rate up to each request is the sum of its exponential gaps', () => {
    const driven = new DrivenArrivals(spec)
    let expected = 0
    for (let i = 0; i < 2000; i++) {
      const at = driven.next()
      expected -= Math.log(driven.draw.at(0))
      expect(Math.abs(expectedBefore(at) - expected)).toBeLessThan(1e-9 * (1 + expected))
    }
  })

  test('counts have the mean and the variance of the integral', () => {
    const edges = [0, 1e6, 2e6, 3e6, 4e6, 5e6, 6e6, 8e6, 9e6]
    const counts = counted(spec, edges)
    for (let window = 0; window + 1 < edges.length; window++) {
      const expected = expectedBefore(edges[window + 1]!) - expectedBefore(edges[window]!)
      const seen = counts.map((c) => c[window]!)
      if (expected === 0) {
        expect(worst(seen)).toBe(0)
        continue
      }
      expect(Math.abs(zOfMean(seen, expected))).toBeLessThan(Z_MAX)
      const squares = seen.map((count) => (count - expected) ** 2)
      expect(Math.abs(zOfMean(squares, expected))).toBeLessThan(Z_MAX)
    }
  })

  test('expects the rate of the line: the first before, the last after, the later one at a step', () => {
    const { arrivals } = new DrivenArrivals(spec)
    const rates = [0, 500, 1000, 2000, 2999.999, 3000, 3500, 4500, 5500, 7000, 8000, 99_000]
    expect(rates.map((ms) => Math.round(arrivals.rateAt(ms * 1000)))).toEqual([
      20, 20, 20, 60, 100, 10, 10, 5, 0, 30, 60, 60,
    ])
  })

  test('a constant profile is the Poisson process of that rate', () => {
    const flat = new DrivenArrivals({ kind: 'profile', corners: [[0, 80]] }).take(500)
    const poisson = new DrivenArrivals({ kind: 'poisson', perSecond: 80 }).take(500)
    flat.forEach((at, i) => {
      expect(at / poisson[i]!).toBeCloseTo(1, 12)
    })
  })

  test('nothing comes any more after a rate of 0 without end, however often one asks', () => {
    const ends: ArrivalSpec = {
      kind: 'profile',
      corners: [
        [0, 100],
        [1000, 0],
      ],
    }
    const driven = new DrivenArrivals(ends)
    const counts = driven.before(Infinity)
    expect(counts.length).toBeGreaterThan(20)
    expect(counts.at(-1)).toBeLessThan(1e6)
    expect(driven.take(3)).toEqual([Infinity, Infinity, Infinity])
  })

  /** Expected requests before a moment, by adding up trapezoids. */
  function expectedBefore(us: number): number {
    const lines = [[0, 20], ...corners, [1e9, 60]] as const
    let area = 0
    for (let i = 0; i + 1 < lines.length; i++) {
      const [startMs, from] = lines[i]!
      const [endMs, to] = lines[i + 1]!
      const lastMs = Math.min(us / 1000, endMs)
      if (lastMs <= startMs) continue
      const last = from + ((to - from) * (lastMs - startMs)) / (endMs - startMs)
      area += ((lastMs - startMs) / 1000) * ((from + last) / 2)
    }
    return area
  }
})

describe('closed loop and replay', () => {
  test('users think for a time drawn from the distribution that the knob names', () => {
    const think = { kind: 'uniform', minMs: 100, maxMs: 300 } as const
    const prepared = prepareArrivals({ kind: 'closed-loop', users: 7, think })
    if (prepared.loop !== 'closed') throw new Error('not closed')
    expect(prepared.users).toBe(7)
    expect(prepared.think.mean).toBeCloseTo(200, 12)
    expect(prepared.think.quantile(0.25)).toBeCloseTo(150, 12)
  })

  test('work is the base plus the size of the response, the base alone when there is none', () => {
    const prepared = prepareArrivals({
      kind: 'replay',
      recording: '0123456789abcdef',
      speedUp: 60,
      baseMs: 4,
      perKilobyteMs: 0.25,
      recordedWork: 1,
    })
    if (prepared.loop !== 'recorded') throw new Error('not recorded')
    expect(prepared.recording).toBe('0123456789abcdef')
    expect(prepared.speedUp).toBe(60)
    const workMs = (bytes: number) => prepared.demandMs(bytes, null)
    expect([0, 1000, 2500, 7_074_000].map(workMs)).toEqual([4, 4.25, 4.625, 1772.5])
  })

  test('work is what the log says a request took, times a factor, where it says so', () => {
    const prepared = prepareArrivals({
      kind: 'replay',
      recording: '0123456789abcdef',
      speedUp: 60,
      baseMs: 4,
      perKilobyteMs: 0.25,
      recordedWork: 0.5,
    })
    if (prepared.loop !== 'recorded') throw new Error('not recorded')
    expect(prepared.demandMs(1_000_000, 30)).toBe(15)
    expect(prepared.demandMs(1_000_000, 0)).toBe(0)
  })
})

/** By the midpoint rule over 100,000 steps. */
function integral(rateAt: (us: number) => number, fromUs: number, toUs: number): number {
  const stepUs = (toUs - fromUs) / 100_000
  let sum = 0
  for (let i = 0; i < 100_000; i++) sum += rateAt(fromUs + (i + 0.5) * stepUs)
  return (sum * stepUs) / 1e6
}
