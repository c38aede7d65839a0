/**
 * Sticky clients. Sources: AWS, Application Load Balancers, sticky sessions (duration-based and application-based cookies);
 * Network Load Balancers, sticky sessions (by source address).
 */
import { describe, expect, it } from 'vitest'
import { rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf, scenarioOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** A client, four targets, round robin, a request every 100 ms for 4 s, a new connection for each. */
const FOUR: Changes = {
  'clients.users.arrivals.perSecond': 10,
  'clients.users.requests.page.demand': constant(1),
  'clients.users.connections.keepAliveMs': 0,
  'targetGroups.web.targets': Object.fromEntries(
    ['s0', 's1', 's2', 's3'].map((id) => [id, { zone: 'a' }]),
  ),
  durationMs: 4000,
}
const sticky = (kind: string, durationMs = 3_600_000): Changes => ({
  'targetGroups.web.stickiness': { kind, durationMs },
})
const CHECKED: Changes = { 'targetGroups.web.health': { intervalMs: 100, timeoutMs: 50 } }
/** The targets one after the other, each run of the same once. */
function path(...changes: readonly Changes[]): string {
  const ids = rowsOf(simulate(laneOf(FOUR, ...changes))).map(({ target }) => target ?? '-')
  return ids.filter((id, i) => id !== ids[i - 1]).join(' ')
}
const dies = (target: string): Changes => ({
  'faults.dead': { kind: 'crash', target, atMs: 1000, forMs: 1000 },
})

describe('a client with a cookie', () => {
  it('stays with the target that answered it first, where round robin goes on', () => {
    expect(path(sticky('balancer-cookie'))).toBe('s0')
    expect(path(sticky('none')).split(' ')).toHaveLength(40)
  })

  it('gets another target when its own is unhealthy, and stays there when that is back', () => {
    const [first, second, ...rest] = path(sticky('balancer-cookie'), CHECKED, dies('s0')).split(' ')
    expect([first, rest]).toEqual(['s0', []])
    expect(second).not.toBe('s0')
  })

  it('has it renewed by each answer: it lasts while requests come', () => {
    expect(path(sticky('balancer-cookie', 1000))).toBe('s0')
  })

  it('loses that of the application when its time is over, however busy', () => {
    expect(path(sticky('application-cookie', 1000)).split(' ').length).toBeGreaterThanOrEqual(3)
  })

  it('loses that of the balancer when it asks too seldom', () => {
    const seldom = { 'clients.users.arrivals.perSecond': 0.8, durationMs: 6000 }
    expect(path(sticky('balancer-cookie', 1000), seldom).split(' ').length).toBeGreaterThan(2)
  })
})

describe('a client by its address', () => {
  it('stays with one target, at layer 7 and at layer 4, over all its connections', () => {
    const network = { 'balancers.web.kind': 'network' }
    expect(path(sticky('source-ip')).split(' ')).toHaveLength(1)
    expect(path(sticky('source-ip'), network).split(' ')).toHaveLength(1)
    expect(path(sticky('none'), network).split(' ').length).toBeGreaterThan(5)
  })

  it('may come back to its target when that is back', () => {
    const own = path(sticky('source-ip'))
    const way = path(sticky('source-ip'), CHECKED, dies(own)).split(' ')
    expect([way[0], way.at(-1)]).toEqual([own, own])
    expect(way.length).toBeGreaterThan(2)
  })
})

describe('a cookie', () => {
  it('is refused at layer 4, and with cross-zone off', () => {
    const cookie = sticky('balancer-cookie')
    expect(() => scenarioOf(cookie, { 'balancers.web.kind': 'network' })).toThrow(
      'a node sees none',
    )
    expect(() => scenarioOf(cookie, { 'balancers.web.crossZone': false })).toThrow('out of reach')
  })
})
