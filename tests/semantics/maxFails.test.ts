/**
 * max_fails and fail_timeout. Source: NGINX 1.29, ngx_http_upstream_round_robin.c (fails, accessed, checked; one live
 * request tries a server whose time is over; NGX_BUSY is a 502) and the documentation of ngx_http_upstream_module
 * (max_fails 1, fail_timeout 10 s, a single server is never out) and of proxy_next_upstream (what a failure is). NGINX
 * counts whole seconds; that the times are exact is our model.
 */
import { describe, expect, it } from 'vitest'
import { changeLines, type Row, rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const EJECTION = 'targetGroups.web.ejection'
const asNginx = { dialect: 'nginx', failTimeoutMs: 100, counts5xx: true }

/** Two targets in turn, a request every 10 ms from 5 ms on, 1 ms of work; `s0` answers 500 to all. */
const pair: Changes = {
  'targetGroups.web.targets': { s0: { zone: 'a', errorRatio: 1 }, s1: { zone: 'a' } },
  'targetGroups.web.health': { isActive: false, failsOpen: false },
  [EJECTION]: asNginx,
  'clients.users.requests.page.demand': constant(1),
  durationMs: 600,
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
    // Fails at 6 ms; tried by the first request from 106 on, which fails at 116; and so on.
    expect(askedMs()).toEqual([5, 115, 225, 335, 445, 555])
    expect(askedMs({ [EJECTION]: { ...asNginx, maxFails: 3 } }).slice(0, 4)).toEqual([
      5, 25, 45, 155,
    ])
    expect(ejections()).toEqual(['6 ejected web-a s0'])
  })

  it('is out for all others while one request tries it', () => {
    const slow = { 'clients.users.requests.page.demand': constant(35), ...both({ slots: 100 }) }
    const fault = {
      faults: { bad: { kind: 'errors', target: 's0', ratio: 1, atMs: 0, forMs: 60 } },
    }
    // Asked at 5 and 25 before the first answer; at 40 it fails, at 60 again: tried from 160 on, at 165, and well at 200.
    expect(askedMs(slow, fault).slice(0, 5)).toEqual([5, 25, 165, 205, 225])
    expect(ejections(slow, fault)).toEqual(['40 ejected web-a s0', '200 ejection-end web-a s0'])
  })

  it('has its failures forgotten by an answer to a request that was sent fail_timeout after the last', () => {
    const twice = { [EJECTION]: { ...asNginx, maxFails: 2 } }
    const at = (...startsMs: readonly number[]): Changes => ({
      ...both({}),
      ...twice,
      faults: Object.fromEntries(
        startsMs.map((atMs, i) => [
          `f${i}`,
          { kind: 'errors', target: 's0', ratio: 1, atMs, forMs: 10 },
        ]),
      ),
    })
    // Asked every 20 ms, at 5, 25 ...: one failure at 26 and one at 106, with nothing but good answers between.
    expect(ejections(at(20, 100))[0]).toBe('106 ejected web-a s0')
    expect(ejections(at(20, 180))).toEqual([])
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
    const down = { faults: { crash: { kind: 'crash', target: 's0', atMs: 0, forMs: 300 } } }
    expect(ejections(only, both({}), down)[0]).toBe('5 ejected web-a s0')
    const slow = {
      ...both({ slots: 1000 }),
      'clients.users.requests.page.demand': constant(2000),
      'balancers.web.idleMs': 1000,
      durationMs: 1500,
    }
    expect(ejections(only, slow).slice(0, 2)).toEqual([
      '1005 ejected web-a s0',
      '1015 ejected web-a s1',
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
    expect(tried.slice(2, 6)).toEqual([115, 125, 225, 235])
  })

  it('it uses all of them if the group fails open', () => {
    const open = { 'targetGroups.web.health': { isActive: false, failsOpen: true } }
    expect(rowsOf(traceOf(dead, open)).every(({ status }) => status === 500)).toBe(true)
  })
})
