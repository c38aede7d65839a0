/** A warm-up that is too short is noticed; one that does, a fault and traffic that varies are not taken for one. */
import { describe, expect, test } from 'vitest'
import { unchangedUntilUs } from '../../../src/analysis/numbers/beginning.ts'
import { certaintyOf } from '../../../src/analysis/replications/certainty.ts'
import {
  settledUs,
  shortWarmUpOf,
  shortWarmUpWords,
} from '../../../src/analysis/replications/shortWarmUp.ts'
import { mserCut } from '../../../src/analysis/replications/warmUp.ts'
import { replicationWindow } from '../../../src/analysis/replications/window.ts'
import { drawsOf, replicateAll, upTo } from '../../support/replications.ts'
import { type Changes, laneOf } from '../../support/scenarios.ts'
import { simulateInto } from '../../support/simulate.ts'

describe('MSER', () => {
  const noise = drawsOf('mser', 100)

  test('cuts where a beginning ends', () => {
    const values = noise.map((draw, i) => draw + (i < 20 ? 5 : 0))
    expect(mserCut(values)).toBe(20)
    expect(mserCut(values.map((value) => -value))).toBe(20)
  })

  test('minimises the squared standard error of what is left, as its definition says', () => {
    const values = noise.map((draw, i) => draw + 3 / (1 + i))
    const errorAfter = (cut: number): number => {
      const left = values.slice(cut)
      const mean = left.reduce((sum, value) => sum + value, 0) / left.length
      return left.reduce((sum, value) => sum + (value - mean) ** 2, 0) / left.length ** 2
    }
    const errors = upTo(95).map(errorAfter)
    expect(mserCut(values)).toBe(errors.indexOf(Math.min(...errors)))
  })

  test('cuts a tenth at most where nothing begins', () => {
    expect(mserCut(noise)).toBeLessThanOrEqual(10)
  })

  test('says nothing of what grows to the end, or of too few values', () => {
    expect(mserCut(noise.map((_, i) => i))).toBeNull()
    expect(mserCut(noise.slice(0, 19))).toBeNull()
  })
})

/** 4 % more than one slot can do, before a queue of 100: it takes 25 s to fill, and then is full for ever. */
const FILLING: Changes = {
  durationMs: 100_000,
  'clients.users.arrivals.perSecond': 104,
  'clients.users.timeoutMs': 60_000,
  'targetGroups.web.targets.s0.queue': { limit: 100 },
}

function found(...changes: readonly Changes[]) {
  const lane = laneOf(FILLING, ...changes)
  const [replications = []] = replicateAll([lane], upTo(5), simulateInto)
  const { lanes } = certaintyOf([{ letter: 'A', words: 'round robin', replications }], [])
  const window = replicationWindow([lane])
  return { short: shortWarmUpOf(lanes, window), settledUs: settledUs(lanes, window) }
}

describe('an empty system under high load', () => {
  test('is noticed where nothing of its beginning is left out', () => {
    const { short, settledUs: us } = found()
    expect(us).toBeGreaterThan(15e6)
    expect(us).toBeLessThan(30e6)
    expect(short?.warmUpMs).toBeGreaterThanOrEqual((us ?? 0) / 1000)
    expect(short && shortWarmUpWords(short, ['A'])).toMatch(
      /^The warm-up is short: from 0 s to 2\d s mean latency of lane A is [\d.]+× lower than after\.$/,
    )
  })

  test('is noticed where too little of it is left out, and not where enough is', () => {
    expect(found({ warmUpMs: 5000 }).short?.leftOutMs).toBe(5000)
    expect(found({ warmUpMs: 30_000 }).short).toBeNull()
  })

  test('cannot be told from a fault that begins before it is over', () => {
    const faults = {
      slow: { kind: 'slowdown', target: 's0', factor: 2, atMs: 8000, forMs: 90_000 },
    }
    expect(found({ faults }).short).toBeNull()
  })
})

test('a beginning is looked at up to the first fault, and not where traffic varies by plan', () => {
  const fault = { kind: 'crash', target: 's0', atMs: 30, forMs: 10 }
  expect(unchangedUntilUs(laneOf())).toBe(100_000)
  expect(unchangedUntilUs(laneOf({ faults: { one: fault } }))).toBe(30_000)
  const varying = { kind: 'bursts', perSecond: 100, onMs: 10, offMs: 10 }
  expect(unchangedUntilUs(laneOf({ 'clients.users.arrivals': varying }))).toBe(0)
})
