/**
 * What an AWS Application Load Balancer does by its rules, a test for each sentence of `docs/SEMANTICS.md` A2 that Ballast
 * has. Sources are those of that chapter: [ALB23] load-balancer-listeners, listener-fixed-response and listener-redirect
 * pages of the user guide; [botocore] the service model of elbv2.
 */
import { describe, expect, it } from 'vitest'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { busyLane } from '../support/busyLane.ts'
import { constant } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { fateOf, forward, LISTENER, routedLane, rule, TO_API } from './routed.ts'

const path = (...values: string[]) => ({ kind: 'path-pattern', values })
const host = (...values: string[]) => ({ kind: 'host-header', values })
const isApi = (condition: object, request: object, ...changes: object[]): boolean =>
  fateOf(
    { api: rule(1, [{ ...condition }]) },
    { ...request },
    ...changes.map((one) => ({ ...one })),
  ) === 'api-1'

/** Why a scenario is refused, or '' when it is not. */
const refusal = (rules: object, ...changes: object[]): string => {
  try {
    routedLane({ ...rules }, ...changes.map((one) => ({ ...one })))
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('which rule decides [ALB23]', () => {
  it('is the matching one of the lowest priority, whatever the order in which they are written', () => {
    const rules = {
      late: rule(20, [path('/api/*')], forward({ web: 1 })),
      early: rule(10, [path('/api/*')]),
    }
    expect(fateOf(rules, { path: '/api/a' })).toBe('api-1')
  })

  it('is the default when no other matches', () => {
    expect(fateOf({ api: rule(1, [path('/api/*')]) }, { path: '/' })).toBe('s0')
  })

  it('meets all of its conditions, each by any one of its values', () => {
    const both = [path('/a/*', '/b/*'), host('one.example', 'two.example')]
    const meets = (request: object) => fateOf({ api: rule(1, both) }, { ...request }) === 'api-1'
    expect(meets({ path: '/b/x', host: 'two.example' })).toBe(true)
    expect(meets({ path: '/b/x', host: 'three.example' })).toBe(false)
    expect(meets({ path: '/c/x', host: 'two.example' })).toBe(false)
  })

  it('is one of 1 to 50 000, and no two have the same priority', () => {
    expect(refusal({ api: rule(50_001, [path('/a')]) })).toContain('it must be 1 to 50000')
    expect(refusal({ api: rule(7, [path('/a')]), more: rule(7, [path('/b')]) })).toContain(
      'rules.more.priority is 7, as that of api; each rule has its own. Change one.',
    )
  })
})

describe('limits [ALB23, botocore]', () => {
  it('are 100 rules, not counting the default', () => {
    const rules = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`r${i}`, rule(i + 1, [path(`/${i}`)])]),
      )
    expect(refusal(rules(100))).toBe('')
    expect(refusal(rules(101))).toContain('rules has 101; it must have 0 to 100 rules')
  })

  it('are 3 values of a condition and 5 of a rule', () => {
    expect(refusal({ api: rule(1, [path('/a', '/b', '/c', '/d')]) })).toContain('a list of 1 to 3')
    const six = [path('/a', '/b', '/c'), host('a.example', 'b.example', 'c.example')]
    expect(refusal({ api: rule(1, six) })).toContain('when have 6 values; a rule has 5 at most')
  })

  it('are 5 wildcards of a rule', () => {
    expect(refusal({ api: rule(1, [path('/*a*b*', '/?c?')]) })).toBe('')
    expect(refusal({ api: rule(1, [path('/*a*b*', '/?c?*')]) })).toContain(
      'when have 6 wildcards; a rule has 5 at most',
    )
  })

  it('are one condition on path, host, method and source address, and several on headers and the query', () => {
    expect(refusal({ api: rule(1, [path('/a'), path('/b')]) })).toContain(
      'is a second condition on the path; a rule has one',
    )
    const accept = { kind: 'http-header', name: 'Accept', values: ['a'] }
    expect(refusal({ api: rule(1, [accept, { ...accept, name: 'Cookie' }]) })).toBe('')
  })

  it('are 5 groups of an action', () => {
    const groups = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [`targetGroups.g${i}`, { targets: {} }]),
    )
    const weights = (count: number) =>
      forward(Object.fromEntries(Array.from({ length: count }, (_, i) => [`g${i}`, 1])))
    expect(refusal({ api: rule(1, [path('/a')], weights(5)) }, groups)).toBe('')
    expect(refusal({ api: rule(1, [path('/a')], weights(6)) }, groups)).toContain('has 6')
  })
})

