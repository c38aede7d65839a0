/** What the example `every-proxy-alone` says holds for any seed: the more decide alone, the more requests wait. */
import { expect, it } from 'vitest'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { everyProxyAlone } from '../../src/scenario/presets/everyProxyAlone.ts'
import type { TargetGroup } from '../../src/scenario/things/targetGroups.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

function report(
  lane: string | null,
  seed: number,
  id: 'least-outstanding' | 'round-robin' = 'least-outstanding',
) {
  const { scenario } = everyProxyAlone
  const resolved = resolveLane({ ...scenario, seed: `${seed}` }, lane)
  const web = { ...(resolved.targetGroups['web'] as TargetGroup), algorithm: { id } }
  const { latency, targets } = reportOf(simulate({ ...resolved, targetGroups: { web } }))
  return {
    p99Ms: latency.p99Ms,
    waiting: targets.reduce((sum, { waitingMean }) => sum + waitingMean, 0),
  }
}
type Report = ReturnType<typeof report>

it.each(SEEDS)(
  'at one load more wait with three nodes, more again with 24 workers, fewer when these share counts: seed %i',
  (seed) => {
    const [one, nodes, workers, counts] = [null, 'nodes', 'workers', 'counts'].map((lane) =>
      report(lane, seed),
    ) as [Report, Report, Report, Report]
    expect(nodes.waiting).toBeGreaterThan(2 * one.waiting)
    expect(workers.waiting).toBeGreaterThan(1.5 * nodes.waiting)
    expect(counts.waiting).toBeLessThan(workers.waiting / 1.5)
    expect(workers.p99Ms).toBeGreaterThan(1.2 * nodes.p99Ms)
    expect(counts.p99Ms).toBeLessThan(workers.p99Ms / 1.2)
  },
  60_000,
)

it('24 workers that count alone do no better than round robin', () => {
  for (const seed of SEEDS.slice(0, 3)) {
    const [least, rotation] = [report('workers', seed), report('workers', seed, 'round-robin')]
    expect(least.waiting).toBeGreaterThan(0.8 * rotation.waiting)
  }
}, 60_000)
