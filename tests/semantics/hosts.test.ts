/**
 * Containers that share the cores of a host. Source: a kernel that shares its cores evenly among runnable threads (Linux,
 * CFS); Kleinrock, "Queueing Systems" II, 1976, chapter 4 (processor sharing). That a slot at work is one thread, and
 * that containers have no shares or quotas of their own, is our model.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import { changeLines, type Row, rowsOf, servicePicture } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf, scenarioOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const WEB = 'targetGroups.web'
const container = (host: string, more: object = {}) => ({
  ...{ kind: 'container', host, zone: 'a', slots: 4 },
  ...more,
})

/** Two containers on a host of one core, in turn; a request of 15 ms every 10 ms, the first at 5. */
const shared = (...changes: readonly Changes[]) =>
  laneOf(
    {
      durationMs: 60,
      hosts: { big: { zone: 'a', cores: 1 } },
      'clients.users.requests.page.demand': constant(15),
      [`${WEB}.targets`]: { s0: container('big'), s1: container('big') },
    },
    ...changes,
  )
const picture = (lane: LaneScenario) => servicePicture(simulate(lane), { stepMs: 1 })
const hostOf = (lane: LaneScenario) => simulate(lane).meta.counts.hosts[0]
const servicesMs = (rows: readonly Row[]) =>
  rows.flatMap(({ status, startUs, serviceEndUs }) =>
    status === 200 ? [(serviceEndUs - startUs) / 1000] : [],
  )
const withFault = (fault: object): Changes => ({ 'faults.one': fault })

describe('slots at work on a host', () => {
  it('have a core each while there are enough', () => {
    const lane = shared({ 'hosts.big.cores': 2 })
    expect(picture(lane)).toMatchInlineSnapshot(`
      "s0  .....aaaaaaaaaaaaaaa.....ccccccccccccccc.....eeeeeeeeeeeeeee
      s1  ...............bbbbbbbbbbbbbbb.....ddddddddddddddd.....fffff"
    `)
    expect(hostOf(lane)?.shortUs).toBe(0)
  })

  it('share the cores evenly while there are too few, whatever container they are of', () => {
    // The first has 5 ms of work left when the second comes, which takes 10 at half a core.
    expect(picture(shared())).toMatchInlineSnapshot(`
      "s0  .....aaaaaaaaaaaaaaaaaaaaccccccccccccccccccccccccccccccccccc
      s0  .............................................eeeeeeeeeeeeeee
      s1  ...............bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb...fffff
      s1  ...................................ddddddddddddddddddddddddd"
    `)
  })

  it('are those of one container, too', () => {
    const lane = shared({ [`${WEB}.targets`]: { s0: container('big') } })
    expect(servicesMs(rowsOf(simulate(lane)))[0]).toBe(20)
  })

  it('slow only those on their host', () => {
    const lane = shared({
      'hosts.small': { zone: 'a', cores: 1 },
      [`${WEB}.targets`]: { s0: container('big'), s1: { zone: 'a', slots: 4 } },
      'clients.users.arrivals.perSecond': 200,
    })
    const rows = rowsOf(simulate(lane))
    expect(servicesMs(rows.filter(({ target }) => target === 's1'))).toEqual([15, 15, 15, 15])
    expect(servicesMs(rows.filter(({ target }) => target === 's0'))[0]).toBeGreaterThan(15)
  })

  it('do not count while they wait for a call', () => {
    // 15 ms each on cores of their own, though three hold a slot at a time.
    const lane = shared({
      'clients.users.requests.page.demand': constant(5),
      [`${WEB}.calls`]: { ratio: 1 },
      dependency: { slots: 10, demand: constant(10) },
    })
    expect(servicesMs(rowsOf(simulate(lane)))).toEqual([15, 15, 15, 15, 15])
    expect(hostOf(lane)).toEqual({ workingUs: 30_000, coresUs: 30_000, shortUs: 0 })
  })

  it('are not more than the slots of a container that shares its processor', () => {
    const lane = shared({
      'hosts.big.cores': 2,
      [`${WEB}.targets`]: { s0: container('big', { slots: 2, queue: { order: 'sharing' } }) },
      'clients.users.arrivals.perSecond': 400,
    })
    expect(hostOf(lane)?.shortUs).toBe(0)
    expect(hostOf(lane)?.coresUs).toBeGreaterThan(100_000)
  })

  it('do not count at a container that has come to a standstill', () => {
    const stuck = { kind: 'hang', target: 's0', atMs: 20, forMs: 1000 }
    // From 15 to 20 ms the two have half a core each; then one stands still, and the other has all of it.
    const rows = rowsOf(simulate(shared(withFault(stuck))))
    expect(servicesMs(rows.filter(({ target }) => target === 's1'))[0]).toBe(17.5)
  })

  it('keep their core at a container that is slow, which gets as much less done with it', () => {
    const slow = { kind: 'slowdown', target: 's1', factor: 3, atMs: 0, forMs: 1000 }
    const lane = shared({ 'hosts.big.cores': 4, durationMs: 100 }, withFault(slow))
    const rows = rowsOf(simulate(lane)).filter(({ target }) => target === 's1')
    expect(servicesMs(rows).slice(0, 2)).toEqual([45, 45])
    expect(hostOf(lane)?.workingUs).toBeGreaterThan(200_000)
  })
})

