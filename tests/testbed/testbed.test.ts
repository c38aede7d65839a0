/** Ballast says of a script what real NGINX and HAProxy did with it; `npm run testbed` plays it to them again. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import validation from '../../src/app/trust/validation.json'
import { mean, Z_MAX } from '../support/chances.ts'
import { isPercentileWithin, noticedMs, PERCENTILES, summaryOf } from './compared.ts'
import { LANES, type TestbedLane } from './lanes.ts'
import { predictedOf } from './predicted.ts'
import { type Ended, endedIn, type Recorded, recordedRun } from './recordings.ts'
import { MEAN_WORK_MS, scriptOf } from './script.ts'

const recordedOf = (name: string): Recorded =>
  JSON.parse(readFileSync(new URL(`../fixtures/testbed/${name}.json`, import.meta.url), 'utf8'))

const laneNamed = (name: string): TestbedLane =>
  LANES.find((lane) => lane.name === name) as TestbedLane

/** That these rows come out now is what tests/validation holds. */
const tables = validation.claims.find(({ id }) => id === 'prediction')?.tables ?? []
const held = tables.flatMap(({ rows }) => rows).filter(({ agrees }) => agrees !== null)

describe('what was measured and what Ballast says', () => {
  it.each(held)('agree: $cells.0 $cells.1', ({ agrees }) => {
    expect(agrees).toBe(true)
  })

  it('would not agree if another algorithm had chosen', () => {
    const p99 = PERCENTILES.indexOf(0.99)
    const at = (ended: readonly Ended[], lane: TestbedLane): number =>
      summaryOf(ended, lane).percentilesMs[p99] ?? Number.NaN
    const [rotation, least] = [laneNamed('nginx-slow-rotation'), laneNamed('nginx-slow-least')]
    for (const run of recordedOf(rotation.name).runs.map(endedIn)) {
      expect(isPercentileWithin(p99, at(run, rotation), at(predictedOf(least).ended, least))).toBe(
        false,
      )
    }
  })
})

describe('a script', () => {
  it('has the rate and the work that it says', () => {
    for (const { traffic } of LANES) {
      const script = scriptOf(traffic)
      const lastMs = script.at(-1)?.atMs ?? 0
      const meanMs = mean(script.map(({ workMs }) => workMs))
      // The deviation of a gap is its mean, that of 80 u² is 80 √(1/5 - 1/9).
      const errors = Z_MAX / Math.sqrt(script.length)
      expect(Math.abs(lastMs / script.length / (1000 / traffic.perSecond) - 1)).toBeLessThan(errors)
      expect(Math.abs(meanMs - MEAN_WORK_MS)).toBeLessThan(80 * Math.sqrt(4 / 45) * errors)
    }
  })
})

describe('a recorded run', () => {
  it('is read as it was written', () => {
    const ended = [
      { target: 2, status: 200, latencyMs: 41.2 },
      { target: null, status: 0, latencyMs: 3 },
      { target: 0, status: 503, latencyMs: 1.5 },
    ]
    const run = recordedRun(ended, { overheadMs: [1, 2], changes: [] })
    expect(run.picks).toBe('2-0')
    expect(endedIn(run)).toEqual(ended)
  })

  it('says how long a death went unnoticed', () => {
    const changes = [
      { atMs: 100, what: 'killed' },
      { atMs: 1300, what: 'down' },
      { atMs: 2000, what: 'back' },
      { atMs: 2700, what: 'up' },
      { atMs: 3000, what: 'killed' },
      { atMs: 4100, what: 'down' },
    ] as const
    expect(noticedMs(changes, 'killed', 'down')).toEqual([1200, 1100])
    expect(noticedMs(changes, 'back', 'up')).toEqual([700])
  })
})
