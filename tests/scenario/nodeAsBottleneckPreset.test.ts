/**
 * What the example `node-as-bottleneck` says holds for any seed, and half of its run shows it: the node is full and not the
 * targets, and each remedy helps.
 */
import { expect, it } from 'vitest'
import { findingOf } from '../../src/analysis/numbers/finding.ts'
import { isOverloaded } from '../../src/analysis/numbers/overload.ts'
import { type LaneReport, reportOf } from '../../src/analysis/numbers/report.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { nodeAsBottleneck } from '../../src/scenario/presets/nodeAsBottleneck.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

function reportIn(lane: string | null, seed: number): LaneReport {
  const { scenario } = nodeAsBottleneck
  return reportOf(simulate(resolveLane({ ...scenario, durationMs: 15_000, seed: `${seed}` }, lane)))
}

/** Of a connection and the one request that it carries. */
const workMs = (() => {
  const { request, connection } =
    resolveLane(nodeAsBottleneck.scenario, null).balancers['web']?.work ?? {}
  if (request?.kind !== 'constant' || connection?.kind !== 'constant') throw new Error('constant')
  return request.ms + connection.ms
})()

const nodeBusy = ({ nodes }: LaneReport): number => nodes[0]?.utilisation ?? 0
const targetsBusy = ({ targets }: LaneReport): number =>
  Math.max(...targets.map(({ utilisation }) => utilisation))

it.each(SEEDS)(
  'one worker is always busy, and its targets are not: seed %i',
  (seed) => {
    const one = reportIn(null, seed)
    expect(nodeBusy(one)).toBeGreaterThan(0.98)
    expect(targetsBusy(one)).toBeLessThan(0.25)
    expect(one.goodputPerSecond / (1000 / workMs)).toBeGreaterThan(0.99)
    expect(one.goodputPerSecond / (1000 / workMs)).toBeLessThan(1.01)
    expect(isOverloaded(one)).toBe(true)
    for (const lane of ['workers', 'key', 'kept']) {
      const other = reportIn(lane, seed)
      expect(isOverloaded(other)).toBe(false)
      expect(other.errorRatio).toBe(0)
      expect(nodeBusy(other)).toBeLessThan(0.35)
      expect(other.latency.p99Ms).toBeLessThan(one.latency.p99Ms / 5)
    }
  },
  60_000,
)

it('the finding says that it is the balancer', () => {
  const lanes = [null, 'workers'].map((lane, i) => ({
    letter: 'AB'[i] as string,
    words: lane ?? '',
    report: reportIn(lane, 1),
  }))
  const said = findingOf(lanes)
    .parts.map(({ text }) => text)
    .join('')
  expect(said).toContain('Lane A is overloaded')
  expect(said).toContain('It is the balancer: node web-a is busy all the time in A.')
}, 60_000)
