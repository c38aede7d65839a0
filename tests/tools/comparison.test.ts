/** What `npm run compare-engines` compares: that it would see a difference, and not see one where there is none. */
import { expect, test } from 'vitest'
import { withoutDefaults } from '../../src/scenario/document/canonical.ts'
import { baseOf } from '../../src/scenario/lanes.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { busyLane } from '../support/busyLane.ts'
import { comparedLanes, differencesOf } from '../support/comparison.ts'
import { namedLanes } from '../support/namedLanes.ts'
import { columnsOf } from '../support/sameRows.ts'
import { laneOf, valid } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const ROOT = `${import.meta.dirname}/../..`

test('the same lanes are compared each time, random ones first, with the traffic that they replay', () => {
  const [some, again] = [1, 1].map((seed) => [...comparedLanes(3, seed, ROOT)])
  expect(again).toEqual(some)
  const names = some?.map(({ name }) => name)
  expect(names?.slice(0, 4)).toEqual([
    ...[0, 1, 2].map((n) => `random ${n} of seed 1`),
    'one-slow-target A',
  ])
  const replayed = some?.find(({ name }) => name === 'nasa A')
  expect(Object.values(replayed?.recordings ?? {})).toHaveLength(1)
  const [other] = comparedLanes(1, 2, ROOT)
  expect(other?.document).not.toEqual(some?.[0]?.document)
})

test('what an engine is handed leaves defaults out, and is the same lane', () => {
  const lanes = [...comparedLanes(0, 1, ROOT)].map(({ document }) => valid(document))
  expect(lanes.map(baseOf)).toEqual(namedLanes().map(([, lane]) => lane))
  for (const { document } of comparedLanes(3, 1, ROOT)) {
    expect(document).toEqual(withoutDefaults(valid(document)))
    expect(document).not.toEqual(valid(document))
  }
})

test('two runs of one lane differ in nothing', () => {
  const lane = busyLane()
  expect(differencesOf(simulate(lane), simulate(lane))).toEqual({ found: [], unshared: [] })
})

test('another digest, count, latency and row is found, and named', () => {
  const [one, other] = [simulate(laneOf()), simulate(laneOf({ seed: 'other', durationMs: 90 }))]
  const { found } = differencesOf(one, other)
  expect(found.find((line) => line.startsWith('digest: '))).toContain(other.meta.digest)
  expect(found).toContain('counts.requests: 10 and 9')
  expect(found).toContain('attempts.sentUs: 10 and 9 of them')
})

test('one bit of one row is found', () => {
  const [one, other] = [simulate(busyLane()), simulate(busyLane())]
  const [chunk] = other.attempts.chunks
  const was = columnsOf(one.attempts).sentUs[7] as number
  ;(chunk?.sentUs as Float64Array)[7] = was + 1
  expect(differencesOf(one, other).found).toEqual([`attempts.sentUs[7]: ${was} and ${was + 1}`])
})

test('what only one of the two has is told apart from what differs', () => {
  const trace = simulate(laneOf())
  const { events: _, ...counts } = trace.meta.counts
  const older = { ...trace, meta: { ...trace.meta, counts } } as Trace
  expect(differencesOf(older, trace)).toEqual({ found: [], unshared: ['counts.events'] })
})