describe('a host that is out', () => {
  const out = (atMs: number, forMs: number) =>
    withFault({ kind: 'host-outage', host: 'big', atMs, forMs })

  it('is silent: what its containers have is gone, and what comes is not refused', () => {
    const lane = shared(out(12, 1000), { 'clients.users.timeoutMs': 30 })
    expect(rowsOf(simulate(lane)).map(({ outcome }) => outcome)).toEqual([
      ...['gave-up', 'gave-up', 'gave-up', 'unfinished', 'unfinished', 'unfinished'],
    ])
  })

  it('takes down its own containers alone', () => {
    const lane = shared(out(0, 1000), {
      'hosts.small': { zone: 'a', cores: 1 },
      [`${WEB}.targets.s1.host`]: 'small',
    })
    const served = rowsOf(simulate(lane)).filter(({ status }) => status === 200)
    expect(new Set(served.map(({ target }) => target))).toEqual(new Set(['s1']))
  })

  it('is noticed by health checks that get no answer', () => {
    const lane = shared(out(100, 1000), {
      durationMs: 1000,
      [`${WEB}.health`]: { intervalMs: 100, timeoutMs: 50, unhealthyAfter: 2 },
    })
    expect(changeLines(simulate(lane)).filter((line) => line.includes(' unhealthy '))).toEqual(
      expect.arrayContaining([expect.stringContaining('s0'), expect.stringContaining('s1')]),
    )
  })

  it('is back with containers that begin anew: cold, and without connections', () => {
    const cold = { coldFactor: 3, warmMs: 1000 }
    const lane = shared(out(20, 20), {
      durationMs: 1500,
      'clients.users.arrivals.perSecond': 2,
      'clients.users.timeoutMs': 100,
      [`${WEB}.targets`]: { s0: container('big', cold) },
    })
    const trace = simulate(lane)
    // At 250 ms it is 210 ms old: 15 ms × (1 + 2 × 0.79).
    expect(servicesMs(rowsOf(trace))[0]).toBe(38.7)
    expect(changeLines(trace)).toContain('40 target-up s0')
  })

  it('stays out until the last of its faults is over', () => {
    const lane = shared(
      { durationMs: 100, 'faults.two': { kind: 'host-outage', host: 'big', atMs: 10, forMs: 50 } },
      out(0, 30),
    )
    const first = rowsOf(simulate(lane)).find(({ status }) => status === 200)
    expect(first?.startUs).toBe(65_000)
  })
})

describe('the cores of a host', () => {
  const anyHosts = fc.record({
    cores: fc.integer({ min: 1, max: 4 }),
    containers: fc.array(
      fc.record({
        slots: fc.integer({ min: 1, max: 5 }),
        speed: fc.constantFrom(0.5, 1, 2),
        order: fc.constantFrom('fifo', 'lifo', 'sharing'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    perSecond: fc.constantFrom(50, 200, 600),
    seed: fc.nat(),
  })

  it('are never exceeded, and give as much work as gets done', () => {
    let short = 0
    fc.assert(
      fc.property(anyHosts, ({ cores, containers, perSecond, seed }) => {
        const lane = laneOf({
          seed: String(seed),
          durationMs: 20_000,
          hosts: { big: { zone: 'a', cores } },
          'clients.users.arrivals': {
            kind: 'profile',
            corners: [
              [0, perSecond],
              [200, perSecond],
              [200.001, 0],
            ],
          },
          [`${WEB}.targets`]: Object.fromEntries(
            containers.map(({ slots, speed, order }, n) => [
              `s${n}`,
              container('big', { slots, speed, queue: { order } }),
            ]),
          ),
        })
        const trace = simulate(lane)
        const { coresUs = 0, shortUs = 0 } = trace.meta.counts.hosts[0] ?? {}
        const done = rowsOf(trace).filter(({ status }) => status === 200)
        const workUs = ({ target }: Row): number =>
          10_000 / (containers[Number(target?.slice(1))]?.speed ?? 1)
        const sumUs = (rows: readonly Row[]): number =>
          rows.reduce((sum, row) => sum + workUs(row), 0)
        // No stretch of time has more work than cores × time; an end is rounded to a microsecond.
        for (const { startUs: fromUs } of done) {
          const later = done.filter((row) => row.startUs >= fromUs)
          for (const { serviceEndUs: toUs } of later) {
            const within = later.filter((row) => row.serviceEndUs <= toUs)
            expect(sumUs(within)).toBeLessThanOrEqual(cores * (toUs - fromUs) + within.length)
          }
        }
        expect(Math.abs(sumUs(done) - coresUs)).toBeLessThanOrEqual(done.length)
        if (shortUs > 0) short++
      }),
      { numRuns: 25 },
    )
    expect(short).toBeGreaterThan(10)
  })
})

describe('a container', () => {
  const problems = (...changes: readonly Changes[]): readonly string[] => {
    const { lanes: _, ...document } = scenarioOf({
      hosts: { big: { zone: 'a' } },
      [`${WEB}.targets.s0`]: container('big'),
    })
    const changed = structuredClone(document) as unknown as Record<string, never>
    for (const change of changes) Object.assign(changed, change)
    const result = validateScenario(changed)
    return result.ok ? [] : result.problems.map(({ message }) => message)
  }

  it('runs on a host that exists', () => {
    expect(problems({ hosts: { other: { zone: 'a' } } })).toEqual([
      'targetGroups.web.targets.s0.host is "big"; it must be a host: other. Choose one.',
    ])
  })

  it('stands in the zone of its host, which exists', () => {
    expect(problems({ hosts: { big: { zone: 'b' } } })).toEqual([
      'targetGroups.web.targets.s0.zone is "a", but its host big stands in b. Set it to that, or choose another host.',
    ])
    expect(problems({ hosts: { big: { zone: 'a' }, far: { zone: 'x' } } })).toEqual([
      'hosts.far.zone is "x"; it must be a zone: a and b. Choose one.',
    ])
  })
})
