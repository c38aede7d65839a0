/**
 * What a name resolves to: the policies, the health checks of DNS, resolvers that keep one answer for many clients, and
 * clients that keep an address longer than that.
 * Source: Amazon Route 53 Developer Guide, "Choosing a routing policy", "How Amazon Route 53 determines whether a health
 * check is healthy" (SEMANTICS.md, C); where checkers are and how long they look is our model.
 */
import { describe, expect, it } from 'vitest'
import { Draw } from '../../src/base/draws.ts'
import { type Asked, FITS_ANY, FITS_NOT, FITS_PLACE } from '../../src/policies/define.ts'
import { type PolicySpec, policyAtWork } from '../../src/policies/index.ts'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import { attemptsOf, type TracedAttempt } from '../../src/trace/attempt.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { changeLines } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf, scenarioOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** The answers given, by their number, for question `nth`. */
function given(
  kind: PolicySpec['kind'],
  of: Partial<Omit<Asked, 'good'>> & { readonly good: readonly number[] },
  nth = 0,
): number[] {
  const draw = new Draw().use({ k0: 7, k1: 11 })
  draw.ordinal = nth
  const size = of.good.length
  const into = new Uint8Array(size)
  policyAtWork(kind).answer(
    {
      weights: Array(size).fill(1),
      isSecondary: Array(size).fill(false),
      latenciesUs: Array(size).fill(1),
      fits: Array(size).fill(FITS_ANY),
      draw,
      ...of,
      good: Uint8Array.from(of.good),
    },
    into,
  )
  return [...into].flatMap((each, i) => (each === 1 ? [i] : []))
}

/** How often each answer is given, in so many questions. */
function counted(
  questions: number,
  ask: (nth: number) => readonly number[],
  size: number,
): number[] {
  const counts = Array<number>(size).fill(0)
  for (let nth = 0; nth < questions; nth++)
    for (const i of ask(nth)) counts[i] = (counts[i] ?? 0) + 1
  return counts
}

const QUESTIONS = 20_000
/** Of a share p in n questions: 3.3 standard deviations. */
const slack = (p: number): number => 3.3 * Math.sqrt((p * (1 - p)) / QUESTIONS)

describe('simple', () => {
  it('gives every good answer, and all while none is good', () => {
    expect(given('simple', { good: [1, 0, 1] })).toEqual([0, 2])
    expect(given('simple', { good: [0, 0, 0] })).toEqual([0, 1, 2])
  })
})

describe('weighted', () => {
  it('gives one answer, with the chance of its weight: 1 of 1 and 255 is 1/256', () => {
    const weights = [1, 255]
    const [few = 0] = counted(
      QUESTIONS,
      (nth) => given('weighted', { good: [1, 1], weights }, nth),
      2,
    )
    expect(Math.abs(few / QUESTIONS - 1 / 256)).toBeLessThan(slack(1 / 256))
  })
  it('never gives weight 0 beside others that are good, and always when those are not', () => {
    const weights = [0, 5]
    for (let nth = 0; nth < 200; nth++) {
      expect(given('weighted', { good: [1, 1], weights }, nth)).toEqual([1])
      expect(given('weighted', { good: [1, 0], weights }, nth)).toEqual([0])
    }
  })
  it('gives each alike when all weights are 0', () => {
    const weights = [0, 0]
    const [first = 0] = counted(
      QUESTIONS,
      (nth) => given('weighted', { good: [1, 1], weights }, nth),
      2,
    )
    expect(Math.abs(first / QUESTIONS - 0.5)).toBeLessThan(slack(0.5))
  })
  it('holds all to be good when none is', () => {
    for (let nth = 0; nth < 200; nth++) {
      expect(given('weighted', { good: [0, 0], weights: [0, 5] }, nth)).toEqual([1])
    }
  })
})

describe('multivalue', () => {
  it('gives all good answers up to eight', () => {
    expect(given('multivalue', { good: [1, 1, 0, 1, 1, 1, 1, 1, 1] })).toEqual([
      0, 1, 3, 4, 5, 6, 7, 8,
    ])
  })
  it('gives eight of nine, each left out as often as the others', () => {
    const good = Array(9).fill(1)
    const counts = counted(
      QUESTIONS,
      (nth) => {
        const some = given('multivalue', { good }, nth)
        expect(some).toHaveLength(8)
        return some
      },
      9,
    )
    for (const count of counts)
      expect(Math.abs(count / QUESTIONS - 8 / 9)).toBeLessThan(slack(8 / 9))
  })
  it('gives up to eight bad ones when none is good', () => {
    expect(given('multivalue', { good: Array(12).fill(0) })).toHaveLength(8)
  })
  it('cannot answer with a balancer, which is an alias', () => {
    const document = { ...scenarioOf(), dns: multivalueWithBalancer() }
    const result = validateScenario(JSON.parse(JSON.stringify(document)))
    expect(result.ok ? [] : result.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('is multivalue and answers with a balancer'),
    ])
  })
})

