import { describe, expect, test } from 'vitest'
import { addFault, moveFault, removeFault, resizeFault } from '../../src/scenario/edits/faults.ts'
import { addLane, duplicateLane, removeLane, renameLane } from '../../src/scenario/edits/lanes.ts'
import { withPolicy } from '../../src/scenario/edits/scaling.ts'
import {
  type Edited,
  editInLane,
  followBase,
  setAt,
  setInLane,
} from '../../src/scenario/edits/set.ts'
import { setTargetCount } from '../../src/scenario/edits/targets.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import type { Scenario } from '../../src/scenario/types.ts'
import { lane, scenarioWith } from './small.ts'

function done<T extends { readonly ok: boolean }>(edited: T): Extract<T, { readonly ok: true }> {
  expect(edited).toMatchObject({ ok: true })
  return edited as Extract<T, { readonly ok: true }>
}

const refusal = (edited: Edited): string | undefined =>
  edited.ok ? undefined : edited.problems[0]?.message

const targetsOf = (scenario: Scenario, lane: string | null = null): readonly string[] =>
  Object.keys(resolveLane(scenario, lane).targetGroups['web']?.targets ?? {})

describe('setting a value', () => {
  test('changes it and leaves the old scenario alone', () => {
    const before = scenarioWith()
    const { scenario } = done(setAt(before, 'targetGroups.web.targets.one.speed', 3))
    expect(scenario.targetGroups['web']?.targets['one']?.speed).toBe(3)
    expect(before).toEqual(scenarioWith())
  })

  test('takes the keys as a list', () => {
    expect(done(setAt(scenarioWith(), ['durationMs'], 5)).scenario.durationMs).toBe(5)
  })

  test('of another kind replaces the union whole', () => {
    const { scenario } = done(setAt(scenarioWith(), 'clients.users.arrivals.kind', 'closed-loop'))
    expect(scenario.clients['users']?.arrivals).not.toHaveProperty('perSecond')
  })

  test('inside a list changes that place of the list', () => {
    const arrivals = {
      kind: 'profile',
      corners: [
        [0, 1],
        [5, 2],
      ],
    }
    const scenario = scenarioWith({ 'clients.users.arrivals': arrivals })
    const edited = done(setAt(scenario, 'clients.users.arrivals.corners.1.1', 9))
    expect(edited.scenario.clients['users']?.arrivals).toHaveProperty('corners', [
      [0, 1],
      [5, 9],
    ])
    expect(refusal(setAt(scenario, 'clients.users.arrivals.corners.first', 9))).toBe(
      'clients.users.arrivals.corners.first is unknown. Correct the path.',
    )
  })

  test('that cannot be is refused with the sentence of validation', () => {
    expect(refusal(setAt(scenarioWith(), 'durationMs', -1))).toBe(
      'durationMs is -1; it must be 1 to 3600000. Raise it to 1 or more.',
    )
  })

  test.each([
    'durationsMs',
    'targetGroups.web.targets.one.zone.size',
    'a.b',
    '',
    'constructor.name',
  ])('at %j, which leads nowhere, is refused', (path) => {
    expect(refusal(setAt(scenarioWith(), path, 1))).toMatch(/is unknown/)
  })

  test('null deletes a member, and what the lanes say of it', () => {
    const scenario = scenarioWith(lane({ faults: { slow: { factor: 9 } }, durationMs: 7000 }))
    const edited = done(setAt(scenario, 'faults.slow', null)).scenario
    expect(edited.faults).toEqual({})
    expect(edited.lanes['x']?.patch).toEqual({ durationMs: 7000 })
  })

  test('below the patch of a lane sets it in that lane', () => {
    const edited = done(setAt(scenarioWith(lane({})), 'lanes.x.patch.durationMs', 5)).scenario
    expect(edited.lanes['x']?.patch).toEqual({ durationMs: 5 })
  })
})

