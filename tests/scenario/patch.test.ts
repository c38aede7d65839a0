import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText } from '../../src/scenario/document/canonical.ts'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import {
  baseOf,
  diffPatch,
  isTrafficPatched,
  laneIds,
  laneTitle,
  makeBase,
  resolveLane,
} from '../../src/scenario/lanes.ts'
import type { LaneScenario, Scenario } from '../../src/scenario/types.ts'
import { valid } from '../support/scenarios.ts'
import { casesOf } from '../support/seeds.ts'
import { randomLanes } from './randomLanes.ts'
import { lane, scenarioWith } from './small.ts'

const patched = (patch: unknown): LaneScenario => resolveLane(scenarioWith(lane(patch)), 'x')
const targetsOf = (scenario: LaneScenario): readonly string[] =>
  Object.keys(scenario.targetGroups['web']?.targets ?? {})

describe('a patch', () => {
  test('that is empty gives the base', () => {
    expect(patched({})).toEqual(baseOf(scenarioWith()))
  })

  test('changes what it names and leaves the rest', () => {
    const { health } = patched({ targetGroups: { web: { health: { intervalMs: 6000 } } } })
      .targetGroups['web'] as { health: { intervalMs: number; healthyAfter: number } }
    expect(health).toMatchObject({ intervalMs: 6000, healthyAfter: 5 })
  })

  test('with another member of a union replaces the union whole', () => {
    const { arrivals } = patched({
      clients: { users: { arrivals: { kind: 'bursts', onMs: 500 } } },
    }).clients['users'] as { arrivals: unknown }
    // The base's 50 per second are not carried over: the default of bursts holds.
    const fresh = scenarioWith({ 'clients.users.arrivals': { kind: 'bursts', onMs: 500 } })
    expect(arrivals).toEqual(fresh.clients['users']?.arrivals)
  })

  test('with the same member, or none, changes its settings only', () => {
    const expected = { kind: 'slowdown', target: 'two', factor: 9, atMs: 1000, forMs: 2000 }
    expect(patched({ faults: { slow: { factor: 9 } } }).faults['slow']).toEqual(expected)
    expect(patched({ faults: { slow: { kind: 'slowdown', factor: 9 } } }).faults['slow']).toEqual(
      expected,
    )
  })

  test('that answers with a target instead of a balancer replaces the answer', () => {
    const { answers } = patched({
      dns: { records: { shop: { answers: { web: { target: 'one' } } } } },
    }).dns.records['shop'] as { answers: unknown }
    expect(answers).toEqual({
      web: { target: 'one', weight: 1, isSecondary: false, places: {} },
    })
  })

  test('replaces lists whole', () => {
    const { zones } = patched({ balancers: { web: { zones: ['b'] } } }).balancers['web'] as {
      zones: unknown
    }
    expect(zones).toEqual(['b'])
  })

  test('deletes members of collections with null', () => {
    expect(patched({ faults: { slow: null } }).faults).toEqual({})
  })

  test('adds members behind those of the base', () => {
    const targets = { zero: { zone: 'a' } }
    expect(targetsOf(patched({ targetGroups: { web: { targets } } }))).toEqual([
      'one',
      'two',
      'three',
      'zero',
    ])
  })

  test('sets the order of a collection when it names every member', () => {
    const targets = { three: {}, one: {}, two: {} }
    expect(targetsOf(patched({ targetGroups: { web: { targets } } }))).toEqual([
      'three',
      'one',
      'two',
    ])
  })
})