const multivalueWithBalancer = () => ({
  resolvers: { isp: { place: 'eu' } },
  records: { shop: { policy: { kind: 'multivalue' }, answers: { web: { balancer: 'web' } } } },
})

describe('failover', () => {
  const isSecondary = [false, true]
  it('gives the primary while it is good, else the secondary while that is, else the primary', () => {
    expect(given('failover', { good: [1, 1], isSecondary })).toEqual([0])
    expect(given('failover', { good: [0, 1], isSecondary })).toEqual([1])
    expect(given('failover', { good: [0, 0], isSecondary })).toEqual([0])
  })
})

describe('latency', () => {
  const latenciesUs = [40, 10, 20]
  it('gives the nearest, the next one when that is not good, and the nearest again when none is', () => {
    expect(given('latency', { good: [1, 1, 1], latenciesUs })).toEqual([1])
    expect(given('latency', { good: [1, 0, 1], latenciesUs })).toEqual([2])
    expect(given('latency', { good: [0, 0, 0], latenciesUs })).toEqual([1])
  })
})

describe('geolocation', () => {
  const fits = [FITS_NOT, FITS_PLACE, FITS_ANY]
  it('gives the answer for the place, or the default when that is not good', () => {
    expect(given('geolocation', { good: [1, 1, 1], fits })).toEqual([1])
    expect(given('geolocation', { good: [1, 0, 1], fits })).toEqual([2])
    expect(given('geolocation', { good: [1, 0, 0], fits })).toEqual([1])
  })
})

/** Two regions, each with a balancer, a zone and a target; clients of one place, 100 resolvers. */
const TWO_REGIONS: Changes = {
  regions: { east: { zones: { a: {} } }, west: { zones: { b: {} } } },
  'network.fromClients': { eu: { east: constant(1), west: constant(20) } },
  balancers: Object.fromEntries(
    [
      ['east', 'a'],
      ['west', 'b'],
    ].map(([region, zone]) => [
      region,
      {
        region,
        zones: [zone],
        listeners: { http: { protocol: 'http', otherwise: { groups: { web: {} } } } },
      },
    ]),
  ),
  'targetGroups.web.targets': { s0: { zone: 'a', slots: 100 }, s1: { zone: 'b', slots: 100 } },
  'dns.resolvers': Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`r${i}`, { place: 'eu' }]).slice(0, 64),
  ),
  'dns.records.shop.answers': {
    east: { balancer: 'east' },
    west: { balancer: 'west', isSecondary: true },
  },
  'clients.users.arrivals': { kind: 'periodic', perSecond: 500 },
  'clients.users.requests.page.demand': constant(1),
  'clients.users.addresses': 5000,
  'clients.users.connections': { keepAliveMs: 0, perAddress: 1000 },
  'clients.users.timeoutMs': 200,
}

const DARK: Changes = {
  faults: { dark: { kind: 'zone-outage', zone: 'a', atMs: 60_000, forMs: 600_000 } },
}

const failedShare = (trace: Trace, fromMs: number, untilMs: number): number => {
  const some = [...attemptsOf(trace)].filter(
    ({ sentUs, outcome }) =>
      outcome !== 'unfinished' && sentUs >= fromMs * 1000 && sentUs < untilMs * 1000,
  )
  return some.filter(({ outcome }) => outcome !== 'answered').length / some.length
}

const nodesOf = (attempts: Iterable<TracedAttempt>): Set<string | null> =>
  new Set([...attempts].map(({ node }) => node))

describe('several regions', () => {
  it('each have nodes that send to targets of their own region alone', () => {
    const trace = simulate(laneOf(TWO_REGIONS, { durationMs: 2000, 'dns.records.shop.ttlMs': 0 }))
    const ways = new Set(
      [...attemptsOf(trace)]
        .filter(({ target }) => target !== null)
        .map(({ node, target }) => `${node} ${target}`),
    )
    expect(ways).toEqual(new Set(['east-a s0', 'west-b s1']))
  })
  it('are chosen by latency from the place of the resolver', () => {
    const by = { 'dns.records.shop.policy': { kind: 'latency' } }
    const trace = simulate(laneOf(TWO_REGIONS, by, { durationMs: 1000 }))
    expect(nodesOf(attemptsOf(trace))).toEqual(new Set(['east-a']))
  })
  it('must have a way from every place of clients', () => {
    const document = JSON.parse(JSON.stringify(scenarioOf(TWO_REGIONS)))
    delete document.network.fromClients.eu.west
    const result = validateScenario(document)
    expect(result.ok ? [] : result.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('has no way to the region west'),
    ])
  })
})

