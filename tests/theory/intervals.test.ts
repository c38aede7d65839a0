/**
 * What intervals promise, held against truths that are known: how often they hold the truth, how often they tell lanes
 * apart that are alike, and what pairing is worth.
 */
import { describe, expect, it, vi } from 'vitest'
import { compareOn } from '../../src/analysis/replications/figures.ts'
import { type MetricId, metricOf } from '../../src/analysis/replications/metrics.ts'
import type { Replication } from '../../src/analysis/replications/replication.ts'
import { stabilityOf } from '../../src/analysis/replications/stability.ts'
import { CLAIM_CONFIDENCE } from '../../src/analysis/replications/tell.ts'
import { laneIds, resolveLane } from '../../src/scenario/lanes.ts'
import { oneSlowTarget } from '../../src/scenario/presets/oneSlowTarget.ts'
import { importBundled } from '../../tools/bundle.mjs'
import { ROOT } from '../../tools/run.mjs'
import { bundledSimulate } from '../support/bundled.ts'
import { Z_MAX } from '../support/chances.ts'
import { replicateAll, upTo } from '../support/replications.ts'
import { type Changes, laneOf } from '../support/scenarios.ts'
import { EXPERIMENTS } from '../support/seeds.ts'
import type * as coverage from '../validation/coverage.ts'
import { balanced, demand, poisson, SERVICE_MS, STREAM, station } from './models.ts'

const { simulateInto } = await bundledSimulate()
const { heldIn, queueOf } = (await importBundled(
  ROOT,
  'tests/validation/coverage.ts',
)) as typeof coverage
// Tens of millions of requests.
vi.setConfig({ testTimeout: 300_000 })
const P99 = metricOf('p99')
const exponential = demand({ kind: 'exponential', meanMs: SERVICE_MS })

/** How many of so many that should happen with this chance lie within 3.3 deviations. */
function expectChance(happened: number, of: number, chance: number): void {
  const deviations = (happened - of * chance) / Math.sqrt(of * chance * (1 - chance))
  process.stdout.write(`${happened} of ${of}, ${(100 * chance).toFixed(0)} % expected\n`)
  expect(Math.abs(deviations)).toBeLessThan(Z_MAX)
}

describe('the 95 % interval of ten runs of M/M/1 holds the truth in 95 of 100 experiments', () => {
  it.each([0.5, 0.7])('of its mean at a load of %f', (load) => {
    const { held } = heldIn(queueOf({ load, halfWidthRatio: 0.025 }), {
      from: 0,
      many: EXPERIMENTS,
    })
    expectChance(held, EXPERIMENTS, 0.95)
  })
})

describe('two lanes', () => {
  /** One in a hundred targets of ten has the same luck under another name of the balancer: only draws are others. */
  const tenTargets = (name: string, more: Changes = {}) => {
    const changes = balanced(10, { id: 'random' })
    const web = (changes['balancers'] as Record<string, unknown>)['web']
    return laneOf(
      { durationMs: 20_000, warmUpMs: 2000, seed: 'alike' },
      poisson((0.6 * 10 * 1000) / SERVICE_MS),
      exponential,
      changes,
      { balancers: { [name]: web }, 'dns.records.shop.answers': { [name]: { balancer: name } } },
      more,
    )
  }

  it('that are the same algorithm with other luck are told apart in 5 of 100 experiments', () => {
    const [experiments, each] = [EXPERIMENTS, 8]
    const [a = [], b = []] = replicateAll(
      [tenTargets('web'), tenTargets('other')],
      upTo(experiments * each),
      simulateInto,
    )
    const apart = (confidence: number): number =>
      upTo(experiments).filter((i) => {
        const of = (lane: readonly Replication[]) => lane.slice(i * each, (i + 1) * each)
        const { low, high } = compareOn(P99, of(b), of(a), confidence)?.interval ?? fail()
        return low > 1 || high < 1
      }).length
    expect(a[0]?.digest).not.toBe(b[0]?.digest)
    expectChance(apart(0.95), experiments, 0.05)
    expectChance(apart(CLAIM_CONFIDENCE), experiments, 0.01)
  })

  it('of which one is worse by 3 % are told apart, and by how much', () => {
    const [a = [], b = []] = replicateAll(
      [tenTargets('web', { ...SLOW_ARRIVALS }), tenTargets('web', { ...SLOW_ARRIVALS, ...SLOWER })],
      upTo(20),
      simulateInto,
    )
    const { low, high } = compareOn(P99, b, a)?.interval ?? fail()
    process.stdout.write(`3 % worse: ${low.toFixed(4)} to ${high.toFixed(4)} times as long\n`)
    expect(low).toBeGreaterThan(1)
    expect(high).toBeLessThan(1.1)
  })

  /** How wide the interval of the ratio is, against the base of the same replication and of the one after. */
  function widths(id: MetricId, [a = [], b = []]: readonly (readonly Replication[])[]) {
    const width = (base: readonly Replication[]): number => {
      const { low, high } = compareOn(metricOf(id), b, base)?.interval ?? fail()
      return Math.log(high) - Math.log(low)
    }
    const [paired, apart] = [width(a), width([...a.slice(1), ...a.slice(0, 1)])]
    process.stdout.write(`${id}: paired ${paired.toFixed(4)}, apart ${apart.toFixed(4)}\n`)
    return { paired, apart }
  }

  it('are compared more closely pair by pair than apart, on the opening scenario', () => {
    const { scenario } = oneSlowTarget
    const lanes = laneIds(scenario).map(({ id }) => resolveLane(scenario, id))
    const found = replicateAll(lanes, upTo(20), simulateInto)
    for (const id of ['p50', 'p90', 'p99', 'mean'] as const) {
      const { paired, apart } = widths(id, found)
      expect(paired).toBeLessThan(apart)
    }
    const { paired, apart } = widths('goodput', found)
    expect(paired).toBeLessThan(apart / 2)
  })

  it('that do nearly the same are compared much more closely', () => {
    const lanes = [
      tenTargets('web', SLOW_ARRIVALS),
      tenTargets('web', { ...SLOW_ARRIVALS, ...SLOWER }),
    ]
    const found = replicateAll(lanes, upTo(20), simulateInto)
    for (const id of ['p50', 'p99', 'mean'] as const) {
      const { paired, apart } = widths(id, found)
      expect(paired).toBeLessThan(apart / 4)
    }
  })
})

/** Work that takes 3 % longer. */
const SLOWER = demand({ kind: 'exponential', meanMs: 1.03 * SERVICE_MS })
const SLOW_ARRIVALS = poisson((0.3 * 10 * 1000) / SERVICE_MS)

describe('a lane', () => {
  const queue = (load: number) =>
    laneOf(
      STREAM,
      { durationMs: 60_000, warmUpMs: 5000, seed: 'stable' },
      poisson((load * 1000) / SERVICE_MS),
      exponential,
      station(1),
    )

  it.each([
    [0.5, 'stable'],
    [0.9, 'stable'],
    [1.03, 'growing'],
    [1.3, 'overloaded'],
  ])('of which %f of what it can do is asked is %s', (load, stability) => {
    const [replications = []] = replicateAll([queue(load)], upTo(20), simulateInto)
    expect(stabilityOf(replications)).toBe(stability)
  })
})

function fail(): never {
  throw new Error('there is no interval')
}
