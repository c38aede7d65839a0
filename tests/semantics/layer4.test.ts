/**
 * What a balancer of layer 4 does with connections. Source: AWS, Network Load Balancers (introduction, cross-zone, idle
 * timeout, target health and connection termination).
 */
import { describe, expect, it } from 'vitest'
import { type Row, rowsOf } from '../support/asciiTrace.ts'
import { columnsOf } from '../support/sameRows.ts'
import { type Changes, constant, laneOf, scenarioOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const NETWORK: Changes = {
  'balancers.web.kind': 'network',
  'balancers.web.cancelAbandoned': false,
  'clients.users.requests.page.demand': constant(1),
}
/** `s0` to `s<n-1>` in zone a. */
const targets = (n: number, zone = 'a') => ({
  'targetGroups.web.targets': Object.fromEntries(
    Array.from({ length: n }, (_, i) => [`s${i}`, { zone }]),
  ),
})
const rows = (...changes: readonly Changes[]): Row[] =>
  rowsOf(simulate(laneOf(NETWORK, ...changes)))
const endings = (of: readonly Row[]) => new Set(of.map(({ status, cause }) => `${status} ${cause}`))
const targetsOf = (of: readonly Row[]) => new Set(of.map(({ target }) => target))

describe('a connection at layer 4', () => {
  it('opens from end to end: the first packet finds the target, and every round trip goes there', () => {
    const far = { 'network.fromClients.eu.home': constant(10), 'network.sameZone': constant(2) }
    const first = rows(far)[0] as Row
    // Sent at 5 ms; a round trip of 24 ms, then the request: 10 to the node, 2 to the target, and back.
    expect([first.nodeUs, first.targetUs, first.backUs, first.endUs]).toEqual([
      39_000, 41_000, 44_000, 54_000,
    ])
    const tls = rows(far, { 'balancers.web.listeners.http.protocol': 'https' })[0] as Row
    expect(tls.targetUs).toBe(41_000 + 24_000)
  })

  it('leads no request on that its client has given up meanwhile (model)', () => {
    const far = { 'network.fromClients.eu.home': constant(10), 'network.sameZone': constant(2) }
    // Given up 4 ms after it was sent along the connection, and 6 ms before it is at the node.
    const given = rows(far, { 'clients.users.timeoutMs': 28, durationMs: 200 })
    expect(given.filter(({ nodeUs }) => nodeUs >= 0).length).toBeGreaterThan(5)
    expect(given.filter(({ targetUs }) => targetUs >= 0)).toEqual([])
    expect(targetsOf(given.filter(({ nodeUs }) => nodeUs >= 0))).toEqual(new Set([null]))
  })

  it('is pinned to one target for its life', () => {
    expect(targetsOf(rows(targets(8))).size).toBe(1)
  })

  it('is one connection, to node and target, and there is none from the node to the target', () => {
    const { side, node, target, port } = columnsOf(
      simulate(laneOf(NETWORK, targets(8))).connections,
    )
    expect([[...side], [...node], [...port]]).toEqual([[0], [0], [32_768]])
    expect(target[0]).toBeLessThan(8)
  })

  it('leads elsewhere than another one of the same client, which has another port', () => {
    expect(targetsOf(rows(targets(4), { 'clients.users.connections.keepAliveMs': 0 })).size).toBe(4)
  })

  it('spreads over the targets evenly when there are many (the hash is a model)', () => {
    const many = rows(targets(4), {
      'clients.users.connections.keepAliveMs': 0,
      'clients.users.arrivals.perSecond': 1000,
      durationMs: 4000,
    })
    const counts = ['s0', 's1', 's2', 's3'].map(
      (id) => many.filter((row) => row.target === id).length,
    )
    // 4000 draws: a standard deviation of 27.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(4 * 27)
  })
})

describe('cross-zone at layer 4', () => {
  const elsewhere = targets(2, 'b')

  it('is off unless it is set, and a node without a target in its zone resets connections', () => {
    const all = rows(elsewhere)
    expect(endings(all)).toEqual(new Set(['0 no-targets']))
    expect(new Set(all.map(({ author, outcome }) => `${author} ${outcome}`))).toEqual(
      new Set(['node refused']),
    )
  })

  it('can be set, and is not what is set for layer 7', () => {
    expect(endings(rows(elsewhere, { 'balancers.web.layer4.crossZone': true }))).toEqual(
      new Set(['200 none']),
    )
    expect(endings(rows(elsewhere, { 'balancers.web.crossZone': true }))).toEqual(
      new Set(['0 no-targets']),
    )
    expect(endings(rows(elsewhere, { 'balancers.web.kind': 'application' }))).toEqual(
      new Set(['200 none']),
    )
  })
})

describe('a target that fails at layer 4', () => {
  const CHECKED: Changes = {
    'targetGroups.web.health': { intervalMs: 100, timeoutMs: 50 },
    'clients.users.arrivals.perSecond': 20,
    durationMs: 2000,
  }
  const hang = (target: string): Changes => ({
    [`faults.${target}`]: { kind: 'hang', target, atMs: 300, forMs: 1700 },
  })
  /** The target to which the only client is pinned. */
  const pinned = rows(targets(2), CHECKED)[0]?.target as string

  it('resets its connections when it crashes: no node writes a 502 for it', () => {
    const crash = { 'faults.dead': { kind: 'crash', target: pinned, atMs: 301, forMs: 1600 } }
    const after = rows(targets(2), CHECKED, crash).filter(({ sentUs }) => sentUs > 300_000)
    expect(endings(after).has('0 connect-refused')).toBe(true)
    expect(after.map(({ status }) => status)).not.toContain(502)
    expect(after.at(-1)).toMatchObject({ status: 200 })
  })

  it('has its connections reset by the node that finds it unhealthy, and clients come to another', () => {
    const all = rows(targets(2), CHECKED, hang(pinned))
    const reset = all.filter(({ cause }) => cause === 'target-unhealthy')
    expect(reset.length).toBeGreaterThan(0)
    expect(new Set(reset.map(({ author, status }) => `${author} ${status}`))).toEqual(
      new Set(['node 0']),
    )
    expect(all.at(-1)).toMatchObject({ status: 200 })
    expect(targetsOf(all).size).toBe(2)
  })

  it('keeps them where connection termination is off', () => {
    const off = { 'balancers.web.layer4.resetsUnhealthy': false }
    const all = rows(targets(2), CHECKED, hang(pinned), off, {
      'clients.users.connections.perAddress': 1,
    })
    expect(endings(all).has('0 target-unhealthy')).toBe(false)
    expect(targetsOf(all.filter(({ targetUs }) => targetUs >= 0))).toEqual(new Set([pinned]))
  })

  it('keeps them while its node fails open', () => {
    const all = rows(targets(2), CHECKED, hang('s0'), hang('s1'))
    const resetUs = all.flatMap(({ cause, endUs }) => (cause === 'target-unhealthy' ? [endUs] : []))
    // The first that is found unhealthy leaves another; with the second there is none left.
    expect(new Set(resetUs).size).toBeLessThanOrEqual(1)
  })
})

describe('a deregistered target at layer 4', () => {
  const away: Changes = {
    ...targets(2),
    faults: {
      one: { kind: 'deregistration', target: 's0', atMs: 30, forMs: 60 },
      other: { kind: 'deregistration', target: 's1', atMs: 30, forMs: 60 },
    },
  }

  it('keeps the connections that it has, past its delay too (connection termination is off)', () => {
    const delay = { 'targetGroups.web.deregistrationMs': 10 }
    expect(endings(rows(away, delay))).toEqual(new Set(['200 none']))
  })

  it('gets no new ones', () => {
    const fresh = rows(away, { 'clients.users.connections.keepAliveMs': 0 })
    const meanwhile = fresh.filter(({ sentUs }) => sentUs > 30_000 && sentUs < 90_000)
    expect(endings(meanwhile)).toEqual(new Set(['0 no-targets']))
  })
})

it('a flow without a packet for the idle timeout is forgotten, and the next packet reset', () => {
  const seldom = rows({
    'balancers.web.layer4.idleMs': 60_000,
    'clients.users.arrivals': { kind: 'periodic', perSecond: 0.012 },
    'clients.users.connections.keepAliveMs': 600_000,
    durationMs: 400_000,
  })
  expect(seldom.map(({ cause }) => cause)).toEqual([
    'none',
    'flow-forgotten',
    'none',
    'flow-forgotten',
    'none',
  ])
})

describe('what is about requests', () => {
  it('is refused: rules, answers, several groups, faults of rules', () => {
    const refused = (changes: Changes): string => {
      try {
        scenarioOf(NETWORK, changes)
        return 'accepted'
      } catch (error) {
        return (error as Error).message
      }
    }
    const listener = 'balancers.web.listeners.http'
    expect(
      refused({
        [`${listener}.rules.one`]: {
          when: { path: { kind: 'path-pattern', values: ['/x'] } },
          action: { kind: 'forward', groups: { web: {} } },
        },
      }),
    ).toContain('sees connections and no requests, so nothing could match them')
    expect(
      refused({ [`${listener}.otherwise`]: { kind: 'fixed-response', status: 503 } }),
    ).toContain('forwards all of them to one group')
    expect(
      refused({
        'faults.off': { kind: 'rule-answer', rule: 'otherwise', status: 503, atMs: 0, forMs: 1 },
      }),
    ).toContain('is about requests')
  })
})
