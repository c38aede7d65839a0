/**
 * What stands behind the targets, and health checks that go through to it. Source: mozmeao/infra 660 and
 * alphagov/govuk-helm-charts 132 (all targets leave at once because a check tests what they share); Amazon Builders'
 * Library, "Implementing health checks" (deep checks fail together, and fail open is what helps).
 */
import { describe, expect, it } from 'vitest'
import { mmc } from '../../src/analysis/theory/queues.ts'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import { changeLines, rowsOf, servicePicture } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf, scenarioOf } from '../support/scenarios.ts'
import { simulate, simulateReport } from '../support/simulate.ts'

/** Two targets of one slot, 2 ms of their own work and a call of 6 ms each, of which one is served at a time. */
const calling = (...changes: readonly Changes[]) =>
  laneOf(
    {
      durationMs: 60,
      'clients.users.requests.page.demand': constant(2),
      'targetGroups.web.targets': { s0: { zone: 'a', slots: 2 }, s1: { zone: 'a', slots: 2 } },
      'targetGroups.web.calls': { ratio: 1 },
      dependency: { slots: 1, demand: constant(6) },
    },
    ...changes,
  )
const outage = (atMs: number, forMs: number): Changes => ({
  'faults.away': { kind: 'dependency-outage', atMs, forMs },
})
const twiceAsMany: Changes = { 'clients.users.arrivals.perSecond': 200 }
const endings = (lane: ReturnType<typeof calling>) =>
  rowsOf(simulate(lane)).map(({ status, cause }) => `${status} ${cause}`)
const callsOf = (lane: ReturnType<typeof calling>) => simulate(lane).meta.counts.calls

describe('a call of what stands behind the targets', () => {
  it('follows the own work of the target, which holds its slot until it is answered', () => {
    expect(servicePicture(simulate(calling()), { stepMs: 1 })).toMatchInlineSnapshot(`
      "s0  .....aaaaaaaa............cccccccc............eeeeeeee.......
      s1  ...............bbbbbbbb............dddddddd............fffff"
    `)
  })

  it('waits in one queue for all targets, first come first served', () => {
    const rows = rowsOf(simulate(calling(twiceAsMany)))
    // Calls every 5 ms that take 6 ms: each waits a millisecond longer than the one before.
    const heldMs = rows
      .slice(0, 9)
      .map(({ startUs, serviceEndUs }) => (serviceEndUs - startUs) / 1000)
    expect(heldMs).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16])
  })

  it('fails at once where as many wait as may', () => {
    const lane = calling(twiceAsMany, { 'dependency.limit': 0 })
    expect(endings(lane).slice(0, 4)).toEqual([
      '200 none',
      '500 dependency',
      '200 none',
      '500 dependency',
    ])
    expect(callsOf(lane)).toMatchObject({ made: 12, answered: 5, refused: 6, unfinished: 1 })
  })

  it('is given up after its timeout with a 500 of the target, and is done all the same', () => {
    const lane = calling(twiceAsMany, { 'targetGroups.web.calls.timeoutMs': 8 })
    // The fourth would wait for 3 ms and take 6. Those that nobody waits for any more keep later ones waiting.
    expect(endings(lane).slice(0, 6)).toEqual([
      '200 none',
      '200 none',
      '200 none',
      '500 dependency',
      '500 dependency',
      '500 dependency',
    ])
    expect(callsOf(lane)).toMatchObject({ made: 12, answered: 9, refused: 0, timedOut: 7 })
  })

  it('is made for a share of the requests', () => {
    const lane = calling({ durationMs: 20_000, 'targetGroups.web.calls.ratio': 0.3 })
    const { made } = callsOf(lane) ?? { made: 0 }
    expect(made / 2000).toBeGreaterThan(0.27)
    expect(made / 2000).toBeLessThan(0.33)
  })
})

