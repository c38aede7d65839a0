import { describe, expect, it } from 'vitest'
import { latenciesUs } from '../../src/analysis/numbers/latency.ts'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { GOAL_US, requestsOf } from '../../src/analysis/numbers/requests.ts'
import { commonWindow, wholeWindow } from '../../src/analysis/numbers/window.ts'
import { isFailure } from '../../src/model/failure.ts'
import { AUTHORS, CAUSES, type Outcome, outcome, VERDICTS } from '../../src/model/outcome.ts'
import { attemptsOf } from '../../src/trace/attempt.ts'
import { UNSET } from '../../src/trace/schema.ts'
import { busyLane } from '../support/busyLane.ts'
import { simulate } from '../support/simulate.ts'
import { type AttemptRow, buildTrace, rowsOfTrace, traceOf } from '../support/traceBuilder.ts'

/** Ten requests, one after the other, that take 1 to 10 ms. */
const ladder = () =>
  buildTrace({
    durationMs: 100,
    attempts: Array.from({ length: 10 }, (_, i) => ({
      picture: `${'.'.repeat(i * 10)}${'='.repeat(i + 1)}`,
      endMs: i * 10 + i + 1,
    })),
  })

describe('the report of a lane', () => {
  it('has exact nearest-rank percentiles of the latency', () => {
    const { latency } = reportOf(ladder())
    expect(latency).toEqual({
      answers: 10,
      p50Ms: 5,
      p90Ms: 9,
      p99Ms: 10,
      p999Ms: 10,
      meanMs: 5.5,
      maxMs: 10,
    })
  })

  it('counts a request in the window in which it was first sent', () => {
    // The third is sent at 20 and ends at 23; the fourth begins at 30.
    const { requests, latency } = reportOf(ladder(), { window: { fromUs: 15_000, toUs: 21_000 } })
    expect(requests).toBe(1)
    expect(latency.maxMs).toBe(3)
  })

  it('leaves out what was sent before the warm-up was over', () => {
    const trace = buildTrace({
      warmUpMs: 5,
      durationMs: 20,
      attempts: [{ picture: '>==<' }, { picture: '......>=====<' }],
    })
    expect(reportOf(trace).requests).toBe(1)
    expect(reportOf(trace).latency.meanMs).toBe(7)
  })

  it('measures latency from the first send, over all attempts', () => {
    const trace = buildTrace({
      durationMs: 20,
      attempts: [
        {
          picture: '>==<',
          ordinal: 7,
          outcome: 'continued',
          status: 500,
          cause: 'application-error',
        },
        { picture: '.......>==<', ordinal: 7, attempt: 2, firstMs: 0 },
      ],
    })
    const report = reportOf(trace)
    expect(report.latency.maxMs).toBe(11)
    expect([report.requests, report.attempts, report.retries]).toEqual([1, 2, 1])
  })

  it('tells verdicts apart and says how requests failed', () => {
    const report = reportOf(failing(), { goalUs: 4_000 })
    expect(report.verdicts).toEqual({
      'on-time': 1,
      slow: 1,
      error: 1,
      rejected: 2,
      'gave-up': 1,
      unfinished: 1,
    })
    expect(report.ended).toBe(6)
    expect(report.errorRatio).toBe(4 / 6)
    expect(report.verdictRatios.slow).toBe(1 / 6)
    expect(report.verdictRatios.unfinished).toBe(1 / 7)
    expect(report.failuresByCause).toEqual({
      'application-error': 1,
      'queue-full': 1,
      'no-connection': 1,
      'client-timeout': 1,
    })
    expect(report.failures[0]).toEqual({
      status: 0,
      author: 'client',
      cause: 'client-timeout',
      count: 1,
    })
  })

  it('takes rates from the moment of the answer', () => {
    const report = reportOf(failing(), { goalUs: 4_000 })
    // Over 20 ms: seven requests sent; four answers, two of them under 400.
    expect(report.offeredPerSecond).toBe(7 / 0.02)
    expect(report.throughputPerSecond).toBe(4 / 0.02)
    expect(report.goodputPerSecond).toBe(2 / 0.02)
  })

  it('adds up what a target did, cut at the edges of the window', () => {
    const trace = buildTrace({
      durationMs: 20,
      targets: [{ id: 's0', slots: 2 }, { id: 's1' }],
      attempts: [
        { picture: '>====<' },
        { picture: '>=======<' },
        { picture: '>wwww===<' },
        { picture: '>=<', target: 's1' },
      ],
    })
    const [s0, s1] = reportOf(trace, { window: { fromUs: 0, toUs: 10_000 } }).targets
    expect(s0).toMatchObject({ attempts: 3, served: 3, errors: 0, waitingMean: 0.4 })
    expect(s0?.utilisation).toBe(14 / 20)
    expect(s0?.loadMean).toBe(18 / 20)
    expect(s0?.waitP99Ms).toBe(4)
    expect(s0?.latencyP50Ms).toBe(7)
    expect(s1?.utilisation).toBe(0.1)
    const cut = reportOf(trace, { window: { fromUs: 4_000, toUs: 6_000 } }).targets[0]
    expect(cut).toMatchObject({ attempts: 0, utilisation: 1, waitingMean: 0.5 })
  })

  it('measures imbalance on what is at the targets, per slot', () => {
    const trace = buildTrace({
      durationMs: 10,
      attempts: [{ picture: '======<' }, { picture: '==<', target: 's1' }],
    })
    const { imbalance } = reportOf(trace)
    expect(imbalance.maxOverMean).toBeCloseTo(1.5, 12)
    expect(imbalance.jain).toBeCloseTo(64 / (2 * 40), 12)
  })

  it('counts connections by who opened them', () => {
    const trace = buildTrace({
      durationMs: 10,
      attempts: [{ picture: '>=<' }],
      connections: [
        { openedMs: 0, side: 0 },
        { openedMs: 1, side: 1 },
        { openedMs: 2, side: 1 },
      ],
    })
    const { ofClients, ofNodes } = reportOf(trace).connections
    expect([ofClients.opened, ofNodes.opened]).toEqual([1, 2])
  })

  it('has no percentile where nothing was answered, and no ratio of nothing', () => {
    const report = reportOf(buildTrace({ durationMs: 5, attempts: [] }))
    expect(report.latency).toMatchObject({ answers: 0, p50Ms: Number.NaN, maxMs: Number.NaN })
    expect(report).toMatchObject({ requests: 0, errorRatio: 0, throughputPerSecond: 0 })
    expect(report.imbalance).toEqual({ maxOverMean: 1, jain: 1 })
  })
})

