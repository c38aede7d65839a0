import { describe, expect, test } from 'vitest'
import { listenerPlace } from '../../src/scenario/edits/listenerPlace.ts'
import {
  addRule,
  moveRule,
  removeGroup,
  removeRule,
  renameGroup,
  setActionKind,
} from '../../src/scenario/edits/rules.ts'
import type { Edited } from '../../src/scenario/edits/set.ts'
import { addLike } from '../../src/scenario/edits/things.ts'
import { laneIds, resolveLane } from '../../src/scenario/lanes.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import { rulesInOrder } from '../../src/scenario/things/rules.ts'
import type { Scenario } from '../../src/scenario/types.ts'

const { scenario } = presets.find(({ id }) => id === 'path-routing') as (typeof presets)[number]

const done = (edited: Edited): Scenario => {
  if (!edited.ok) throw new Error(edited.problems[0]?.message)
  return edited.scenario
}
const order = (of: Scenario): readonly string[] =>
  rulesInOrder(listenerPlace(of)?.listener.rules ?? {}).map(([id]) => id)

describe('rules', () => {
  test('a new one is asked last, and forwards where the others do', () => {
    const edited = addRule(scenario)
    expect(edited).toMatchObject({ ok: true, id: 'rule' })
    expect(order(done(edited))).toEqual(['moved', 'admin', 'preview', 'api', 'status', 'rule'])
    expect(order(done(addRule(done(edited)))).at(-1)).toBe('rule-2')
  })

  test('one that is taken away takes the faults along that change it, in every lane', () => {
    const without = done(removeRule(scenario, 'api'))
    expect(order(without)).not.toContain('api')
    for (const { id } of laneIds(without)) {
      expect(Object.keys(resolveLane(without, id).faults)).toEqual(['bad-1', 'bad-2'])
    }
  })

  test('one that moves changes its priority with its neighbour', () => {
    expect(order(done(moveRule(scenario, 'api', -1)))).toEqual([
      'moved',
      'admin',
      'api',
      'preview',
      'status',
    ])
    expect(order(done(moveRule(scenario, 'moved', -1)))).toEqual(order(scenario))
  })

  test.each(['forward', 'redirect', 'fixed-response'] as const)(
    'one can be given the action %s, which begins as a valid one',
    (kind) => {
      const keys = [...(listenerPlace(scenario)?.keys ?? []), 'rules', 'preview', 'action']
      const { rules } = listenerPlace(done(setActionKind(scenario, keys, kind)))?.listener ?? {}
      expect(rules?.['preview']?.action.kind).toBe(kind)
    },
  )
})

describe('target groups', () => {
  test('one that is renamed is so wherever it is named, and keeps its place', () => {
    const renamed = done(renameGroup(scenario, 'spare', 'reserve'))
    expect(Object.keys(renamed.targetGroups)).toEqual(['web', 'api', 'reserve'])
    expect(JSON.stringify(renamed)).not.toContain('"spare"')
    expect(renamed.faults['change']).toMatchObject({ group: 'reserve' })
    expect(renameGroup(scenario, 'spare', 'web')).toMatchObject({ ok: false })
  })

  test('one that a rule uses cannot be taken away', () => {
    expect(removeGroup(scenario, 'spare')).toMatchObject({
      ok: false,
      problems: [{ message: 'targetGroups.spare is used by a rule. Forward elsewhere first.' }],
    })
  })

  test('a new one has a target, and can be taken away again', () => {
    const more = done(addLike(scenario, ['targetGroups']))
    expect(Object.keys(more.targetGroups['spare-2']?.targets ?? {})).toEqual(['spare-2-1'])
    expect(done(removeGroup(more, 'spare-2'))).toEqual(scenario)
  })
})
