/** What the example `breaker-burst` says holds for any seed: a small limit fails the burst fast, a large one makes it a queue. */
import { expect, it } from 'vitest'
import { percentileUs } from '../../src/analysis/numbers/percentile.ts'
import { author, cause } from '../../src/model/outcome.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { BURST_MS, breakerBurst } from '../../src/scenario/presets/breakerBurst.ts'
import { columnsOf } from '../support/sameRows.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

/** After the burst, what it left under way is over in so long. */
const AFTER_MS = 500

function seen(lane: string | null, seed: number) {
  const trace = simulate(resolveLane({ ...breakerBurst.scenario, seed: `${seed}` }, lane))
  const columns = columnsOf(trace.attempts)
  const rows = [...columns.status.keys()]
  const failed = rows.filter((i) => columns.status[i] === 503)
  const isInBurst = (i: number) => {
    const ms = (columns.sentUs[i] as number) / 1000
    return ms >= BURST_MS.atMs - AFTER_MS && ms < BURST_MS.atMs + BURST_MS.forMs + AFTER_MS
  }
  const latencies = rows.flatMap((i) =>
    columns.status[i] === 200 ? [columns.endUs[i] as number] : [],
  )
  return {
    overflows: failed.length,
    areOfNodes: failed.every(
      (i) => columns.author[i] === author('node') && columns.cause[i] === cause('overflow'),
    ),
    areInBurst: failed.every(isInBurst),
    waitingMax: Math.max(...trace.meta.counts.waitingMax),
    p99Us: percentileUs(Float64Array.from(latencies).sort(), 0.99),
  }
}

it('503s are of nodes, for overflow, and in the burst alone; a larger limit moves the queue to the targets', () => {
  for (const seed of SEEDS) {
    const small = seen(null, seed)
    expect(small).toMatchObject({ areOfNodes: true, areInBurst: true })
    expect(small.overflows).toBeGreaterThan(1000)
    expect(small.p99Us).toBeLessThan(600_000)
    const large = seen('defaults', seed)
    expect(large.overflows).toBe(0)
    expect(large.waitingMax).toBeGreaterThan(5 * small.waitingMax)
    expect(large.p99Us).toBeGreaterThan(1_500_000)
  }
}, 600_000)