describe('setting a value in a lane', () => {
  test('leaves the base alone', () => {
    const edited = done(setInLane(scenarioWith(lane({})), 'x', 'durationMs', 5000)).scenario
    expect(edited.durationMs).toBe(60_000)
    expect(resolveLane(edited, 'x').durationMs).toBe(5000)
  })

  test('makes it the lane’s own, also where it is like the base’s', () => {
    const scenario = scenarioWith(lane({ durationMs: 5000 }))
    const same = done(setInLane(scenario, 'x', 'durationMs', 60_000)).scenario
    const moved = done(setAt(same, 'durationMs', 90_000)).scenario
    const other = done(setInLane(moved, 'x', 'warmUpMs', 10)).scenario
    expect(other.lanes['x']?.patch).toEqual({ durationMs: 60_000, warmUpMs: 10 })
  })

  test('leaves the order of targets alone, whichever of them are its own', () => {
    let scenario = scenarioWith(lane({}))
    for (const id of ['three', 'one', 'two'])
      scenario = done(
        setInLane(scenario, 'x', ['targetGroups', 'web', 'targets', id, 'slots'], 8),
      ).scenario
    expect(Object.keys(resolveLane(scenario, 'x').targetGroups['web']?.targets ?? {})).toEqual([
      'one',
      'two',
      'three',
    ])
  })

  test('is taken back where the lane follows the base again', () => {
    const patch = { durationMs: 5000, faults: { slow: { factor: 9 } } }
    const edited = done(followBase(scenarioWith(lane(patch)), 'x', [['durationMs']])).scenario
    expect(edited.lanes['x']?.patch).toEqual({ faults: { slow: { factor: 9 } } })
  })

  test('by any edit says what is different in it, and nothing else', () => {
    const scenario = scenarioWith(lane({}))
    const edited = done(editInLane(scenario, 'x', (own) => removeFault(own, 'slow'))).scenario
    expect(edited.faults).toEqual(scenario.faults)
    expect(edited.lanes['x']?.patch).toEqual({ faults: { slow: null } })
  })

  test('that does not exist is refused', () => {
    expect(refusal(setInLane(scenarioWith(), 'y', 'durationMs', 5))).toBe(
      'lanes.y does not exist. Choose a lane that does.',
    )
  })

  test('keeps a wrong value out, and names the lane', () => {
    expect(refusal(setInLane(scenarioWith(lane({})), 'x', 'faults.slow.factor', 0))).toBe(
      'lanes.x.patch.faults.slow.factor is 0; it must be 1 to 1000. Raise it to 1 or more.',
    )
  })
})

describe('faults', () => {
  const crash = { kind: 'crash', target: 'one', atMs: 3000, forMs: 500 } as const

  test('get an id of their own, in every lane', () => {
    const scenario = scenarioWith(lane({ faults: { 'crash-1': { ...crash, target: 'three' } } }))
    const first = done(addFault(scenario, crash))
    const second = done(addFault(first.scenario, crash))
    expect([first.id, second.id]).toEqual(['crash-2', 'crash-3'])
    expect(resolveLane(second.scenario, 'x').faults['crash-3']).toEqual(crash)
  })

  test('are refused when they name nothing', () => {
    expect(refusal(addFault(scenarioWith(), { ...crash, target: 'nine' }))).toContain('is "nine"')
  })

  test('move and stretch to whole microseconds', () => {
    const moved = done(moveFault(scenarioWith(), 'slow', 1234.56789)).scenario
    expect(moved.faults['slow']).toMatchObject({ atMs: 1234.568, forMs: 2000 })
    const longer = done(resizeFault(moved, 'slow', { atMs: 10, forMs: 1 / 3 })).scenario
    expect(longer.faults['slow']).toMatchObject({ atMs: 10, forMs: 0.333 })
  })

  test('go away with everything that lanes say of them', () => {
    const scenario = scenarioWith(lane({ faults: { slow: null } }))
    expect(done(removeFault(scenario, 'slow')).scenario).toMatchObject({
      faults: {},
      lanes: { x: { patch: {} } },
    })
  })

  test('that do not exist cannot be edited', () => {
    expect(refusal(removeFault(scenarioWith(), 'quick'))).toBe(
      'faults.quick does not exist. Choose a fault that does.',
    )
  })
})

