/** How the answers that resolvers hold run out, when what they were about is gone. */
import { describe, expect, it } from 'vitest'
import { CHANGE_KINDS, type Trace } from '../../src/trace/schema.ts'
import { columnsOf } from '../support/sameRows.ts'
import { type Changes, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const RESOLVERS = 64
const TTL_US = 60_000_000
const OUTAGE_US = 100_000_000

/** Who got an answer from DNS, and when. */
function answersOf(trace: Trace): { readonly resolver: number; readonly atUs: number }[] {
  const { kind, a, atUs } = columnsOf(trace.changes)
  const isAnswer = (_: number, i: number): boolean => kind[i] === CHANGE_KINDS.indexOf('dns-answer')
  const who = [...a].filter(isAnswer)
  return [...atUs].filter(isAnswer).map((us, i) => ({ resolver: who[i] as number, atUs: us }))
}

/** 64 resolvers, each asked all the time; one of two zones vanishes, and its node leaves DNS at once. */
const outage = (startsCold: boolean): Changes => ({
  'dns.resolvers': Object.fromEntries(
    Array.from({ length: RESOLVERS }, (_, n) => [`r${n}`, { place: 'eu', startsCold }]),
  ),
  'balancers.web.zones': ['a', 'b'],
  'targetGroups.web.targets': { s0: { zone: 'a', slots: 1000 }, s1: { zone: 'b', slots: 1000 } },
  'clients.users.arrivals.perSecond': 400,
  'clients.users.addresses': 20_000,
  'clients.users.connections': { keepAliveMs: 0, perAddress: 1000 },
  'clients.users.timeoutMs': 100,
  faults: { dark: { kind: 'zone-outage', zone: 'b', atMs: OUTAGE_US / 1000, forMs: 80_000 } },
  durationMs: 170_000,
})

/** When each resolver gave up the answer with the dead node in it, in microseconds after the outage. */
function lateness(startsCold: boolean): number[] {
  const trace = simulate(laneOf(outage(startsCold)))
  const first = new Map<number, number>()
  for (const { resolver, atUs } of answersOf(trace)) {
    if (atUs > OUTAGE_US && !first.has(resolver)) first.set(resolver, atUs - OUTAGE_US)
  }
  expect(first.size).toBe(RESOLVERS)
  return [...first.values()].sort((a, b) => a - b)
}

describe('the share of clients on a dead node', () => {
  it('falls as 1 - t/TTL, because the answers of resolvers are of all ages', () => {
    const late = lateness(false)
    // The largest distance between two distribution functions (Kolmogorov) is below 1.95/sqrt(n) in 999 of 1,000.
    const distances = late.flatMap((us, i) => [
      Math.abs((i + 1) / RESOLVERS - us / TTL_US),
      Math.abs(i / RESOLVERS - us / TTL_US),
    ])
    expect(Math.max(...distances)).toBeLessThan(1.95 / Math.sqrt(RESOLVERS))
    expect(Math.max(...late)).toBeLessThan(TTL_US * 1.02)
  })

  it('falls at one moment when all start cold, as after a restart of everything', () => {
    const late = lateness(true)
    expect((late.at(-1) as number) - (late[0] as number)).toBeLessThan(4_000_000)
  })
})

describe('a resolver', () => {
  const answers = (changes: Changes) => answersOf(simulate(laneOf({ durationMs: 1000 }, changes)))

  it('begins with an answer when it does not start cold, and with none for a TTL of 0', () => {
    const warm: Changes = { 'dns.resolvers.isp.startsCold': false }
    expect(answers(warm).map(({ atUs }) => atUs)).toEqual([0])
    expect(answers({}).map(({ atUs }) => atUs)).toEqual([5000])
    const noTtl = answers({ ...warm, 'dns.records.shop.ttlMs': 0 })
    expect(noTtl[0]?.atUs).toBe(5000)
  })

  it('asks again when the TTL is over, counted from when its answer was given', () => {
    const lane = laneOf({
      'dns.resolvers.isp.startsCold': false,
      'dns.records.shop.ttlMs': 400,
      'clients.users.connections.keepAliveMs': 0,
      durationMs: 1000,
    })
    const trace = simulate(lane)
    const ageUs = trace.meta.names.resolvers[0]?.ageUs as number
    expect(ageUs).toBeGreaterThan(0)
    const times = answersOf(trace).map(({ atUs }) => atUs)
    // The next client after 400 ms less its age.
    const dueUs = 400_000 - ageUs
    expect(times[1]).toBe(5000 + Math.ceil((dueUs - 5000) / 10_000) * 10_000)
  })

  it('has an age of its own from the seed, the same whatever else there is', () => {
    const ages = (changes: Changes) =>
      simulate(laneOf({ 'dns.resolvers.isp.startsCold': false }, changes)).meta.names.resolvers
    const [alone] = ages({})
    const both = ages({
      'dns.resolvers': { open: { place: 'eu' }, isp: { place: 'eu', startsCold: false } },
    })
    expect(both.find(({ id }) => id === 'isp')).toEqual(alone)
    expect(both[0]?.ageUs).not.toBe(alone?.ageUs)
    expect(ages({ seed: 'another' })[0]?.ageUs).not.toBe(alone?.ageUs)
  })
})