describe('what stands behind the targets', () => {
  it('is a station of its own: M/M/c', () => {
    const servers = 3
    const { report, meta } = simulateReport(
      calling({
        durationMs: 1_200_000,
        warmUpMs: 20_000,
        'clients.users.arrivals': { kind: 'poisson', perSecond: 240 },
        'clients.users.requests.page.demand': constant(0),
        'targetGroups.web.targets.s0.slots': 500,
        'targetGroups.web.targets.s1.slots': 500,
        'targetGroups.web.calls.timeoutMs': 60_000,
        dependency: { slots: servers, demand: { kind: 'exponential', meanMs: 10 } },
      }),
    )
    const { timeMean } = mmc({ arrivalRate: 0.24, serviceRate: 0.1, servers })
    expect((report.latency.meanMs as number) / timeMean).toBeCloseTo(1, 1)
    const { made, answered, unfinished, slots, servingUs } = meta.counts.calls as never as Record<
      string,
      number
    >
    expect(made).toBe((answered as number) + (unfinished as number))
    expect((servingUs as number) / (slots as number) / meta.endedUs).toBeCloseTo(0.8, 1)
  })

  it('resets what it has when it goes out, and refuses what comes', () => {
    expect(endings(calling(outage(10, 20)))).toEqual([
      '500 dependency',
      '500 dependency',
      '500 dependency',
      '200 none',
      '200 none',
      '0 run-ended',
    ])
  })

  it('works on what it has at its new speed when it becomes slow', () => {
    const slow: Changes = {
      'faults.slow': { kind: 'slow-dependency', factor: 2, atMs: 10, forMs: 50 },
    }
    const rows = rowsOf(simulate(calling(slow)))
    // At 10 ms it has 3 of its 6 ms left, and they take 6.
    expect((rows[0]?.serviceEndUs ?? 0) / 1000).toBe(16)
  })
})

describe('a deep health check', () => {
  const checked = (health: Changes, ...changes: readonly Changes[]) =>
    calling(
      {
        durationMs: 4000,
        'clients.users.arrivals.perSecond': 20,
        'targetGroups.web.health': {
          isActive: true,
          intervalMs: 500,
          timeoutMs: 100,
          unhealthyAfter: 2,
          healthyAfter: 2,
          ...health,
        },
      },
      ...changes,
    )

  const healthOf = (lane: ReturnType<typeof calling>) =>
    changeLines(simulate(lane))
      .map((line) => /(unhealthy|healthy|fail-open).*/.exec(line)?.[0] ?? '')
      .filter((words) => words !== '')

  it('takes all targets out when what they share is away; a shallow one takes none', () => {
    expect(healthOf(checked({ deep: true }, outage(1000, 1500)))).toEqual([
      'unhealthy web-a s0',
      'unhealthy web-a s1',
      'fail-open web-a',
      'healthy web-a s0',
      'fail-open-end web-a',
      'healthy web-a s1',
    ])
    expect(healthOf(checked({ deep: false }, outage(1000, 1500)))).toEqual([])
  })

  it('makes requests that need nothing behind fail, too, unless the node fails open', () => {
    const half: Changes = { 'targetGroups.web.calls.ratio': 0.5 }
    const causes = (failsOpen: boolean) =>
      new Set(endings(checked({ deep: true, failsOpen }, outage(1000, 1500), half)))
    expect(causes(true)).toEqual(new Set(['200 none', '500 dependency']))
    expect(causes(false)).toEqual(new Set(['200 none', '500 dependency', '503 no-targets']))
  })

  it.each([true, false])('waits behind what all call, where probes queue: %s', (queued) => {
    const busy: Changes = {
      'dependency.demand': constant(200),
      'targetGroups.web.targets.s0.slots': 100,
      'targetGroups.web.targets.s1.slots': 100,
    }
    expect(healthOf(checked({ deep: true, queued }, busy))).toEqual([
      'unhealthy web-a s0',
      'unhealthy web-a s1',
      'fail-open web-a',
    ])
  })

  it('of a target that dies while its call is under way fails', () => {
    const slowCall: Changes = {
      'dependency.demand': constant(1),
      'faults.slow': { kind: 'slow-dependency', factor: 50, atMs: 0, forMs: 4000 },
      'faults.dead': { kind: 'crash', target: 's0', atMs: 0, forMs: 4000 },
      'clients.users.arrivals.perSecond': 1,
    }
    expect(healthOf(checked({ deep: true }, slowCall))).toEqual(['unhealthy web-a s0'])
  })
})

it('is refused with processor sharing, where nobody holds a slot', () => {
  const document = scenarioOf({ 'targetGroups.web.calls': { ratio: 1 } })
  const s0 = { ...document.targetGroups['web']?.targets['s0'], queue: { order: 'sharing' } }
  const result = validateScenario({
    ...document,
    targetGroups: { web: { ...document.targetGroups['web'], targets: { s0 } } },
  })
  expect(result.ok ? [] : result.problems.map(({ path }) => path)).toEqual([
    'targetGroups.web.targets.s0.queue.order',
  ])
})