describe('the smallest patch between two lanes', () => {
  test('is empty between equals', () => {
    expect(diffPatch(baseOf(scenarioWith()), baseOf(scenarioWith()))).toEqual({})
  })

  test('names what differs and nothing else', () => {
    const b = scenarioWith({ faults: {}, 'targetGroups.web.targets.one.speed': 3 })
    expect(diffPatch(baseOf(scenarioWith()), baseOf(b))).toEqual({
      targetGroups: { web: { targets: { one: { speed: 3 } } } },
      faults: { slow: null },
    })
  })

  test('writes a union whole when its member changes, defaults included', () => {
    const b = scenarioWith({ 'targetGroups.web.algorithm': { id: 'power-of-choices' } })
    expect(diffPatch(baseOf(scenarioWith()), baseOf(b))).toEqual({
      targetGroups: { web: { algorithm: b.targetGroups['web']?.algorithm } },
    })
  })

  test('lists a collection whose order differs', () => {
    const targets = { two: { zone: 'b' }, one: { zone: 'a' }, three: { zone: 'b', speed: 2 } }
    const b = scenarioWith({ 'targetGroups.web.targets': targets })
    expect(diffPatch(baseOf(scenarioWith()), baseOf(b))).toEqual({
      targetGroups: { web: { targets: { two: {}, one: {}, three: {} } } },
    })
  })

  test('turns one into the other, whatever they are', () => {
    fc.assert(
      fc.property(randomLanes(2), (scenario) => {
        const [a, b] = Object.keys(scenario.lanes) as [string, string]
        const [from, to] = [resolveLane(scenario, a), resolveLane(scenario, b)]
        const lanes = { x: { title: '', patch: diffPatch(from, to) } }
        const result = validateScenario({ ...from, lanes })
        expect(result.ok && textOf(resolveLane(result.scenario, 'x'))).toBe(textOf(to))
      }),
      { numRuns: casesOf(150), seed: 41 },
    )
  })
})

const textOf = (lane: LaneScenario): string => canonicalText(valid(lane))

describe('make base', () => {
  test('swaps the places of the lane and the base', () => {
    const algorithm = { id: 'least-outstanding' }
    const scenario = makeBase(scenarioWith(lane({ targetGroups: { web: { algorithm } } })), 'x')
    expect(scenario.targetGroups['web']?.algorithm).toEqual(algorithm)
    expect(scenario.lanes).toEqual({
      base: {
        title: 'Round robin',
        patch: { targetGroups: { web: { algorithm: { id: 'round-robin' } } } },
      },
    })
  })

  test('leaves every lane what it was, the order of its members included', () => {
    fc.assert(
      fc.property(randomLanes(4), fc.nat(3), (scenario, pick) => {
        const promoted = Object.keys(scenario.lanes)[pick] as string
        const rebased = makeBase(scenario, promoted)
        expect(validateScenario(rebased)).toMatchObject({ ok: true })
        const old = [promoted, ...laneIdsBut(scenario, promoted)]
        const now = laneIds(rebased).map(({ id }) => id)
        expect(now.map((id) => textOf(resolveLane(rebased, id)))).toEqual(
          old.map((id) => textOf(resolveLane(scenario, id))),
        )
      }),
      { numRuns: casesOf(150), seed: 42 },
    )
  })

  /**
   * The other lanes in the order in which they then stand: the old base where the promoted lane
   * was.
   */
  const laneIdsBut = (scenario: Scenario, promoted: string): readonly (string | null)[] =>
    Object.keys(scenario.lanes).map((id) => (id === promoted ? null : id))
})

describe('lanes', () => {
  test('have letters in order, beginning with the base', () => {
    const lanes = { p: { patch: {} }, q: { patch: {} } }
    expect(laneIds(scenarioWith({ lanes }))).toEqual([
      { letter: 'A', id: null },
      { letter: 'B', id: 'p' },
      { letter: 'C', id: 'q' },
    ])
  })

  test('are called by their title, or else by their algorithm', () => {
    const patch = { targetGroups: { web: { algorithm: { id: 'random' } } } }
    const scenario = scenarioWith({ lanes: { p: { patch, title: 'Mine' }, q: { patch } } })
    expect([null, 'p', 'q'].map((id) => laneTitle(scenario, id))).toEqual([
      'Round robin',
      'Mine',
      'Random',
    ])
  })

  test('without a balancer are called so', () => {
    const answers = { direct: { target: 'one' } }
    expect(laneTitle(scenarioWith({ 'dns.records.shop.answers': answers }), null)).toBe(
      'No balancer',
    )
  })

  test.each<[unknown, boolean]>([
    [{}, false],
    [{ targetGroups: { web: { algorithm: { id: 'random' } } } }, false],
    [{ dns: { records: { shop: { ttlMs: 1 } } } }, false],
    [{ faults: { slow: { factor: 2 } } }, false],
    [{ clients: { users: { arrivals: { perSecond: 51 } } } }, true],
    [{ faults: { rush: { kind: 'surge', population: 'users' } } }, true],
  ])('with the patch %j: other traffic is %s', (patch, isOther) => {
    expect(isTrafficPatched(scenarioWith(lane(patch)), 'x')).toBe(isOther)
  })
})