describe('lanes', () => {
  test('are added behind the others, equal to the base', () => {
    const first = done(addLane(scenarioWith(lane({}))))
    const second = done(addLane(first.scenario, 'Mine'))
    expect([first.id, second.id]).toEqual(['lane', 'lane-2'])
    expect(Object.keys(second.scenario.lanes)).toEqual(['x', 'lane', 'lane-2'])
    expect(second.scenario.lanes['lane-2']).toEqual({ title: 'Mine', patch: {} })
  })

  test('are copied behind the others, which keep their letters', () => {
    const scenario = scenarioWith({
      lanes: { p: { title: 'P', patch: { durationMs: 5 } }, q: { patch: {} } },
    })
    const copy = done(duplicateLane(scenario, 'p')).scenario.lanes
    expect(Object.keys(copy)).toEqual(['p', 'q', 'lane'])
    expect(copy['lane']).toEqual({ title: 'P (copy)', patch: { durationMs: 5 } })
    expect(Object.keys(done(duplicateLane(scenario, null)).scenario.lanes)).toEqual([
      'p',
      'q',
      'lane',
    ])
  })

  test('are six at most', () => {
    let scenario = scenarioWith()
    for (let i = 0; i < 5; i++) scenario = done(addLane(scenario)).scenario
    expect(refusal(addLane(scenario))).toBe(
      'lanes has 6; it must have 0 to 5 lanes in this format. Remove some.',
    )
  })

  test('are renamed and removed', () => {
    const renamed = done(renameLane(scenarioWith(lane({})), 'x', 'New')).scenario
    expect(renamed.lanes['x']?.title).toBe('New')
    expect(done(removeLane(renamed, 'x')).scenario.lanes).toEqual({})
    expect(refusal(removeLane(renamed, 'toString'))).toBe(
      'lanes.toString does not exist. Choose a lane that does.',
    )
  })
})

describe('the number of targets', () => {
  test('grows by targets like the last, in the zones in turn', () => {
    const scenario = done(setTargetCount(scenarioWith(), 'web', 6)).scenario
    expect(targetsOf(scenario)).toEqual(['one', 'two', 'three', 'three-1', 'three-2', 'three-3'])
    const { targets } = scenario.targetGroups['web'] as {
      targets: Scenario['targetGroups'][string]['targets']
    }
    expect(Object.values(targets).map(({ zone }) => zone)).toEqual(['a', 'b', 'b', 'a', 'b', 'a'])
    expect(targets['three-3']?.speed).toBe(2)
  })

  test('shrinks from the end, with the faults and patches that name what goes', () => {
    const patch = {
      targetGroups: { web: { targets: { two: { speed: 9 }, one: { speed: 5 } } } },
      faults: { slow: { factor: 9 }, dead: { kind: 'crash', target: 'three' } },
    }
    const scenario = done(setTargetCount(scenarioWith(lane(patch)), 'web', 1)).scenario
    expect(targetsOf(scenario)).toEqual(['one'])
    expect(scenario.faults).toEqual({})
    expect(scenario.lanes['x']?.patch).toEqual({
      targetGroups: { web: { targets: { one: { speed: 5 } } } },
    })
  })

  test('gives no name that a lane already has', () => {
    const patch = { targetGroups: { web: { targets: { 'three-1': { zone: 'a' } } } } }
    const scenario = done(setTargetCount(scenarioWith(lane(patch)), 'web', 4)).scenario
    expect(targetsOf(scenario)).toEqual(['one', 'two', 'three', 'three-2'])
    expect(targetsOf(scenario, 'x')).toEqual(['one', 'two', 'three', 'three-2', 'three-1'])
  })

  test.each([0, 2.5, 5001, Number.NaN])('cannot be %d', (count) => {
    expect(refusal(setTargetCount(scenarioWith(), 'web', count))).toContain(
      'it must be a whole number from 1 to 5000. Change it.',
    )
  })

  test('of a group that does not exist cannot be set', () => {
    expect(refusal(setTargetCount(scenarioWith(), 'api', 2))).toBe(
      'targetGroups.api does not exist. Choose another group.',
    )
  })
})

describe('choosing a policy of auto-scaling', () => {
  const chosen = (scenario: Scenario, kind: string): Scenario => {
    const group = scenario.targetGroups['web']
    if (group === undefined) throw new Error('there is a group web')
    return done(setAt(scenario, 'targetGroups.web.scaling', withPolicy(group, kind))).scenario
  }

  test('goes on with all targets that there are, and keeps one in each of their zones', () => {
    const scenario = chosen(scenarioWith(), 'target-tracking')
    expect(scenario.targetGroups['web']?.scaling).toMatchObject({
      ...{ kind: 'target-tracking', desired: targetsOf(scenario).length, minimum: 2 },
    })
  })

  test('keeps what another policy has too, and forgets it without one', () => {
    const tracking = chosen(scenarioWith(), 'target-tracking')
    const quick = done(setAt(tracking, 'targetGroups.web.scaling.launchMs', 500)).scenario
    const stepping = chosen(quick, 'step-scaling')
    expect(stepping.targetGroups['web']?.scaling).toMatchObject({
      ...{ kind: 'step-scaling', desired: targetsOf(quick).length, launchMs: 500 },
    })
    expect(chosen(stepping, 'unscaled')).toEqual(scenarioWith())
  })
})
