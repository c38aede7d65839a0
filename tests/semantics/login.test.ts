/**
 * Authentication at the balancer. Source: AWS Application Load Balancer, "Authenticate users" (redirects, session timeout of 7
 * days, authenticate, allow or deny, an expired session is led to log in under deny, 15 minutes to log in) and
 * "Troubleshoot" (401, 500 when the token endpoint cannot be reached, 561 when the provider answers with an error);
 * "Verify JWTs". That a rejected token is a 401 is a *model*: the page only says that it is rejected.
 */
import { describe, expect, it } from 'vitest'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import { changeLines, rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf, scenarioOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const ACTION = 'balancers.web.listeners.http.otherwise'

/**
 * A client 5 ms away asks every 100 ms for 10 ms of work; the provider is 20 ms away there and back and takes 3 ms a step.
 */
const lane = (...changes: readonly Changes[]) =>
  laneOf(
    {
      durationMs: 500,
      'network.fromClients.eu.home': constant(5),
      'clients.users.arrivals.perSecond': 10,
      'balancers.web.listeners.http.protocol': 'https',
      [`${ACTION}.login`]: 'session',
      identityProvider: { demand: constant(3), way: constant(20), slots: 4 },
    },
    ...changes,
  )
const endings = (of: ReturnType<typeof lane>) =>
  rowsOf(simulate(of)).map(({ status, cause }) => `${status} ${cause}`)
const tookMs = (of: ReturnType<typeof lane>) =>
  rowsOf(simulate(of)).map(({ endUs, sentUs }) => (endUs - sentUs) / 1000)

const slowly: Changes = { 'clients.users.arrivals.perSecond': 2, durationMs: 2000 }
const nobodyKnown: Changes = { 'clients.users.identity.knownRatio': 0 }
const otherwise = (unauthenticated: string): Changes => ({
  [`${ACTION}.unauthenticated`]: unauthenticated,
})
const outage: Changes = {
  'faults.away': { kind: 'dependency-outage', called: 'identity', atMs: 0, forMs: 5000 },
}

describe('a rule that asks for a session', () => {
  it('leads a client to log in once, and checks its cookie from then on', () => {
    // At the node 25 ms after the first is sent. Redirect 5, provider 20 + 3, back 5, token 20 + 3, user 20 + 3, redirect 5 + 5.
    expect(tookMs(lane(slowly))).toEqual([129, 20, 20, 20])
    expect(changeLines(simulate(lane(slowly))).filter((line) => line.includes('signed'))).toEqual([
      '354 signed-in web-a users 0',
    ])
  })

  it('counts three calls of the provider for a log-in', () => {
    expect(simulate(lane(slowly)).meta.counts.logins).toMatchObject({ made: 3, answered: 3 })
  })

  it('has a client log in again when its session is over', () => {
    const short: Changes = { [`${ACTION}.sessionMs`]: 1000 }
    expect(tookMs(lane(slowly, short))).toEqual([129, 20, 20, 109])
  })

  it('gives a client without an account the redirect, and no more', () => {
    expect(new Set(endings(lane(nobodyKnown)))).toEqual(new Set(['302 redirect']))
  })

  it('passes on what has no session if it allows that, and nobody logs in', () => {
    expect(new Set(endings(lane(otherwise('allow'), outage)))).toEqual(new Set(['200 none']))
  })

  it('answers 401 if it denies that, but leads to log in whose session has expired', () => {
    expect(new Set(endings(lane(otherwise('deny'))))).toEqual(new Set(['401 unauthenticated']))
    const rules: Changes = {
      [`${ACTION}.unauthenticated`]: 'deny',
      'balancers.web.listeners.http.rules': {
        first: {
          priority: 1,
          when: { path: { kind: 'path-pattern', values: ['/login'] } },
          action: { kind: 'forward', groups: { web: {} }, login: 'session', sessionMs: 1000 },
        },
      },
      'clients.users.requests': {
        login: { path: '/login', weight: 1, demand: constant(10) },
        page: { path: '/', weight: 1, demand: constant(10) },
      },
    }
    const found = endings(lane(slowly, rules, { durationMs: 20_000, seed: 'deny' }))
    const first = found.indexOf('200 none')
    expect(first).toBeGreaterThan(0)
    expect(new Set(found.slice(0, first))).toEqual(new Set(['401 unauthenticated']))
    expect(new Set(found.slice(first))).toEqual(new Set(['200 none']))
  })

  it('answers 561 when the provider answers with an error, 500 when its node cannot reach it', () => {
    expect(new Set(endings(lane(outage)))).toEqual(new Set(['561 provider-error']))
    // Gone when the first client has its code and its node asks for the token.
    const later: Changes = { ...outage, 'faults.away.atMs': 330 }
    expect(endings(lane(slowly, later))[0]).toBe('500 provider-unreachable')
    const slow: Changes = {
      'identityProvider.demand': constant(60),
      'identityProvider.timeoutMs': 50,
    }
    expect(endings(lane(slowly, slow))[0]).toBe('500 provider-unreachable')
  })

  it('answers 401 to who has not logged in after 15 minutes', () => {
    const hours: Changes = {
      durationMs: 1_800_000,
      'clients.users.arrivals.perSecond': 0.05,
      'clients.users.addresses': 100_000,
      'clients.users.timeoutMs': 3_600_000,
      'identityProvider.demand': constant(60_000),
      'identityProvider.slots': 1,
      'identityProvider.timeoutMs': 600_000,
    }
    const late = rowsOf(simulate(lane(hours))).filter(({ status }) => status === 401)
    expect(late.length).toBeGreaterThan(10)
    for (const { cause, sentUs, endUs } of late) {
      expect(cause).toBe('unauthenticated')
      // And 25 ms to its node, 5 back with the redirect, the way to the provider, 5 with the answer.
      expect((endUs - sentUs) / 1000 - 900_000).toBe(55)
    }
  })

  it('asks nobody for a client that has gone when its request arrives', () => {
    const gone = (timeoutMs: number) =>
      simulate(lane(slowly, { 'clients.users.timeoutMs': timeoutMs })).meta.counts.logins?.made
    // The request is at its node after 25 ms, and its client at the provider after 50.
    expect(gone(24)).toBe(0)
    expect(gone(49)).toBe(0)
    expect(gone(51)).toBe(4)
  })

  it('has clients wait for each other where the provider is busy', () => {
    const crowd: Changes = {
      'clients.users.arrivals.perSecond': 100,
      'clients.users.addresses': 100_000,
      'identityProvider.slots': 1,
      'targetGroups.web.targets.s0.slots': 100,
    }
    const took = tookMs(lane(crowd))
    // Three calls of 3 ms every 10 ms: it keeps up. With 12 ms a log-in it does not, for ever longer.
    expect(took[0]).toBeLessThan(135)
    expect(Math.max(...took)).toBeLessThan(160)
    const busy = tookMs(lane(crowd, { 'identityProvider.demand': constant(4) }))
    expect(Math.max(...busy)).toBeGreaterThan(180)
  })

  it('is refused where a listener speaks HTTP', () => {
    const document = scenarioOf()
    const result = validateScenario({
      ...document,
      balancers: {
        web: {
          ...document.balancers['web'],
          listeners: {
            http: { protocol: 'http', otherwise: { groups: { web: {} }, login: 'session' } },
          },
        },
      },
    })
    expect(result.ok ? [] : result.problems.map(({ path }) => path)).toEqual([
      'balancers.web.listeners.http.otherwise.protocol',
    ])
  })
})

describe('a rule that asks for a token', () => {
  const token: Changes = { [`${ACTION}.login`]: 'token' }

  it('passes on who has one, and asks nobody', () => {
    expect(tookMs(lane(slowly, token))).toEqual([40, 20, 20, 20])
    expect(simulate(lane(slowly, token)).meta.counts.logins).toBeNull()
  })

  it('answers 401 to who has none', () => {
    expect(new Set(endings(lane(token, nobodyKnown)))).toEqual(new Set(['401 unauthenticated']))
    const half: Changes = {
      'clients.users.identity.knownRatio': 0.5,
      'clients.users.addresses': 100_000,
      durationMs: 20_000,
      'clients.users.arrivals.perSecond': 50,
    }
    const refused = endings(lane(token, half)).filter((one) => one === '401 unauthenticated')
    expect(Math.abs(refused.length / 1000 - 0.5)).toBeLessThan(0.05)
  })
})

describe('an application that admits one role', () => {
  const admits: Changes = { 'targetGroups.web.admits.role': 'admin' }
  const role = (name: string): Changes => ({ 'clients.users.identity.role': name })

  it('answers 403 by itself to whoever has another, as the balancer says it', () => {
    expect(new Set(endings(lane(admits, role('admin'))))).toEqual(new Set(['200 none']))
    const rows = rowsOf(simulate(lane(admits, role('buyer'))))
    expect(rows[0]).toMatchObject({ status: 403, author: 'target', cause: 'forbidden' })
  })

  it('admits nobody of whom nothing is said', () => {
    const found = endings(lane(admits, role('admin'), otherwise('allow')))
    expect(new Set(found)).toEqual(new Set(['403 forbidden']))
  })
})
