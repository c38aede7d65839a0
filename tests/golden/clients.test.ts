/** What clients, connections and DNS do, in figures and pictures worked out by hand. */
import { describe, expect, it } from 'vitest'
import { retryAttemptsMean } from '../../src/analysis/theory/attempts.ts'
import { changeLines, journeyPicture, type Row, rowsOf } from '../support/asciiTrace.ts'
import { columnsOf } from '../support/sameRows.ts'
import { type Changes, constant, DIRECT, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const DEMAND = 'clients.users.requests.page.demand'
const run = (...changes: readonly Changes[]) => simulate(laneOf(...changes))
const rows = (...changes: readonly Changes[]): readonly Row[] => rowsOf(run(...changes))

describe('the way of a request', () => {
  const network: Changes = {
    'network.sameZone': constant(1),
    'network.crossZone': constant(2),
    'network.fromClients.eu.home': constant(10),
    'targetGroups.web.targets.s0.zone': 'b',
    durationMs: 150,
  }
  const stampsMs = (row: Row | undefined): readonly number[] =>
    row === undefined
      ? []
      : [row.sentUs, row.nodeUs, row.targetUs, row.startUs, row.serviceEndUs, row.backUs, row.endUs]
          .map((us) => us / 1000)

  it('over new connections takes a round trip more at each end', () => {
    // 20 for the handshake and 10 to the node; 4 and 2 to the target in the other zone; 10 of work; 2 and 10 back.
    expect(stampsMs(rows(network)[0])).toEqual([5, 35, 41, 41, 51, 53, 63])
  })

  it('with TLS takes another round trip to the node', () => {
    const https = { 'balancers.web.listeners.http.protocol': 'https' }
    expect(stampsMs(rows(network, https)[0])).toEqual([5, 55, 61, 61, 71, 73, 83])
  })

  it('within the zone takes the shorter way', () => {
    const same = { 'targetGroups.web.targets.s0.zone': 'a' }
    expect(stampsMs(rows(network, same)[0])).toEqual([5, 35, 38, 38, 48, 49, 59])
  })

  it('without a balancer goes to the target itself', () => {
    expect(stampsMs(rows(network, DIRECT)[0])).toEqual([5, -0.001, 35, 35, 45, -0.001, 55])
  })

  it('over connections that stand takes one leg each', () => {
    const slow = { 'clients.users.arrivals.perSecond': 10 }
    expect(rows(network, slow).map(stampsMs)).toEqual([
      [50, 80, 86, 86, 96, 98, 108],
      [150, -0.001, -0.001, -0.001, -0.001, -0.001, -0.001],
    ])
    expect(stampsMs(rows(network, slow, { durationMs: 249 })[1])).toEqual([
      150, 160, 162, 162, 172, 174, 184,
    ])
  })
})

describe('connections of a client', () => {
  // 10 ms to the node, 20 for a handshake, 10 of work: a request takes 30 ms, on a new connection 50.
  const base: Changes = {
    'network.fromClients.eu.home': constant(10),
    'clients.users.arrivals.perSecond': 20,
    'clients.users.connections': { keepAliveMs: 60_000, perAddress: 1 },
    durationMs: 249,
  }
  const atNodeMs = (...changes: readonly Changes[]) =>
    rows(base, ...changes).map(({ nodeUs }) => nodeUs / 1000)

  it('are used again while they are kept', () => {
    // Sent at 25, 75, 125 ...; the first is answered at 75, and b takes its connection in that moment.
    expect(atNodeMs()).toEqual([55, 85, 135, 185, 235])
  })

  it('are closed after each request when they are not kept', () => {
    const keepAliveMs = { 'clients.users.connections.keepAliveMs': 0 }
    expect(atNodeMs(keepAliveMs)).toEqual([55, 105, 155, 205, -0.001])
  })

  it.each([
    [21, [55, 85, 135, 185, 235]],
    // b is answered at 105 and c sent at 125: idle for exactly as long as it is kept.
    [20, [55, 85, 155, 185, -0.001]],
    [19, [55, 85, 155, 185, -0.001]],
  ])('are closed once they were idle for %i ms', (keepAliveMs, expected) => {
    expect(atNodeMs({ 'clients.users.connections.keepAliveMs': keepAliveMs })).toEqual(expected)
  })

  it('say when they were closed, though nobody was looking', () => {
    const trace = run(base, { 'clients.users.connections.keepAliveMs': 20 })
    const { side, openedUs, readyUs, closedUs, requests, bytes } = columnsOf(trace.connections)
    const ofClients = [...side.keys()].filter((i) => side[i] === 0)
    expect(
      ofClients.map((i) => [openedUs[i], readyUs[i], closedUs[i], requests[i], bytes[i]]),
    ).toEqual([
      [25_000, 45_000, 125_000, 2, 20_000],
      [125_000, 145_000, 225_000, 2, 20_000],
      [225_000, 245_000, 249_000, 0, 0],
    ])
  })

  it('are waited for when there may be no more', () => {
    // 40 ms of work: a is answered at 105, b at 165, c at 225; each sends the next on its way.
    expect(atNodeMs({ [DEMAND]: constant(40) })).toEqual([55, 115, 175, 235, -0.001])
  })

  it('are opened while there may be more', () => {
    const two = { [DEMAND]: constant(40), 'clients.users.connections.perAddress': 2 }
    // b opens the second at 75. c takes the one of a, idle since 105; the target serves one by one.
    expect(atNodeMs(two)).toEqual([55, 105, 135, 185, 235])
  })

  it('that a client gave up on are not used again, and the next in line opens one', () => {
    const impatient = { [DEMAND]: constant(40), 'clients.users.timeoutMs': 60 }
    // a gives up at 85; b, waiting since 75, then opens a connection: at the node at 115, gone at 135.
    expect(atNodeMs(impatient)).toEqual([55, 115, 165, 215, -0.001])
    expect(rows(base, impatient)[0]).toMatchObject({ outcome: 'gave-up', endUs: 85_000 })
  })
})

describe('a client that gives up', () => {
  const impatient: Changes = {
    [DEMAND]: constant(15),
    'clients.users.timeoutMs': 10,
    'clients.users.arrivals.perSecond': 50,
    durationMs: 60,
  }
  const picture = (...changes: readonly Changes[]) =>
    `\n${journeyPicture(run(impatient, ...changes), { stepMs: 5 })}\n`

  it('leaves the target working for nobody', () => {
    expect(picture()).toBe(`
a  ..##=....... gave-up client-timeout
b  ......##=... gave-up client-timeout
c  ..........## gave-up client-timeout
`)
  })

  it('stops the target, when nodes pass that on', () => {
    expect(picture({ 'balancers.web.cancelAbandoned': true })).toBe(`
a  ..##........ gave-up client-timeout
b  ......##.... gave-up client-timeout
c  ..........## gave-up client-timeout
`)
  })

  it('makes an overloaded target useless, and one that serves the latest first not', () => {
    const rush: Changes = {
      [DEMAND]: constant(12),
      'clients.users.timeoutMs': 25,
      'clients.users.arrivals.perSecond': 100,
      durationMs: 400,
    }
    // The nth waits 2 ms longer than the one before: a to g are served within 25 ms, and then nobody ever.
    const { counts } = run(rush).meta
    expect(counts).toMatchObject({ requests: 40, answered: 7 })
    expect(counts.servingUs).toEqual([395_000])
    const lifo = { 'targetGroups.web.targets.s0.queue.order': 'lifo' }
    expect(run(rush, lifo).meta.counts.answered).toBeGreaterThan(25)
  })

  it('at the moment of the answer has the answer', () => {
    const trace = run(impatient, { 'clients.users.timeoutMs': 15 })
    expect(trace.meta.counts).toMatchObject({ answered: 2, gaveUp: 0 })
  })
})

describe('a client that tries again', () => {
  const failing: Changes = {
    [DEMAND]: constant(5),
    'targetGroups.web.targets.s0.errorRatio': 1,
    'clients.users.arrivals.perSecond': 10,
    'clients.users.retry': { attemptsMax: 3, backoffMs: 10, jitter: 0, budgetRatio: 1 },
    durationMs: 149,
  }

  it('pauses twice as long each time', () => {
    expect(`\n${journeyPicture(run(failing), { stepMs: 5, untilMs: 100 })}\n`).toBe(`
a  ..........#......... 500 continued application-error
A2 .............#...... 500 continued application-error
A3 ..................#. 500 application-error
`)
  })

  it('does so after giving up, too, and its first attempt is still worked on', () => {
    const slow = {
      [DEMAND]: constant(25),
      'targetGroups.web.targets.s0': { zone: 'a', slots: 3 },
      'clients.users.timeoutMs': 10,
    }
    expect(`\n${journeyPicture(run(failing, slow), { stepMs: 5, untilMs: 130 })}\n`).toBe(`
a  ..........##===........... continued client-timeout
A2 ..............##===....... continued client-timeout
A3 ....................##===. gave-up client-timeout
`)
  })

  it('draws its pause between nothing and all of it, with full jitter', () => {
    const jittered = rows(failing, {
      'clients.users.retry': { attemptsMax: 2, backoffMs: 100, jitter: 1, budgetRatio: 1 },
      'clients.users.arrivals.perSecond': 20,
      durationMs: 100_000,
    })
    const ends = new Map(jittered.map((row) => [row.name, row.endUs]))
    const pauses = jittered
      .filter(({ attempt }) => attempt === 2)
      .map((row) => row.sentUs - (ends.get(row.name.replace('#2', '#1')) as number))
    expect(pauses.length).toBeGreaterThan(1900)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(100_000)
    // Uniform: each tenth has its share, within 3.3 standard errors.
    const tenths = Array.from({ length: 10 }, (_, i) =>
      pauses.filter((us) => Math.min(9, Math.floor(us / 10_000)) === i).length,
    )
    const expected = pauses.length / 10
    for (const count of tenths) {
      expect(Math.abs(count - expected)).toBeLessThan(3.3 * Math.sqrt(expected * 0.9))
    }
  })

  it.each([
    // Ten in reserve, and then so many a request: 10 + 200 ratio, for 200 requests.
    [0, 10],
    [0.25, 60],
    [0.5, 110],
    [1, 200],
  ])('keeps to its budget of %f', (budgetRatio, retries) => {
    const { counts } = run(failing, {
      'clients.users.retry': { attemptsMax: 2, backoffMs: 10, jitter: 0, budgetRatio },
      durationMs: 20_000,
    }).meta
    expect(counts.requests).toBe(200)
    expect(counts.retries).toBe(retries)
  })

  it('amplifies as theory says when every attempt fails with one chance', () => {
    const { counts } = run({
      [DEMAND]: constant(1),
      'targetGroups.web.targets.s0': { zone: 'a', slots: 100, errorRatio: 0.4 },
      'clients.users.arrivals.perSecond': 500,
      'clients.users.retry': { attemptsMax: 3, backoffMs: 5, jitter: 1, budgetRatio: 1 },
      durationMs: 20_000,
    }).meta
    // 1 + 0.4 + 0.16 attempts a request; 10,000 of them.
    const expected = 1.56
    const spread = Math.sqrt((0.84 * 1 + 0.16 * 9 + 0.24 * (4 - 1) - 1) / counts.requests)
    expect(Math.abs(counts.attempts / counts.requests - expected)).toBeLessThan(3.3 * spread)
  })
})

describe('retries without a budget', () => {
  const failing = {
    [DEMAND]: constant(1),
    'targetGroups.web.targets.s0': { zone: 'a', slots: 400, errorRatio: 0.8 },
    'clients.users.arrivals.perSecond': 500,
    durationMs: 20_000,
  }
  const attemptsEach = (retry: object): number => {
    const settings = { attemptsMax: 4, backoffMs: 5, jitter: 1, ...retry }
    const { counts } = run(failing, { 'clients.users.retry': settings }).meta
    return counts.attempts / counts.requests
  }

  it('are as many as the attempts of each request allow', () => {
    const expected = retryAttemptsMean({ failRatio: 0.8, retriesMax: 3 })
    expect(expected).toBeCloseTo(2.952, 9)
    // 1, 2, 3 or 4 attempts with chances 0.2, 0.16, 0.128 and 0.512; of 10,000 requests.
    const square = 0.2 + 0.16 * 4 + 0.128 * 9 + 0.512 * 16
    const spread = Math.sqrt((square - expected ** 2) / 10_000)
    expect(Math.abs(attemptsEach({ budget: 'none' }) - expected)).toBeLessThan(3.3 * spread)
  })

  it('are more than the largest budget gives, whatever that earns', () => {
    expect(attemptsEach({ budgetRatio: 1 })).toBeCloseTo(2, 2)
    expect(attemptsEach({ budget: 'none', budgetRatio: 0 })).toBe(attemptsEach({ budget: 'none' }))
  })
})

describe('DNS', () => {
  const twoZones: Changes = {
    'balancers.web.zones': ['a', 'b'],
    'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'b' } },
    'clients.users.connections.keepAliveMs': 0,
    [DEMAND]: constant(1),
  }
  const answers = (...changes: readonly Changes[]): string[] =>
    changeLines(run(twoZones, ...changes)).filter((line) => line.includes('dns-answer'))

  it('is asked again when an answer is as old as its TTL', () => {
    expect(answers({ 'dns.records.shop.ttlMs': 30 })).toEqual(
      [5, 35, 65, 95].map((ms) => `${ms} dns-answer isp 11`),
    )
    expect(answers({ 'dns.records.shop.ttlMs': 60_000 })).toHaveLength(1)
    expect(answers({ 'dns.records.shop.ttlMs': 0 })).toHaveLength(10)
  })

  it('is not asked for a connection that stands', () => {
    const kept = { 'clients.users.connections.keepAliveMs': 60_000, 'dns.records.shop.ttlMs': 0 }
    expect(answers(kept)).toHaveLength(1)
  })

  const out = (zone: string, atMs: number, forMs: number): Changes => ({
    faults: { out: { kind: 'zone-outage', zone, atMs, forMs } },
    'dns.records.shop.ttlMs': 30,
  })

  it('leaves out a node whose zone is out, from the next answer on', () => {
    expect(answers(out('b', 20, 40))).toEqual([
      '5 dns-answer isp 11',
      '35 dns-answer isp 1',
      '65 dns-answer isp 11',
      '95 dns-answer isp 11',
    ])
    const nodes = rows(twoZones, out('b', 20, 40)).filter(
      ({ sentUs }) => sentUs >= 35_000 && sentUs < 65_000,
    )
    expect(new Set(nodes.map(({ node }) => node))).toEqual(new Set(['web-a']))
  })

  it('answers with all when none is good', () => {
    const both = {
      faults: {
        one: { kind: 'zone-outage', zone: 'a', atMs: 0, forMs: 1000 },
        two: { kind: 'zone-outage', zone: 'b', atMs: 0, forMs: 1000 },
      },
    }
    expect(answers(both)).toEqual(['5 dns-answer isp 11'])
  })

  it('names a node whose zone has no target while cross-zone is off, and that node answers 503', () => {
    const own: Changes = {
      'balancers.web.crossZone': false,
      'targetGroups.web.targets': { s0: { zone: 'a', slots: 100 } },
      'clients.users.addresses': 500,
      durationMs: 4000,
    }
    expect(answers(own)).toEqual(['5 dns-answer isp 11'])
    const found = rows(twoZones, own)
    const byNode = new Set(found.map(({ node, status, cause }) => `${node} ${status} ${cause}`))
    expect(byNode).toEqual(new Set(['web-a 200 none', 'web-b 503 no-targets']))
  })

  it('leaves out a node that sees no healthy target', () => {
    const own: Changes = {
      'balancers.web.crossZone': false,
      'targetGroups.web.health': {
        isActive: true,
        intervalMs: 100,
        timeoutMs: 50,
        unhealthyAfter: 1,
      },
      faults: { dead: { kind: 'crash', target: 's1', atMs: 0, forMs: 10_000 } },
      'dns.records.shop.ttlMs': 200,
      durationMs: 500,
    }
    expect(answers(own)).toEqual(['5 dns-answer isp 11', '205 dns-answer isp 1', '405 dns-answer isp 1'])
  })
})
