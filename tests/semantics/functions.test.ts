/**
 * Functions as targets. Source: AWS Lambda developer guide (one request at a time for each environment, 1000 new ones every
 * 10 s for each function, concurrency limits) and AWS Application Load Balancer (a throttle is a 502; one function a group).
 */
import { describe, expect, it } from 'vitest'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { rowsOf, servicePicture } from '../support/asciiTrace.ts'
import { type Changes, constant, DIRECT, laneOf, scenarioOf, valid } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** A request of 15 ms of work every 10 ms from 5 ms on; an environment takes 20 ms to start. */
const fn = (knobs: Changes = {}, ...more: readonly Changes[]) =>
  laneOf(
    {
      'targetGroups.web.targets': {
        f: { kind: 'function', zone: 'a', slots: 8, init: constant(20), ...knobs },
      },
      'clients.users.requests.page.demand': constant(15),
    },
    ...more,
  )
const burstOf = (perSecond: number, durationMs: number): Changes => ({
  'clients.users.arrivals': { kind: 'periodic', perSecond },
  'clients.users.requests.page.demand': constant(3_000_000),
  'clients.users.connections': { keepAliveMs: 60_000, perAddress: 10_000 },
  'balancers.web.idleMs': 4_000_000,
  durationMs,
})

describe('a function', () => {
  it('serves one request at a time in an environment, starts one where none is free, and uses it again', () => {
    // a and b wait for their environments, and so do c and d; e is the first to find one free, that of a.
    expect(servicePicture(simulate(fn()), { stepMs: 5 })).toBe(
      [
        'f  .....aaa.ccc.ggg.iii',
        'f  .......bbb.ddd.hhh.j',
        'f  .........eee........',
        'f  ...........fff......',
        'f~ .aaaacccc...........',
        'f~ ...bbbbdddd.........',
      ].join('\n'),
    )
  })

  it('keeps an idle environment for so long, and then starts another', () => {
    const sparse = { 'clients.users.arrivals.perSecond': 10, durationMs: 400 }
    const waits = (keptMs: number) =>
      rowsOf(simulate(fn({ keptMs }, sparse))).map(
        ({ startUs, targetUs }) => (startUs - targetUs) / 1000,
      )
    expect(waits(70)).toEqual([20, 0, 20, 0])
    expect(waits(90)).toEqual([20, 0, 0, 0])
    expect(waits(0)).toEqual([20, 20, 20, 20])
  })

  it('has environments that are always there if they are provisioned', () => {
    const sparse = { 'clients.users.arrivals.perSecond': 10, durationMs: 400 }
    const rows = rowsOf(simulate(fn({ keptMs: 0, provisioned: 1 }, sparse)))
    expect(rows.map(({ startUs, targetUs }) => startUs - targetUs)).toEqual([0, 0, 0, 0])
  })

  it('throttles what is more than its concurrency: its node answers 502', () => {
    const rows = rowsOf(simulate(fn({ slots: 2, init: constant(0) }, burstOf(100, 50))))
    expect(rows.map(({ status }) => status)).toEqual([0, 0, 502, 502, 502])
    expect(rows[2]).toMatchObject({ author: 'node', cause: 'throttled' })
  })

  it('throttles with a 429 of its own where no balancer is between', () => {
    const direct = { ...DIRECT, 'dns.records.shop.answers': { f: { target: 'f' } } }
    const rows = rowsOf(simulate(fn({ slots: 1, init: constant(0) }, burstOf(100, 30), direct)))
    expect(rows.map(({ status, author }) => `${status} ${author}`)).toEqual([
      '0 none',
      '429 target',
      '429 target',
    ])
  })

  it('starts 1000 environments in a burst and 1000 more every 10 s, a few at a time', () => {
    // 500 requests/s that never end: 1000 at once last for 2.5 s, with the 100 a second that come in meanwhile.
    const rows = rowsOf(simulate(fn({ slots: 10_000 }, burstOf(500, 10_000))))
    const startedBy = (ms: number): number =>
      rows.filter(({ startUs, sentUs }) => startUs >= 0 && sentUs < ms * 1000).length
    expect(rows.slice(0, 1249).every(({ status }) => status === 0)).toBe(true)
    expect(startedBy(5000)).toBeGreaterThanOrEqual(1498)
    expect(startedBy(5000)).toBeLessThanOrEqual(1500)
    const all = rows.filter(({ status }) => status === 0).length
    expect(all).toBeGreaterThanOrEqual(1998)
    expect(all).toBeLessThanOrEqual(2000)
  })

  it('does not save up starts that it did not use', () => {
    const late = {
      'clients.users.arrivals': {
        kind: 'profile',
        corners: [
          [0, 0],
          [59_999, 0],
          [60_000, 3000],
          [61_000, 3000],
        ],
      },
    }
    const rows = rowsOf(simulate(fn({ slots: 10_000 }, burstOf(1, 61_000), late)))
    const started = rows.filter(({ status }) => status === 0).length
    expect(rows.length).toBeGreaterThan(2500)
    expect(started).toBeGreaterThanOrEqual(1090)
    expect(started).toBeLessThanOrEqual(1100)
  })

  it('has lost its environments when it comes back from a crash', () => {
    const crash = {
      faults: { one: { kind: 'crash', target: 'f', atMs: 42, forMs: 20 } },
      durationMs: 120,
    }
    const rows = rowsOf(simulate(fn({}, crash))).filter(({ sentUs }) => sentUs > 62_000)
    expect(rows[0]).toMatchObject({ startUs: 85_000 })
  })

  it('keeps what targets of all kinds have when it was an instance before, and gets the defaults of its own', () => {
    const scenario = scenarioOf({ 'targetGroups.web.targets.s0.slots': 3 })
    const lanes = {
      other: {
        title: '',
        patch: { targetGroups: { web: { targets: { s0: { kind: 'function' } } } } },
      },
    }
    const { s0 } =
      resolveLane(valid({ ...scenario, lanes }), 'other').targetGroups['web']?.targets ?? {}
    expect(s0).toMatchObject({
      kind: 'function',
      slots: 3,
      zone: 'a',
      burst: 1000,
      keptMs: 300_000,
    })
  })
})

describe('a function is refused', () => {
  const problemsOf = (changes: Changes) => {
    const result = validateScenario({ ...scenarioOf(), ...changes })
    return result.ok ? [] : result.problems.map(({ message }) => message)
  }
  const f = { kind: 'function', zone: 'a' }

  it('beside other targets in its group', () => {
    expect(problemsOf({ targetGroups: { web: { targets: { f, s0: { zone: 'a' } } } } })).toEqual([
      'targetGroups.web.targets.f.kind is function, beside 1 other target; a group with a function has no other. Remove them, or choose another kind.',
    ])
  })

  it('behind a balancer of layer 4', () => {
    const { balancers } = scenarioOf()
    const web = { ...balancers['web'], kind: 'network' }
    expect(problemsOf({ balancers: { web }, targetGroups: { web: { targets: { f } } } })).toEqual([
      'targetGroups.web.targets.f.kind is function, behind a balancer of layer 4, which sends no requests. Choose another kind, or make the balancer an application.',
    ])
  })
})
