/**
 * max_fails and fail_timeout. Source: NGINX 1.29, ngx_http_upstream_round_robin.c (fails, accessed, checked; one live
 * request tries a server whose time is over; NGX_BUSY is a 502) and the documentation of ngx_http_upstream_module
 * (max_fails 1, fail_timeout 10 s, a single server is never out) and of proxy_next_upstream (what a failure is). NGINX
 * counts whole seconds; that these begin with the run is our model.
 */
import { describe, expect, it } from 'vitest'
import { changeLines, type Row, rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const EJECTION = 'targetGroups.web.ejection'
const asNginx = { dialect: 'nginx', failTimeoutMs: 1000, counts5xx: true }

/** Two targets in turn, a request every 100 ms from 50 ms on, 10 ms of work; `s0` answers 500 to all. */
const pair: Changes = {
  'targetGroups.web.targets': { s0: { zone: 'a', errorRatio: 1 }, s1: { zone: 'a' } },
  'targetGroups.web.health': { isActive: false, failsOpen: false },
  [EJECTION]: asNginx,
  'clients.users.arrivals': { kind: 'periodic', perSecond: 10 },
  'clients.users.requests.page.demand': constant(10),
  durationMs: 8000,
}
const traceOf = (...changes: readonly Changes[]) => simulate(laneOf(pair, ...changes))
const ejections = (...changes: readonly Changes[]): string[] =>
  changeLines(traceOf(...changes)).filter((line) => /eject/.test(line))
/** When requests were sent to `s0`. */
const askedMs = (...changes: readonly Changes[]): number[] =>
  rowsOf(traceOf(...changes))
    .filter(({ target }) => target === 's0')
    .map(({ sentUs }) => sentUs / 1000)
const both = (settings: object): Changes => ({
  'targetGroups.web.targets': { s0: { zone: 'a', ...settings }, s1: { zone: 'a', ...settings } },
})

describe('a server that fails', () => {
  it('is out after max_fails failures for fail_timeout, and then asked by one request', () => {
    // Fails at 60 ms: more than a second of the clock is over when its third begins. So again at 2060.
    expect(askedMs()).toEqual([50, 2050, 4050, 6050])
    expect(askedMs({ [EJECTION]: { ...asNginx, maxFails: 3 } })).toEqual([
      50, 250, 450, 2050, 4050, 6050,
    ])
    expect(ejections()).toEqual(['60 ejected web-a s0'])
  })

  it('is out for all others while one request tries it', () => {
    const slow = { 'clients.users.requests.page.demand': constant(350), ...both({ slots: 100 }) }
    const fault = {
      faults: { bad: { kind: 'errors', target: 's0', ratio: 1, atMs: 0, forMs: 600 } },
    }
    // Asked at 50 and 250 before the first answer; at 400 it fails, at 600 again; tried at 2050, and well at 2400.
    expect(askedMs(slow, fault).slice(0, 5)).toEqual([50, 250, 2050, 2450, 2650])
    expect(ejections(slow, fault)).toEqual(['400 ejected web-a s0', '2400 ejection-end web-a s0'])
  })

  it('has its failures forgotten by an answer to a request that was sent fail_timeout after the last', () => {
    const twice = { [EJECTION]: { ...asNginx, maxFails: 2 } }
    const at = (...startsMs: readonly number[]): Changes => ({
      ...both({}),
      ...twice,
      faults: Object.fromEntries(
        startsMs.map((atMs, i) => [
          `f${i}`,
          { kind: 'errors', target: 's0', ratio: 1, atMs, forMs: 100 },
        ]),
      ),
    })
    // Asked every 200 ms, at 50, 250 ...: one failure at 260 and one later, with nothing but good answers between.
    expect(ejections(at(200, 1800))[0]).toBe('1860 ejected web-a s0')
    expect(ejections(at(200, 2200))).toEqual([])
  })

  it('has no failure forgotten for a probe that it passes while it is in, and is in again for one when it is out', () => {
    const probed = {
      'targetGroups.web.health': {
        isActive: true,
        failsOpen: false,
        intervalMs: 5000,
        timeoutMs: 2000,
        healthyAfter: 2,
      },
      'clients.users.arrivals': { kind: 'periodic', perSecond: 1 },
      durationMs: 20_000,
    }
    const three = { [EJECTION]: { ...asNginx, maxFails: 3, failTimeoutMs: 60_000 } }
    const lines = ejections(probed, three)
    // Asked each second time, at 0.5, 2.5 and 4.5 s: a probe in between forgets nothing.
    expect(lines[0]).toBe('4510 ejected web-a s0')
    expect(lines[1]).toMatch(/ejection-end web-a s0/)
  })

  it('is in again when the client of the request that tries it has gone', () => {
    const gone = {
      'clients.users.timeoutMs': 200,
      'balancers.web.cancelAbandoned': true,
      ...both({ slots: 1000 }),
      'clients.users.requests.page.demand': constant(300),
      faults: { crash: { kind: 'crash', target: 's0', atMs: 0, forMs: 100 } },
    }
    // Refused at 50 ms and tried at 2050, which the client leaves at 2250.
    expect(ejections(gone)).toEqual(['50 ejected web-a s0', '2250 ejection-end web-a s0'])
  })

  it('is never out with max_fails 0, or alone in its group', () => {
    expect(ejections({ [EJECTION]: { ...asNginx, maxFails: 0 } })).toEqual([])
    const alone = { 'targetGroups.web.targets': { s0: { zone: 'a', errorRatio: 1 } } }
    expect(ejections(alone)).toEqual([])
  })

  it('is out for the worker that had the failure, unless workers share their counts', () => {
    const many = { 'clients.users.addresses': 100, 'balancers.web.workers': 4 }
    expect(ejections(many)).toHaveLength(4)
    expect(ejections(many, { 'balancers.web.workersShare': 'counts' })).toHaveLength(1)
    expect(ejections(many, { 'balancers.web.workersShare': 'all' })).toHaveLength(1)
  })
})

describe('a failure', () => {
  const only = { [EJECTION]: { ...asNginx, counts5xx: false } }

  it('is an answer of 500 and more only if it is named one', () => {
    expect(ejections(only)).toEqual([])
  })

  it('is a refused connection, and a time-out of the node', () => {
    const down = { faults: { crash: { kind: 'crash', target: 's0', atMs: 0, forMs: 3000 } } }
    expect(ejections(only, both({}), down)[0]).toBe('50 ejected web-a s0')
    const slow = {
      ...both({ slots: 1000 }),
      'clients.users.requests.page.demand': constant(2000),
      'balancers.web.idleMs': 1000,
    }
    expect(ejections(only, slow).slice(0, 2)).toEqual([
      '1050 ejected web-a s0',
      '1150 ejected web-a s1',
    ])
  })
})

describe('when all servers are out', () => {
  const dead = both({ errorRatio: 1 })
  const words = ({ status, cause, target }: Row): string => `${status} ${cause} ${target}`

  it('the node answers 502, and tries each when its time is over', () => {
    const rows = rowsOf(traceOf(dead))
    expect(rows.slice(0, 4).map(words)).toEqual([
      '500 application-error s0',
      '500 application-error s1',
      '502 no-live-upstreams null',
      '502 no-live-upstreams null',
    ])
    const tried = rows.filter(({ target }) => target !== null).map(({ sentUs }) => sentUs / 1000)
    expect(tried.slice(2, 6)).toEqual([2050, 2150, 4050, 4150])
  })

  it('it uses all of them if the group fails open', () => {
    const open = { 'targetGroups.web.health': { isActive: false, failsOpen: true } }
    expect(rowsOf(traceOf(dead, open)).every(({ status }) => status === 500)).toBe(true)
  })
})