describe('conditions [ALB23; botocore RuleCondition]', () => {
  it('on the path know capital letters', () => {
    expect(isApi(path('/api/*'), { path: '/api/a' })).toBe(true)
    expect(isApi(path('/api/*'), { path: '/API/a' })).toBe(false)
  })

  it('on the path never look at the query', () => {
    expect(isApi(path('/api'), { path: '/api?x=1' })).toBe(true)
    expect(isApi(path('*x?1'), { path: '/api?x=1' })).toBe(false)
  })

  it('take * for any number of characters, none too, and ? for exactly one', () => {
    expect(isApi(path('/img/*'), { path: '/img/' })).toBe(true)
    expect(isApi(path('/img/?'), { path: '/img/' })).toBe(false)
    expect(isApi(path('/img/?'), { path: '/img/a' })).toBe(true)
    expect(isApi(path('/img/?'), { path: '/img/ab' })).toBe(false)
  })

  it('on the host do not know capital letters', () => {
    expect(isApi(host('Shop.Example'), { host: 'sHOP.eXAMPLE' })).toBe(true)
  })

  it('on the host take *.example.com for what is below example.com, and not for itself', () => {
    expect(isApi(host('*.example.com'), { host: 'www.example.com' })).toBe(true)
    expect(isApi(host('*.example.com'), { host: 'example.com' })).toBe(false)
  })

  it('on the host need a dot, and only letters after the last one', () => {
    expect(refusal({ api: rule(1, [host('localhost')]) })).toContain('it must be a host')
    expect(refusal({ api: rule(1, [host('shop.e1')]) })).toContain('it must be a host')
  })

  it('on a header do not know capital letters, in name and value, and have wildcards in the value only', () => {
    const html = { kind: 'http-header', name: 'accept', values: ['*TEXT/html*'] }
    expect(isApi(html, { headers: { Accept: 'a, text/html;q=1' } })).toBe(true)
    expect(isApi(html, { headers: { Accept: 'text/plain' } })).toBe(false)
    expect(isApi(html, {})).toBe(false)
    expect(refusal({ api: rule(1, [{ ...html, name: 'acc*' }]) })).toContain('the name of a header')
  })

  it('on the method are exact, case and all', () => {
    expect(isApi({ kind: 'request-method', values: ['POST'] }, { method: 'POST' })).toBe(true)
    expect(isApi({ kind: 'request-method', values: ['POST'] }, { method: 'GET' })).toBe(false)
    expect(refusal({ api: rule(1, [{ kind: 'request-method', values: ['post'] }]) })).toContain(
      'a method in capital letters',
    )
  })

  it('on the query look at a pair, or at the values of any key, without capital letters', () => {
    const v2 = { kind: 'query-string', key: 'V', values: ['2*'] }
    expect(isApi(v2, { path: '/?lang=en&v=2b' })).toBe(true)
    expect(isApi(v2, { path: '/?lang=2' })).toBe(false)
    expect(isApi({ kind: 'query-string', values: ['EN'] }, { path: '/?lang=en' })).toBe(true)
    expect(isApi({ kind: 'query-string', values: ['en'] }, { path: '/' })).toBe(false)
  })

  it('on the query take \\* and \\? for the characters themselves', () => {
    const star = { kind: 'query-string', key: 'q', values: ['a\\*'] }
    expect(isApi(star, { path: '/?q=a*' })).toBe(true)
    expect(isApi(star, { path: '/?q=ab' })).toBe(false)
  })

  it('on the source address look at blocks of IPv4 and IPv6', () => {
    const from = (addressRange: string) => ({ 'clients.users.addressRange': addressRange })
    const inside = { kind: 'source-address', values: ['10.0.0.0/8', '2001:db8::/32'] }
    expect(isApi(inside, {}, from('10.200.0.0/16'))).toBe(true)
    expect(isApi(inside, {}, from('11.0.0.0/16'))).toBe(false)
    expect(isApi(inside, {}, from('2001:db8:1::/48'))).toBe(true)
    expect(isApi(inside, {}, from('2001:db9::1'))).toBe(false)
  })

  it('on the source address do not ask X-Forwarded-For', () => {
    const inside = { kind: 'source-address', values: ['10.0.0.0/8'] }
    expect(isApi(inside, { headers: { 'X-Forwarded-For': '10.0.0.1' } })).toBe(false)
  })

  it('on the source address must not split the range of a population (model)', () => {
    const half = rule(1, [{ kind: 'source-address', values: ['203.0.113.0/25'] }])
    expect(refusal({ half })).toContain('clients.users.addressRange is 203.0.113.0/24, which is')
  })
})

