/** Edits of hosts and of who runs on them: a container always stands on a host of its zone, whatever is edited. */
import { describe, expect, test } from 'vitest'
import { asJson } from '../../src/scenario/document/json.ts'
import { setHost, setHostCount, setKind } from '../../src/scenario/edits/hosts.ts'
import { type Edited, editInLane } from '../../src/scenario/edits/set.ts'
import { addTargetsLike, setTargetCount } from '../../src/scenario/edits/targets.ts'
import { addLike, removeThing } from '../../src/scenario/edits/things.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { containersOnSharedHosts } from '../../src/scenario/presets/containersOnSharedHosts.ts'
import { functionColdStarts } from '../../src/scenario/presets/functionColdStarts.ts'
import { containersByHost, HOSTS_MAX } from '../../src/scenario/things/hosts.ts'
import type { LaneScenario, Scenario } from '../../src/scenario/types.ts'
import { scenarioWith } from './small.ts'

function done(edited: Edited): Scenario {
  expect(edited).toMatchObject({ ok: true })
  return (edited as Extract<Edited, { readonly ok: true }>).scenario
}

const ALL = ['one', 'two', 'three'].map((id) => ['web', id] as const)
const containers = (): Scenario => done(setKind(scenarioWith(), ALL, 'container'))
const on = (lane: LaneScenario) => Object.fromEntries(containersByHost(lane))
const targetOf = (lane: LaneScenario, id: string) => lane.targetGroups['web']?.targets[id]

describe('a target that becomes a container', () => {
  test('gets a host of its zone, made where there is none', () => {
    const edited = containers()
    expect(edited.hosts).toEqual({
      'host-a': { zone: 'a', cores: 8 },
      'host-b': { zone: 'b', cores: 8 },
    })
    expect(on(edited)).toEqual({ 'host-a': ['one'], 'host-b': ['two', 'three'] })
    expect(targetOf(edited, 'three')?.speed).toBe(2)
  })

  test('goes to the host of its zone with the fewest, and keeps the one that it has', () => {
    const hosts = { left: { zone: 'b' }, right: { zone: 'b' }, other: { zone: 'a' } }
    const edited = done(setKind(scenarioWith({ hosts }), ALL, 'container'))
    expect(on(edited)).toEqual({ left: ['two'], right: ['three'], other: ['one'] })
    expect(done(setKind(edited, ALL, 'container'))).toEqual(edited)
  })

  test('is an instance again without a host', () => {
    const back = done(setKind(containers(), ALL, 'instance'))
    expect(targetOf(back, 'one')).toEqual(targetOf(scenarioWith(), 'one'))
  })

  test('may be one in one lane alone, which then has the hosts', () => {
    const two = scenarioWith({ lanes: { other: { patch: {} } } })
    const edited = done(editInLane(two, 'other', (own) => setKind(own, ALL, 'container')))
    expect(edited.hosts).toEqual({})
    expect(on(resolveLane(edited, 'other'))).toEqual({
      'host-a': ['one'],
      'host-b': ['two', 'three'],
    })
  })
})

describe('a container', () => {
  test('that is put on another host stands in its zone', () => {
    const moved = done(setHost(containers(), [['web', 'one']], 'host-b'))
    expect(targetOf(moved, 'one')).toMatchObject({ host: 'host-b', zone: 'b' })
  })

  test('is multiplied over the hosts in turn', () => {
    const more = done(setTargetCount(containers(), 'web', 6))
    expect(on(more)).toEqual({
      'host-a': ['one', 'three-1', 'three-3'],
      'host-b': ['two', 'three', 'three-2'],
    })
    const like = done(addTargetsLike(containers(), { group: 'web', target: 'one' }, 1))
    expect(targetOf(like, 'one-1')).toMatchObject({ host: 'host-b', zone: 'b' })
  })

  test('of another region gets a host there, and both go with it', () => {
    const before = containers()
    const wide = done(addLike(before, ['regions']))
    expect(Object.values(wide.hosts).map(({ zone }) => zone)).toEqual(['a', 'b', 'c', 'd'])
    expect(done(removeThing(wide, ['regions', 'home-2']))).toEqual(before)
  })
})

