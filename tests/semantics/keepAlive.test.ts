/**
 * Who closes an idle connection first, and what becomes of a request that is sent meanwhile. Sources: AWS, Application Load
 * Balancers (idle timeout; "configure the keep-alive of the target to be longer", else 502); RFC 9110, 9.2.2 (methods that
 * may be repeated); NGINX, ngx_http_upstream.c (a cached connection that fails is not the last try).
 */
import { describe, expect, it } from 'vitest'
import { CONNECTION_ENDINGS } from '../../src/trace/schema.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { columnsOf } from '../support/sameRows.ts'
import { type Changes, constant, DIRECT, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** A request every `everyMs` from half of that on, each 1 ms of work at a target that is 2 ms from its node. */
const every = (everyMs: number, ...changes: readonly Changes[]) =>
  laneOf(
    {
      'clients.users.arrivals.perSecond': 1000 / everyMs,
      'clients.users.requests.page.demand': constant(1),
      'network.sameZone': constant(2),
      durationMs: 3 * everyMs,
    },
    ...changes,
  )
const keep = (ms: number): Changes => ({ 'targetGroups.web.targets.s0.keepAliveMs': ms })
const endings = (...from: Parameters<typeof every>) =>
  rowsOf(simulate(every(...from))).map(
    ({ status, author, cause }) => `${status} ${author} ${cause}`,
  )
const OK = '200 target none'
const RACE = '502 node closed-idle'

describe('a target that closes idle connections', () => {
  // The answer leaves the target at 2 + 1 ms after the connection has opened (4 ms), and a request comes 100 ms later.
  // So the target's timer runs for 100 - 1 = 99 ms, less what opening took in the first.
  it('resets a request that comes when the timer has run out, and the node answers 502', () => {
    expect(endings(100, keep(98))).toEqual([OK, OK, RACE])
  })

  it('serves one that comes before', () => {
    expect(endings(100, keep(100))).toEqual([OK, OK, OK])
  })

  it('is not asked on that connection once the node knows: word takes as long as an answer', () => {
    // Closed at 147 and 247 ms, heard 2 ms later: what leaves the node at 150 and 250 opens another.
    expect(endings(100, keep(90))).toEqual([OK, OK, OK])
    const { ending, side } = columnsOf(simulate(every(100, keep(90))).connections)
    const ofNodes = [...ending].filter((_, i) => side[i] === 1).map((at) => CONNECTION_ENDINGS[at])
    expect(ofNodes).toEqual(['idle', 'idle', 'open'])
  })

  it('never does it while the node closes first', () => {
    const short = { 'balancers.web.idleMs': 1000 }
    for (const ms of [1001, 1100, 5000])
      expect(endings(2000, keep(ms), short)).toEqual([OK, OK, OK])
  })

  it('resets what its clients send themselves, where there is no balancer', () => {
    const far = { 'network.fromClients.eu.home': constant(2) }
    expect(endings(100, DIRECT, keep(98), far)).toEqual([OK, OK, '0 client closed-idle'])
  })

  it('does so through a balancer of layer 4', () => {
    expect(endings(100, { 'balancers.web.kind': 'network' }, keep(98))).toContain(
      '0 client closed-idle',
    )
  })
})

describe('a node that sends again', () => {
  const again = { 'balancers.web.resends': true }

  it('repeats a GET on a new connection to the same target', () => {
    const rows = rowsOf(simulate(every(100, keep(98), again)))
    expect(rows.map(({ status }) => status)).toEqual([200, 200, 200])
    const [, second, third] = rows
    // There and back in vain, then a new connection: 8 ms more than the second took.
    expect((third?.endUs as number) - (third?.sentUs as number)).toBe(
      (second?.endUs as number) - (second?.sentUs as number) + 8000,
    )
    expect(third?.targetConnection).not.toBe(second?.targetConnection)
  })

  it.each(['POST', 'PATCH'])('does not repeat a %s', (method) => {
    const page = { 'clients.users.requests.page.method': method }
    expect(endings(100, keep(98), again, page)).toEqual([OK, OK, RACE])
  })

  it('does not repeat what a crash has reset', () => {
    const crash = { 'faults.dead': { kind: 'crash', target: 's0', atMs: 240, forMs: 60 } }
    expect(endings(100, again, crash)).toEqual([OK, OK, '502 node connect-refused'])
  })
})

it('a node waits for an answer as long as its idle timeout, then writes a 504', () => {
  const slow = {
    'clients.users.requests.page.demand': constant(2000),
    'balancers.web.idleMs': 1000,
  }
  const [first] = rowsOf(simulate(every(5000, slow)))
  expect(first).toMatchObject({ status: 504, cause: 'idle-timeout', author: 'node' })
  expect((first?.endUs as number) - (first?.sentUs as number)).toBe(1_000_000)
})