describe('health checks of DNS', () => {
  const checked = (check: Changes): Changes => ({
    'dns.records.shop.policy': { kind: 'failover' },
    'dns.records.shop.check': { isOn: true, ...check },
  })
  const turnedMs = (trace: Trace): number | undefined => {
    const line = changeLines(trace).find((each) => each.includes('answer-bad east'))
    return line === undefined ? undefined : Number(line.split(' ')[0])
  }
  it('hold an answer to be bad when at most 18 % of the checkers still say that it is good', () => {
    const trace = simulate(
      laneOf(TWO_REGIONS, DARK, checked({ intervalMs: 10_000 }), { durationMs: 100_000 }),
    )
    // Three looks in a row: between two and three intervals after the outage, and of 16 checkers 14 must be through.
    const atMs = turnedMs(trace) ?? 0
    expect(atMs).toBeGreaterThan(80_000)
    expect(atMs).toBeLessThanOrEqual(90_000)
  })
  it('take three times as long at 30 s as at 10 s, with the same phases', () => {
    const afterMs = (intervalMs: number): number => {
      const lane = laneOf(TWO_REGIONS, DARK, checked({ intervalMs }), { durationMs: 160_000 })
      return (turnedMs(simulate(lane)) ?? 0) - 60_000
    }
    expect(afterMs(10_000)).toBeGreaterThan(20_000)
    expect(afterMs(30_000)).toBeGreaterThan(60_000)
    expect(afterMs(30_000)).toBeLessThanOrEqual(90_000)
  })
  it('and the TTL make the time of a failover: detection, then resolvers one by one for a TTL', () => {
    const lane = laneOf(TWO_REGIONS, DARK, checked({ intervalMs: 10_000 }), {
      durationMs: 200_000,
      'dns.records.shop.ttlMs': 60_000,
    })
    const trace = simulate(lane)
    const turned = turnedMs(trace) ?? 0
    expect(failedShare(trace, 61_000, turned)).toBe(1)
    // 1 - t/TTL after a quarter and three quarters of it; 64 resolvers: 3.3 standard deviations of a share.
    for (const part of [0.25, 0.75]) {
      const at = turned + part * 60_000
      const spread = 3.3 * Math.sqrt((part * (1 - part)) / 64)
      expect(Math.abs(failedShare(trace, at - 500, at + 500) - (1 - part))).toBeLessThan(spread)
    }
    expect(failedShare(trace, turned + 61_000, 200_000)).toBe(0)
  })
  it('watch targets too, which nobody else does', () => {
    const trace = simulate(
      laneOf(checked({ intervalMs: 1000 }), {
        durationMs: 10_000,
        'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'b' } },
        balancers: {},
        'dns.records.shop.answers': {
          s0: { target: 's0' },
          s1: { target: 's1', isSecondary: true },
        },
        faults: { down: { kind: 'crash', target: 's0', atMs: 2000, forMs: 60_000 } },
      }),
    )
    expect(changeLines(trace).filter((line) => line.includes('answer-bad'))).toHaveLength(1)
  })
})

describe('resolvers that hold longer than the TTL', () => {
  it('keep the answer for as long as they like', () => {
    const lane = laneOf(TWO_REGIONS, DARK, {
      'dns.records.shop.policy': { kind: 'failover' },
      'dns.records.shop.ttlMs': 1000,
      'dns.resolvers': { isp: { place: 'eu', startsCold: true, holdsMs: 90_000 } },
      durationMs: 100_000,
    })
    const trace = simulate(lane)
    expect(failedShare(trace, 61_000, 89_000)).toBe(1)
    expect(failedShare(trace, 91_000, 100_000)).toBe(0)
  })
})

describe('clients that keep an address', () => {
  const failing = (dnsCache: string, durationMs: number): Trace =>
    simulate(
      laneOf(TWO_REGIONS, DARK, {
        'dns.records.shop.policy': { kind: 'failover' },
        'dns.records.shop.ttlMs': 5000,
        'clients.users.addresses': 50,
        'clients.users.dnsCache': dnsCache,
        durationMs,
      }),
    )
  it('for ever never leave a dead region', () => {
    const trace = failing('forever', 90_000)
    expect(failedShare(trace, 61_000, 90_000)).toBe(1)
  })
  it('for the TTL leave it within one', () => {
    const trace = failing('ttl', 80_000)
    expect(failedShare(trace, 60_500, 61_500)).toBeGreaterThan(0.3)
    expect(failedShare(trace, 66_000, 80_000)).toBe(0)
  })
  it('for the TTL use one address meanwhile, and others do not', () => {
    const nodesOfClient = (dnsCache: string): number => {
      const trace = simulate(
        laneOf(TWO_REGIONS, {
          'clients.users.addresses': 1,
          'clients.users.dnsCache': dnsCache,
          'dns.resolvers': { isp: { place: 'eu', startsCold: true } },
          durationMs: 2000,
        }),
      )
      return nodesOf(attemptsOf(trace)).size
    }
    expect(nodesOfClient('ttl')).toBe(1)
    expect(nodesOfClient('none')).toBe(2)
  })
})