describe('hosts', () => {
  test('come one after the other, zone by zone, the first one without any before it', () => {
    const first = done(addLike(scenarioWith(), ['hosts']))
    expect(first.hosts).toEqual({ host: { zone: 'a', cores: 8 } })
    const third = done(setHostCount(first, 3))
    expect(Object.entries(third.hosts).map(([id, { zone }]) => [id, zone])).toEqual([
      ['host', 'a'],
      ['host-2', 'b'],
      ['host-3', 'a'],
    ])
  })

  test('that go leave their containers to the others, and take their faults along', () => {
    const out = { kind: 'host-outage', host: 'host-b', atMs: 0, forMs: 1000 }
    const before = scenarioWith({ ...(asJson(containers()) as object), 'faults.out': out })
    const left = done(setHostCount(before, 1))
    expect(on(left)).toEqual({ 'host-a': ['one', 'two', 'three'] })
    expect(targetOf(left, 'two')?.zone).toBe('a')
    expect(Object.keys(left.faults)).toEqual(['slow'])
  })

  test('that carry containers are not the last to go', () => {
    const one = done(setHostCount(containers(), 1))
    const edited = removeThing(one, ['hosts', 'host-a'])
    expect(edited.ok ? '' : edited.problems[0]?.message).toContain(
      'host is "host-a"; it must be a host',
    )
    expect(setHostCount(one, 0).ok).toBe(false)
  })

  test('that go are left by the containers that a lane put there', () => {
    const { scenario } = containersOnSharedHosts
    const lane = (edited: Scenario) => on(resolveLane(edited, 'spread'))
    expect(lane(scenario)['host-3']).toContain('reports-3')
    const two = done(setHostCount(scenario, 2))
    expect(lane(two)).toEqual({
      'host-1': expect.arrayContaining(['reports-1']),
      'host-2': expect.arrayContaining(['reports-2', 'reports-3']),
    })
    expect(Object.keys(lane(done(setHostCount(scenario, 1))))).toEqual(['host-1'])
    expect(lane(done(removeThing(scenario, ['hosts', 'host-2'])))).not.toHaveProperty('host-2')
  })

  test('come and go by hundreds at once', () => {
    const many = done(setHostCount(containersOnSharedHosts.scenario, HOSTS_MAX))
    expect(Object.keys(many.hosts).length).toBe(HOSTS_MAX)
    expect(done(setHostCount(many, 3))).toEqual(containersOnSharedHosts.scenario)
  })
})

describe('a region', () => {
  test('that holds all there is to answer with is refused with words', () => {
    const edited = removeThing(scenarioWith({ lanes: { other: { patch: {} } } }), [
      'regions',
      'home',
    ])
    expect(edited.ok).toBe(false)
  })
})

describe('an empty group', () => {
  test('has no target that others could be like', () => {
    const two = done(addLike(scenarioWith(), ['targetGroups']))
    const group = Object.keys(two.targetGroups).at(-1) ?? ''
    const [target] = Object.keys(two.targetGroups[group]?.targets ?? {})
    const empty = done(removeThing(two, ['targetGroups', group, 'targets', target ?? '']))
    const edited = setTargetCount(empty, group, 5)
    expect(edited.ok ? '' : edited.problems[0]?.message).toContain('Add one first.')
  })
})

describe('what was a container in a lane', () => {
  const reports = ['reports-1', 'reports-2', 'reports-3'].map((id) => ['reports', id] as const)

  test('and is none in the base any more has no host there', () => {
    const edited = done(setKind(containersOnSharedHosts.scenario, reports, 'instance'))
    const { targets } = resolveLane(edited, 'spread').targetGroups['reports'] ?? {}
    expect(Object.values(targets ?? {}).map(({ kind, zone }) => [kind, zone])).toEqual([
      ['instance', 'a'],
      ['instance', 'b'],
      ['instance', 'c'],
    ])
  })

  test('has nothing that only another kind had', () => {
    const edited = done(setKind(functionColdStarts.scenario, [['web', 'render']], 'instance'))
    expect(Object.values(edited.lanes).map(({ patch }) => patch)).toEqual([{}, {}])
  })

  test('takes its vacant host along, but not one that a fault names', () => {
    const back = done(setKind(containers(), ALL, 'instance'))
    expect(back.hosts).toEqual({})
    const out = { kind: 'host-outage', host: 'host-b', atMs: 0, forMs: 1000 }
    const named = scenarioWith({ ...(asJson(containers()) as object), 'faults.out': out })
    expect(Object.keys(done(setKind(named, ALL, 'instance')).hosts)).toEqual(['host-b'])
  })

  test('of which a lane says the zone stands on a host of the base’s zone', () => {
    const zoned = scenarioWith({
      lanes: {
        other: { patch: { targetGroups: { web: { targets: { one: { zone: 'b', speed: 3 } } } } } },
      },
    })
    const lane = resolveLane(done(setKind(zoned, ALL, 'container')), 'other')
    expect(targetOf(lane, 'one')).toMatchObject({ host: 'host-a', zone: 'a', speed: 3 })
  })
})