describe('forward [ALB23]', () => {
  /** Share of the requests that went to the group `api`, of some 900. */
  const shareOfApi = (weights: Readonly<Record<string, number>>): number => {
    const lane = busyLane({
      faults: {},
      'targetGroups.api': {
        health: { isActive: false },
        targets: { 'api-1': { zone: 'a', slots: 99 } },
      },
      [`${LISTENER}.otherwise`]: forward(weights),
    })
    const picked = rowsOf(simulate(lane)).filter(({ target }) => target !== null)
    expect(picked.length).toBeGreaterThan(800)
    return picked.filter(({ target }) => target === 'api-1').length / picked.length
  }

  it.each([
    [{ web: 1, api: 1 }, 0.5],
    [{ web: 3, api: 1 }, 0.25],
    [{ web: 1, api: 999 }, 0.999],
  ])('shares by weight: %j', (weights, share) => {
    // Within four standard deviations of 800 draws.
    const deviation = Math.sqrt((share * (1 - share)) / 800)
    expect(Math.abs(shareOfApi(weights) - share)).toBeLessThan(4 * deviation)
  })

  it('gives a group of weight 0 nothing', () => {
    expect(shareOfApi({ web: 1, api: 0 })).toBe(0)
  })

  it('needs a weight above 0', () => {
    expect(refusal({ api: rule(1, [path('/a')], forward({ web: 0, api: 0 })) })).toContain(
      'groups have only weights of 0; one must be above 0. Raise one.',
    )
  })

  it('answers 503 for an empty group, and does not turn to another one of the action', () => {
    const empty = { 'targetGroups.none': { targets: {} } }
    const action = forward({ none: 1, web: 0 })
    expect(fateOf({ api: rule(1, [path('/*')], action) }, {}, empty)).toBe('503 no-targets')
  })

  it('fails open in a group whose targets are all unhealthy', () => {
    const lane = routedLane(
      { api: rule(1, [path('/*')]) },
      {
        durationMs: 4000,
        'clients.users.arrivals.perSecond': 20,
        'targetGroups.api.health': { intervalMs: 500, timeoutMs: 100, unhealthyAfter: 1 },
        faults: { dead: { kind: 'crash', target: 'api-1', atMs: 1000, forMs: 3000 } },
      },
    )
    const late = rowsOf(simulate(lane)).filter(({ sentUs }) => sentUs > 2_000_000)
    expect(new Set(late.map(({ status, target }) => `${status} ${target}`))).toEqual(
      new Set(['502 api-1']),
    )
  })
})

describe('redirect [ALB23]', () => {
  const redirect = (more: object) => ({ kind: 'redirect', ...more })

  it.each(['301', '302'])(
    'answers %s by the node, and the request ends with it (model)',
    (status) => {
      const action = redirect({ status, protocol: 'https' })
      expect(fateOf({ old: rule(1, [path('/*')], action) }, {})).toBe(`${status} redirect`)
    },
  )

  it('changes protocol, host, port or path', () => {
    expect(refusal({ old: rule(1, [path('/*')], redirect({ query: 'a' })) })).toContain(
      'A redirect must change protocol, host, port or path',
    )
    for (const one of [{ host: 'a.example' }, { port: '444' }, { path: '/new/#{path}' }]) {
      expect(refusal({ old: rule(1, [path('/*')], redirect(one)) })).toBe('')
    }
  })

  it('never leads from HTTPS to HTTP', () => {
    const toHttp = { old: rule(1, [path('/*')], redirect({ protocol: 'http', port: '80' })) }
    const https = { [`${LISTENER}.protocol`]: 'https' }
    expect(refusal(toHttp)).toBe('')
    expect(refusal(toHttp, https)).toContain('there is no way back to HTTP')
  })
})

it('is told that the status of a redirect is a text, where a number is written', () => {
  expect(
    refusal({ old: rule(1, [path('/*')], { kind: 'redirect', status: 301, path: '/new' }) }),
  ).toContain('status is 301; it must be one of "301" and "302". Choose one of them.')
})

describe('fixed response [botocore]', () => {
  const fixed = (status: number, more: object = {}) => ({ kind: 'fixed-response', status, ...more })

  it.each([200, 404, 503])('answers %d by the node, and no target is asked', (status) => {
    expect(fateOf({ one: rule(1, [path('/*')], fixed(status)) }, {})).toBe(
      `${status} fixed-response`,
    )
  })

  it('has a status of 2xx, 4xx or 5xx and a body of 1 024 characters at most', () => {
    expect(refusal({ one: rule(1, [path('/*')], fixed(301)) })).toContain('must be 2xx, 4xx or 5xx')
    const body = 'a'.repeat(1025)
    expect(refusal({ one: rule(1, [path('/*')], fixed(200, { body })) })).toContain('1024')
  })

  it('may be what the listener does otherwise', () => {
    const otherwise = { [`${LISTENER}.otherwise`]: fixed(404) }
    const api = { api: rule(1, [path('/api/*')]) }
    expect(fateOf(api, { path: '/' }, otherwise)).toBe('404 fixed-response')
    expect(fateOf(api, { path: '/api/' }, otherwise)).toBe('api-1')
  })
})

it('a document that names no kind of action means forward, as when that was the only one', () => {
  const old = routedLane({})
  const result = validateScenario({ ...old, lanes: {} })
  expect(result.ok && old.balancers['web']?.listeners['http']?.otherwise).toMatchObject({
    kind: 'forward',
    groups: { web: { weight: 1 } },
  })
  expect(
    fateOf({ api: rule(1, [path('/*')], { groups: TO_API['groups'] }) }, { demand: constant(1) }),
  ).toBe('api-1')
})
