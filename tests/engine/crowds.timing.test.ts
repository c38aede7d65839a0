/** Many at once cost what they are many: a hundred times as many do not cost ten thousand times as much. */
import { beforeAll, describe, expect, it } from 'vitest'
import { bundledSimulate } from '../support/bundled.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'

type Simulate = Awaited<ReturnType<typeof bundledSimulate>>['simulateReport']
let simulate: Simulate

beforeAll(async () => {
  simulate = (await bundledSimulate()).simulateReport
})

/** Counts of a run, and microseconds of processor time an event, over several: the clock of the processor is coarse. */
function costOf(runs: number, ...changes: readonly Changes[]) {
  const lane = laneOf(...changes)
  const { counts } = simulate(lane).meta
  const before = process.cpuUsage()
  for (let run = 0; run < runs; run++) simulate(lane)
  return { counts, usPerEvent: process.cpuUsage(before).user / (runs * counts.events) }
}

/** Requests that all stay until the end: so many, one after the other within ten seconds, each of another length. */
const sharing = (requests: number): Changes => ({
  durationMs: 10_000,
  'clients.users.arrivals': { kind: 'poisson', perSecond: requests / 10 },
  'clients.users.requests.page.demand': { kind: 'exponential', meanMs: 10_000 },
  'clients.users.timeoutMs': 600_000,
  'clients.users.addresses': 1000,
  'targetGroups.web.targets.s0.queue': { order: 'sharing', limit: 1_000_000 },
})

/**
 * Two crowds of users. All of one are answered, network and all, in the very microsecond in which all of the other ask:
 * completions come before arrivals, so each of the many finds many before and behind it.
 */
const inStep = (users: number): Changes => {
  const some = (ms: number) => ({
    place: 'eu',
    arrivals: { kind: 'closed-loop', users, think: constant(ms) },
    requests: { page: { demand: constant(ms) } },
  })
  const target = { zone: 'a', slots: 10_000 }
  return {
    durationMs: 12,
    clients: { one: some(1), other: some(2) },
    'targetGroups.web.targets': Object.fromEntries(
      Array.from({ length: 10 }, (_, t) => [`s${t}`, target]),
    ),
  }
}

describe('the cost of an event', () => {
  it('is about the same with 100,000 in service under processor sharing as with 1,000', () => {
    const few = costOf(100, sharing(1000))
    const many = costOf(1, sharing(100_000))
    expect(many.counts.servingMax[0]).toBeGreaterThan(90_000)
    // A list in order took 40 times as long for an event. What is larger than a cache is slower, too.
    expect(many.usPerEvent).toBeLessThan(8 * few.usPerEvent)
  })

  it('is about the same with 2 x 50,000 users in step as with 2 x 1,000', () => {
    const few = costOf(20, inStep(1000))
    const many = costOf(1, inStep(50_000))
    expect(many.counts.requests).toBe(450_000)
    // Going from one to the next of those that are due at once took minutes.
    expect(many.usPerEvent).toBeLessThan(8 * few.usPerEvent)
  })
})
