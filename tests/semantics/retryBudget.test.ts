/**
 * Retries and their budgets. Sources: gRPC, A6 client retries (retry throttling: a failed attempt takes a token, a good one
 * gives tokenRatio back, no retries at half of maxTokens and below); Finagle, RetryBudget. The number of attempts of a
 * request that is tried up to n times is a geometric sum: (1 - f^n) / (1 - f) where each fails with f.
 */
import { describe, expect, it } from 'vitest'
import { rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const RETRY = 'clients.users.retry'
/** A request every 10 ms, 1 ms of work, answered 500 with this chance, and tried up to four times at once. */
const failing = (errorRatio: number): Changes => ({
  'clients.users.requests.page.demand': constant(1),
  'targetGroups.web.targets.s0.errorRatio': errorRatio,
  [RETRY]: { attemptsMax: 4, backoffMs: 0, budget: 'none' },
})
const attemptsPerRequest = (...changes: readonly Changes[]): number => {
  const { attempts, requests } = simulate(laneOf(...changes)).meta.counts
  return attempts / requests
}

describe('retries without a budget', () => {
  it('multiply what is asked by four in a full outage', () => {
    expect(attemptsPerRequest(failing(1), { durationMs: 1000 })).toBe(4)
  })

  it('multiply it by (1 - f^4) / (1 - f) where an attempt fails with f, whatever failed before', () => {
    for (const f of [0.1, 0.5, 0.8]) {
      const expected = (1 - f * f * f * f) / (1 - f)
      const seen = [1, 2, 3, 4, 5].map((seed) =>
        attemptsPerRequest(failing(f), { durationMs: 60_000, seed: `${seed}` }),
      )
      const mean = seen.reduce((sum, one) => sum + one, 0) / seen.length
      const sd = Math.sqrt(seen.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 4)
      // Five replications: Student's t for 99.9 % is 8.6.
      expect(Math.abs(mean - expected)).toBeLessThan((8.6 * sd) / Math.sqrt(5))
    }
  })
})

describe('a share of the requests', () => {
  it('is what retries come to in a full outage, beyond a reserve of ten', () => {
    const budget = { [`${RETRY}.budget`]: 'ratio', [`${RETRY}.budgetRatio`]: 0.25 }
    const { counts } = simulate(laneOf(failing(1), budget, { durationMs: 10_000 })).meta
    expect(counts.requests).toBe(1000)
    expect(counts.retries).toBe(10 + 0.25 * 1000)
  })
})

describe('a bucket of tokens', () => {
  const bucket = { [`${RETRY}.budget`]: 'bucket', [`${RETRY}.bucketMax`]: 10 }

  it('allows retries while it is more than half full: four failures, and then none', () => {
    const { counts } = simulate(laneOf(failing(1), bucket, { durationMs: 1000 })).meta
    // Tokens 9, 8, 7, 6 after the first four attempts, which are one request; 5 after the next one's.
    expect(counts.retries).toBe(3)
  })

  it('fills again by good answers, a part of a token each', () => {
    const blip = {
      'targetGroups.web.targets.s0.errorRatio': 0,
      faults: {
        first: { kind: 'errors', target: 's0', ratio: 1, atMs: 0, forMs: 100 },
        second: { kind: 'errors', target: 's0', ratio: 1, atMs: 500, forMs: 10 },
        third: { kind: 'errors', target: 's0', ratio: 1, atMs: 1700, forMs: 10 },
      },
      [`${RETRY}.bucketRatio`]: 0.05,
      durationMs: 2000,
    }
    const rows = rowsOf(simulate(laneOf(failing(0), bucket, blip)))
    const retriesIn = (fromMs: number, toMs: number) =>
      rows.filter(
        ({ attempt, sentUs }) => attempt > 1 && sentUs >= fromMs * 1000 && sentUs < toMs * 1000,
      ).length
    // Ten requests of the first empty it to 0; 40 good answers fill it by 2, and 119 more by 6:
    // more than half, and one retry.
    expect([retriesIn(100, 500), retriesIn(500, 600), retriesIn(1700, 1800)]).toEqual([0, 0, 1])
  })
})
