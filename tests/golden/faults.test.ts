/** What faults do, as pictures drawn by hand. One column is 5 ms; a request every 10 ms from 5 on, 15 ms of work. */
import { describe, expect, it } from 'vitest'
import { changeLines, journeyPicture, rowsOf, servicePicture } from '../support/asciiTrace.ts'
import { type Changes, constant, DIRECT, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const DEMAND = 'clients.users.requests.page.demand'
const run = (...changes: readonly Changes[]) =>
  simulate(laneOf({ [DEMAND]: constant(15) }, ...changes))
const during = (kind: string, atMs: number, forMs: number, knobs: object = {}): Changes => ({
  faults: { one: { kind, target: 's0', atMs, forMs, ...knobs } },
})

describe('a crash', () => {
  const crash = during('crash', 30, 20)

  it('resets what is served and what waits, and refuses until it is over', () => {
    const trace = run(crash)
    expect(`\n${journeyPicture(trace, { stepMs: 5 })}\n`).toBe(`
a  .###................ 200
b  ...~##.............. 502 reset
c  .....~.............. 502 reset
d  .................... 502 connect-refused
e  .................... 502 connect-refused
f  ...........###...... 200
g  .............~###... 200
h  ...............~~### 200
i  .................~~~ unfinished run-ended
j  ...................~ unfinished run-ended
`)
    expect(changeLines(trace)).toEqual([
      '5 dns-answer isp 1',
      '30 fault-start one',
      '30 target-down s0',
      '50 fault-end one',
      '50 target-up s0',
    ])
  })

  it('is a refusal and not a 502 for a client without a balancer', () => {
    const ends = rowsOf(run(crash, DIRECT)).map(({ outcome, cause }) => `${outcome} ${cause}`)
    expect(ends.slice(0, 6)).toEqual([
      'answered none',
      'refused reset',
      'refused reset',
      'refused connect-refused',
      'refused connect-refused',
      'answered none',
    ])
  })

  it('lasts as long as the longest of two that overlap', () => {
    const trace = run({
      faults: {
        one: { kind: 'crash', target: 's0', atMs: 30, forMs: 20 },
        two: { kind: 'crash', target: 's0', atMs: 40, forMs: 30 },
      },
    })
    expect(changeLines(trace).filter((line) => line.includes('target-'))).toEqual([
      '30 target-down s0',
      '70 target-up s0',
    ])
  })

  it('does not go on working after two that meet', () => {
    const trace = run({
      faults: {
        one: { kind: 'crash', target: 's0', atMs: 30, forMs: 20 },
        two: { kind: 'crash', target: 's0', atMs: 50, forMs: 30 },
      },
    })
    // At one instant ends come first: it is up for no time at all.
    expect(changeLines(trace).filter((line) => line.includes('target-'))).toEqual([
      '30 target-down s0',
      '50 target-up s0',
      '50 target-down s0',
      '80 target-up s0',
    ])
  })

  it('closes connections that lie idle', () => {
    const connections = rowsOf(
      run(during('crash', 30, 5), { [DEMAND]: constant(1), durationMs: 60 }),
    ).map(({ targetConnection }) => targetConnection)
    // a to c share one; d to f another, opened after the crash. (0 and 2 are the client's.)
    expect(new Set(connections.slice(0, 3)).size).toBe(1)
    expect(new Set(connections.slice(3)).size).toBe(1)
    expect(connections[3]).not.toBe(connections[2])
  })
})

it('a hang answers nothing, and goes on where it stopped', () => {
  expect(`\n${servicePicture(run(during('hang', 30, 20)), { stepMs: 5 })}\n`).toBe(`
s0  .aaabbbbbbbcccdddeee
s0~ ...b.ccccccfffffffff
s0~ .......ddddddd.hhhhh
s0~ .........eeeeeeeeiii
s0~ .............ggggggg
s0~ ...................j
`)
})

it('a hung target accepts more than its queue can hold', () => {
  const trace = run(during('hang', 30, 40), { 'targetGroups.web.targets.s0.queue.limit': 1 })
  expect(`\n${journeyPicture(trace, { stepMs: 5 })}\n`).toBe(`
a  .###................ 200
b  ...~###########..... 200
c  .....~~~~~~~~~~###.. 200
d  .......~~~~~~~~~~~## unfinished run-ended
e  .........~~~~~~~~~~~ unfinished run-ended
f  ...........~~~~~~~~~ unfinished run-ended
g  .............~~~~~~~ unfinished run-ended
h  .................... 503 queue-full
i  .................... 503 queue-full
j  .................... 503 queue-full
`)
})

describe('a slowdown', () => {
  it('slows the work already in service, and its end quickens it again', () => {
    // a: 5 ms of work by 10 ms, 5 more in the 10 ms at half the speed, 5 after that.
    const trace = run(during('slowdown', 10, 10, { factor: 2 }))
    expect(`\n${servicePicture(trace, { stepMs: 5 })}\n`).toBe(`
s0  .aaaabbbcccdddeeefff
s0~ ...bbccc.eeeee.hhhhh
s0~ .......ddddffffffiii
s0~ .............ggggggg
s0~ ...................j
`)
    expect(rowsOf(trace)[0]?.serviceEndUs).toBe(25_000)
  })

  it('multiplies with another', () => {
    // Speeds 1, 1/2, 1/6, 1/3 in four stretches of 10 ms from 10 ms on: 5 + 5 + 1.666 + 3.333 = 15.
    const trace = run({
      faults: {
        one: { kind: 'slowdown', target: 's0', factor: 2, atMs: 10, forMs: 20 },
        two: { kind: 'slowdown', target: 's0', factor: 3, atMs: 20, forMs: 20 },
      },
    })
    expect(rowsOf(trace)[0]?.serviceEndUs).toBe(40_000)
  })

  it('slows everybody who shares', () => {
    const trace = run(during('slowdown', 10, 90, { factor: 2 }), {
      'targetGroups.web.targets.s0.queue.order': 'sharing',
      'clients.users.arrivals.perSecond': 50,
      'clients.users.timeoutMs': 60_000,
      durationMs: 100,
    })
    // a is alone from 10 to 30 ms: 10 of 15 ms done. Then it shares the half with b: 20 ms for 5.
    expect(rowsOf(trace)[0]?.serviceEndUs).toBe(50_000)
  })
})

describe('errors', () => {
  it('last as long as the fault, by the moment of the answer', () => {
    const ends = rowsOf(run(during('errors', 30, 25, { ratio: 1 }), { durationMs: 75 })).map(
      ({ status, serviceEndUs }) => `${serviceEndUs / 1000} ${status}`,
    )
    // Services end at 20, 35, 50 and 65 ms.
    expect(ends.slice(0, 4)).toEqual(['20 200', '35 500', '50 500', '65 200'])
  })
})

describe('lost packets', () => {
  const cut = (between: string, and: string, forMs: number, ...more: readonly Changes[]) =>
    simulate(
      laneOf(
        {
          [DEMAND]: constant(10),
          'clients.users.arrivals.perSecond': 0.01,
          'clients.users.timeoutMs': 200_000,
          durationMs: 180_000,
          // The one request comes at 50 s.
          faults: {
            cut: { kind: 'packet-loss', between, and, ratio: 1, atMs: 49_000, forMs: 1000 + forMs },
          },
        },
        ...more,
      ),
    )
  const OTHER_ZONE = { 'targetGroups.web.targets.s0.zone': 'b' }
  const only = (trace: ReturnType<typeof simulate>) => rowsOf(trace)[0] as ReturnType<typeof rowsOf>[0]

  it.each([
    // Sent again after 200 ms, then 400, 800 ...: at 0.2, 0.6, 1.4, 3, 6.2 s.
    [100, 200],
    [200, 200],
    [300, 600],
    [600, 600],
    [700, 1400],
    [2000, 3000],
    [6000, 6200],
  ])('cost 200 ms, doubling: a cut of %i ms, late by %i', (forMs, lateMs) => {
    expect(only(cut('eu', 'a', forMs)).nodeUs).toBe(50_000_000 + lateMs * 1000)
    expect(only(cut('a', 'b', forMs, OTHER_ZONE)).targetUs).toBe(50_000_000 + lateMs * 1000)
  })

  it('beyond 10 s are no connection: for the client a refusal, for the node a 504', () => {
    const client = only(cut('eu', 'a', 60_000))
    expect([client.outcome, client.cause, client.endUs]).toEqual([
      'refused',
      'no-connection',
      60_000_000,
    ])
    const node = only(cut('a', 'b', 60_000, OTHER_ZONE))
    expect([node.status, node.cause, node.endUs]).toEqual([504, 'connect-timeout', 60_000_000])
  })

  it('on the way back are sent again as well, and the node waits 60 s at most', () => {
    const late = (forMs: number) => {
      // The service takes 1.5 s, and the cut begins while it goes on.
      const lane = laneOf(OTHER_ZONE, {
        [DEMAND]: constant(1500),
        'clients.users.arrivals.perSecond': 0.01,
        'clients.users.timeoutMs': 200_000,
        durationMs: 180_000,
        faults: {
          cut: { kind: 'packet-loss', between: 'a', and: 'b', ratio: 1, atMs: 51_000, forMs },
        },
      })
      const { status, endUs } = only(simulate(lane))
      return [status, endUs / 1000]
    }
    expect(late(1000)).toEqual([200, 51_500 + 600])
    expect(late(20_000)).toEqual([200, 51_500 + 25_400])
    expect(late(100_000)).toEqual([504, 110_000])
  })
})

describe('a zone outage', () => {
  const slow: Changes = {
    'clients.users.arrivals.perSecond': 0.1,
    'clients.users.timeoutMs': 300_000,
    'targetGroups.web.targets': { s0: { zone: 'b', slots: 1 } },
    durationMs: 100_000,
  }
  const out = (zone: string, atMs: number): Changes => ({
    faults: { out: { kind: 'zone-outage', zone, atMs, forMs: 300_000 } },
  })
  const ends = (...changes: readonly Changes[]) =>
    rowsOf(run(slow, ...changes)).map(
      ({ sentUs, endUs, status, outcome, cause }) =>
        `${sentUs / 1e6} ${endUs < 0 ? '' : endUs / 1e6} ${status} ${outcome} ${cause}`,
    )

  it('of a target: a new connection to it fails after 10 s, one that stands after 60 s, both with 504', () => {
    // Requests at 5, 15, 25 ... s; the first leaves an idle connection behind, the second takes it.
    const [a, b, c] = ends(out('b', 10_000))
    expect(a).toBe('5 5.015 200 answered none')
    expect(b).toBe('15 75 504 answered idle-timeout')
    expect(c).toBe('25 35 504 answered connect-timeout')
  })

  it('of a node: who rides a connection hears nothing, who needs one has none after 10 s', () => {
    const [a, b, c] = ends(out('a', 10_000), { 'clients.users.timeoutMs': 30_000 })
    expect(a).toBe('5 5.015 200 answered none')
    expect(b).toBe('15 45 0 gave-up client-timeout')
    expect(c).toBe('25 35 0 refused no-connection')
  })

  it('takes what the target holds, and its node answers 504 after 60 s', () => {
    const [a, b] = ends(out('b', 20_000), { [DEMAND]: constant(12_000) })
    // a is served from 5 to 17 s, b from 17 s on; it is gone at 20 s.
    expect(a).toBe('5 17 200 answered none')
    expect(b).toBe('15 75 504 answered idle-timeout')
  })

  it('takes what a node waits for, and the target works on for nobody', () => {
    const trace = run(slow, out('a', 6000), {
      [DEMAND]: constant(3000),
      'clients.users.timeoutMs': 20_000,
      durationMs: 40_000,
    })
    const row = rowsOf(trace)[0]
    expect(row).toMatchObject({ outcome: 'gave-up', endUs: 25_000_000, serviceEndUs: 8_000_000 })
  })
})
