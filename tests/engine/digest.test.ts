/** The digest hears everything: two runs that differ in one finished attempt or one change have different digests. */
import { describe, expect, it, test } from 'vitest'
import { planOf } from '../../src/engine/plan.ts'
import { recordChange } from '../../src/engine/record/rows.ts'
import { startPlan } from '../../src/engine/run.ts'
import { CHANGE_KINDS } from '../../src/trace/schema.ts'
import { type Changes, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const TARGETS = 5000

const many: Changes = {
  'targetGroups.web.targets': Object.fromEntries(
    Array.from({ length: TARGETS }, (_, i) => [`t${i}`, { zone: 'a' }]),
  ),
}

test('a crash of each of 5,000 targets is heard as another one', () => {
  const digests = new Set<string>()
  // 3 and 4,099 differ by 2^12; 7 and 903 by nothing that is a power of two.
  const some = [0, 3, 7, 903, 4095, 4096, 4099, 4999]
  for (const target of some) {
    const faults = { dead: { kind: 'crash', target: `t${target}`, atMs: 90, forMs: 5 } }
    digests.add(simulate(laneOf(many, { faults })).meta.digest)
  }
  expect(digests.size).toBe(some.length)
})

describe('a change', () => {
  const plan = planOf(laneOf(), {})
  const digestOf = (kind: (typeof CHANGE_KINDS)[number], a: number, b: number, value: number) => {
    const { world } = startPlan(plan)
    recordChange(world, kind, a, b, value)
    return world.hash.digest()
  }

  it('is heard whole: its kind, both of its numbers, and its value', () => {
    const digests = [
      ...CHANGE_KINDS.map((kind) => digestOf(kind, 1, 1, 1)),
      ...Array.from({ length: TARGETS }, (_, target) => digestOf('healthy', 0, target, 0)),
      ...Array.from({ length: 64 }, (_, node) => digestOf('healthy', node + 1, 0, 0)),
      ...Array.from({ length: 52 }, (_, bit) => digestOf('dns-answer', 0, 3, 2 ** bit)),
    ]
    expect(new Set(digests).size).toBe(digests.length)
  })
})
