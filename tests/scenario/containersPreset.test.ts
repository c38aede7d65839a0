/** What the example `containers-on-shared-hosts` says holds for any seed: the shop is slowed by its neighbours on one host. */
import { expect, it } from 'vitest'
import { hostReports } from '../../src/analysis/numbers/hostReport.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import {
  BUSY_MS,
  containersOnSharedHosts,
  OUT_MS,
} from '../../src/scenario/presets/containersOnSharedHosts.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { columnsOf } from '../support/sameRows.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

/** Between two moments, in milliseconds, what was sent by one population. */
function sentBy(trace: Trace, population: string, [fromMs, toMs]: readonly [number, number]) {
  const { names } = trace.meta
  const columns = columnsOf(trace.attempts)
  const own = names.populations.findIndex(({ id }) => id === population)
  const isOwn = (i: number): boolean => {
    const sentMs = (columns.sentUs[i] as number) / 1000
    return columns.population[i] === own && sentMs >= fromMs && sentMs < toMs
  }
  return [...columns.sentUs.keys()].filter(isOwn).map((i) => ({
    isAnswered: columns.status[i] === 200,
    tookMs: (columns.endUs[i] as number) / 1000,
    target: names.targets[columns.target[i] as number]?.id,
  }))
}

/** Of pages while reports were much asked for, once queues have had 2 s to grow; of reports in the outage. */
function measure(lane: string | null, seed: number) {
  const { scenario } = containersOnSharedHosts
  const trace = simulate(resolveLane({ ...scenario, seed: `${seed}` }, lane))
  const pages = sentBy(trace, 'shoppers', [BUSY_MS[0] + 2000, BUSY_MS[1]])
  const ms = pages.flatMap(({ isAnswered, tookMs }) => (isAnswered ? [tookMs] : []))
  ms.sort((a, b) => a - b)
  const beside = pages.filter(({ target }) => target === 'shop-1' || target === 'shop-4')
  // Once every node has noticed, and before the last are on their way to a host that is back.
  const reports = sentBy(trace, 'analysts', [OUT_MS[0] + 5000, OUT_MS[1] - 1000])
  return {
    answeredShare: reports.filter(({ isAnswered }) => isAnswered).length / reports.length,
    p95Ms: ms[Math.floor(ms.length * 0.95)] as number,
    besideShare: beside.length / pages.length,
    slowdowns: hostReports(trace.meta).map(({ slowdown }) => slowdown),
  }
}

it.each(SEEDS)(
  'a busy neighbour slows the shop beside it; who counts goes elsewhere, and spread out nobody is slowed, nor all out: seed %i',
  (seed) => {
    const packed = measure(null, seed)
    const counting = measure('counting', seed)
    const spread = measure('spread', seed)
    expect(packed.slowdowns[0]).toBeGreaterThan(1.5)
    for (const { slowdowns } of [packed, counting]) {
      expect(Math.max(...slowdowns.slice(1))).toBeLessThan(1.2)
    }
    expect(Math.max(...spread.slowdowns)).toBeLessThan(1.2)
    expect(packed.besideShare).toBeCloseTo(1 / 3, 2)
    expect(counting.besideShare).toBeLessThan(0.3)
    expect(packed.p95Ms).toBeGreaterThan(2 * counting.p95Ms)
    expect(counting.p95Ms).toBeGreaterThan(spread.p95Ms)
    expect(packed.answeredShare).toBe(0)
    expect(spread.answeredShare).toBeGreaterThan(0.9)
  },
  60_000,
)