/** One request of every verdict, two of `rejected`; a goal of 4 ms tells on time from slow. */
const failing = () =>
  buildTrace({
    durationMs: 20,
    targets: [{ id: 's0', slots: 9 }],
    attempts: [
      { picture: '>==<' },
      { picture: '>===<' },
      { picture: '>==<', status: 500, cause: 'application-error' },
      { picture: '>-x-<', status: 503, cause: 'queue-full' },
      { picture: '>', outcome: 'refused', cause: 'no-connection', author: 'client', target: null },
      { picture: '>===', outcome: 'gave-up', author: 'client', cause: 'client-timeout', endMs: 6 },
      { picture: '............>ww=', outcome: 'unfinished' },
    ],
  })

describe('verdicts', () => {
  it('tell errors from rejections by the status, and by whether anybody began to serve', () => {
    const base = buildTrace({ durationMs: 10, attempts: [{ picture: '>=<' }] })
    const row = rowsOfTrace(base)[0] as AttemptRow
    const word = (how: Outcome, status = 0, { startUs = UNSET, goalUs = 3000 } = {}): string => {
      const trace = traceOf(base.meta, [{ ...row, outcome: outcome(how), status, startUs }])
      return VERDICTS[requestsOf(trace, goalUs).verdict[0] as number] as string
    }
    const served = { startUs: 1000 }
    expect([200, 404, 428, 430, 499].map((status) => word('answered', status))).toEqual(
      new Array(5).fill('on-time'),
    )
    expect(word('answered', 200, { goalUs: 2999 })).toBe('slow')
    expect([500, 502, 504].map((status) => word('answered', status))).toEqual(
      new Array(3).fill('error'),
    )
    expect([word('answered', 503), word('answered', 503, served)]).toEqual(['rejected', 'error'])
    expect([word('answered', 429), word('answered', 429, served)]).toEqual(['rejected', 'rejected'])
    expect([word('gave-up'), word('refused'), word('unfinished')]).toEqual([
      ...['gave-up', 'rejected', 'unfinished'],
    ])
    // It was written, but never reached its client.
    expect(word('unfinished', 504)).toBe('unfinished')
  })

  it('agree with the failure of the last attempt, whatever goes wrong', () => {
    const trace = simulate(busyLane())
    const requests = requestsOf(trace, GOAL_US)
    const last = [...attemptsOf(trace)].filter((attempt) => attempt.outcome !== 'continued')
    const disagree = last.filter(({ outcome, failure }, i) => {
      const isFailed = isFailure(requests.verdict[i] as number)
      return outcome !== 'unfinished' && isFailed !== (failure !== 'none')
    })
    expect(disagree).toEqual([])
    expect(new Set(last.map(({ failure }) => failure)).size).toBe(4)
  })

  it('leave room for causes and authors in the key of a failure', () => {
    expect(Math.max(CAUSES.length, AUTHORS.length)).toBeLessThan(256)
  })
})

describe('windows', () => {
  it('are common to lanes up to the earliest end', () => {
    const long = buildTrace({ durationMs: 20, warmUpMs: 2, attempts: [] })
    const short = buildTrace({ durationMs: 20, warmUpMs: 2, endedMs: 12, attempts: [] })
    expect(commonWindow([long, short])).toEqual({ fromUs: 2_000, toUs: 12_000 })
  })

  it('are the whole run when it was stopped before its warm-up was over', () => {
    const trace = buildTrace({ durationMs: 20, warmUpMs: 15, endedMs: 12, attempts: [] })
    expect(wholeWindow(trace.meta)).toEqual({ fromUs: 0, toUs: 12_000 })
  })
})

describe('latencies', () => {
  it('hold no failure and nobody who gave up', () => {
    const requests = requestsOf(failing(), 4_000)
    const latencies = latenciesUs(requests, { fromUs: 0, toUs: 20_000 })
    expect([...latencies].sort()).toEqual([4_000, 5_000])
  })
})
