/** Where two scenarios begin to differ: before that, an edited run need not be simulated again. */
import { expect, test } from 'vitest'
import { firstDifferenceUs } from '../../src/runtime/resume.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import { type Changes, laneOf, withFaults } from '../support/scenarios.ts'

type Faults = LaneScenario['faults']

const crash = { kind: 'crash', target: 's0', atMs: 40, forMs: 20 } as const
const slow = { kind: 'slowdown', target: 's0', factor: 2, atMs: 60, forMs: 20 } as const
const surge = { kind: 'surge', population: 'users', perSecond: 50, atMs: 80, forMs: 10 } as const

const lane = (faults: Faults, changes: Changes = {}): LaneScenario =>
  withFaults(laneOf(changes), faults)

test.each<readonly [string, Faults, Faults, number]>([
  ['the same faults', { crash }, { crash }, Number.POSITIVE_INFINITY],
  ['a fault that is added', { crash }, { crash, slow }, 60_000],
  ['a fault that is taken away', { crash, slow }, { crash }, 60_000],
  ['a fault that is moved back', { slow }, { slow: { ...slow, atMs: 30 } }, 30_000],
  ['a fault that is moved on', { slow }, { slow: { ...slow, atMs: 90 } }, 60_000],
  ['a fault that lasts longer', { slow }, { slow: { ...slow, forMs: 30 } }, 60_000],
  ['a fault written before another one', { slow }, { crash, slow }, 40_000],
  ['faults that change places', { crash, slow }, { slow, crash }, 40_000],
  ['a surge', { crash }, { crash, surge }, 0],
  ['another size of a surge', { surge }, { surge: { ...surge, perSecond: 60 } }, 0],
])('%s', (_, before, after, us) => {
  expect(firstDifferenceUs(lane(before), lane(after))).toBe(us)
})

test('another title makes no difference', () => {
  const before = lane({ crash })
  const after = { ...lane({ crash, slow }), title: 'Other' }
  expect(firstDifferenceUs(before, after)).toBe(60_000)
})

test('everything but a fault makes a difference from the start', () => {
  const other = lane({ crash }, { 'targetGroups.web.targets.s0.speed': 2 })
  expect(firstDifferenceUs(lane({ crash }), other)).toBe(0)
})
