import { describe, expect, it } from 'vitest'
import {
  type ComparedLane,
  findingOf,
  pointsWords,
  ratioWords,
} from '../../src/analysis/numbers/compare.ts'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { buildTrace } from '../support/traceBuilder.ts'

interface Shape {
  readonly serviceMs?: number
  readonly failed?: number
  readonly requests?: number
  readonly truncated?: string
}

/** A lane of requests that take 2 ms more than the service; some of them fail. */
function lane(letter: string, title: string, shape: Shape = {}): ComparedLane {
  const { serviceMs = 8, failed = 0, requests = 100 } = shape
  const trace = buildTrace({
    durationMs: 1000,
    endedMs: shape.truncated === undefined ? 1000 : 400,
    ...(shape.truncated === undefined ? {} : { truncated: shape.truncated }),
    targets: [{ id: 's0', slots: 200 }],
    attempts: Array.from({ length: requests }, (_, i) => ({
      picture: `>${'='.repeat(serviceMs)}<`,
      status: i < failed ? 500 : 200,
    })),
  })
  return { letter, title, report: reportOf(trace) }
}

const words = (...lanes: ComparedLane[]): string =>
  findingOf(lanes)
    .parts.map(({ text, isStrong }) => (isStrong ? `*${text}*` : text))
    .join('')

const roundRobin = (shape: Shape = {}) => lane('A', 'Round robin', shape)

describe('a ratio in words', () => {
  it.each([
    [100, 310, '3.1× lower'],
    [310, 100, '3.1× higher'],
    [100, 2400, '24× lower'],
    [100, 994, '9.9× lower'],
    [100, 996, '10× lower'],
    [96, 100, 'same as A'],
    [94, 100, '1.1× lower'],
    [0, 0, 'same as A'],
    [0, 5, 'lower'],
    [5, 0, 'higher'],
    [Number.NaN, 5, ''],
  ])('of %d to %d is "%s"', (value, base, text) => {
    expect(ratioWords(value, base)).toBe(text)
  })

  it('names the lane that it compares with', () => {
    expect(ratioWords(1, 1, 'B')).toBe('same as B')
  })
})

it('shares are compared in percentage points', () => {
  expect(pointsWords(0.031, 0.006)).toBe('2.5 points higher')
  expect(pointsWords(0.006, 0.031)).toBe('2.5 points lower')
  expect(pointsWords(0.004, 0)).toBe('same as A')
})

describe('the finding', () => {
  it('is about p99 when the lanes fail alike', () => {
    expect(words(roundRobin({ serviceMs: 29 }), lane('B', 'Least outstanding requests'))).toBe(
      'p99 is *3.1× lower* with *least outstanding requests* in this run.',
    )
  })

  it('is about the lane that differs most when there are several', () => {
    const lanes = [
      roundRobin({ serviceMs: 18 }),
      lane('B', 'P2C', { serviceMs: 10 }),
      lane('C', 'NGINX', { serviceMs: 48 }),
    ]
    expect(words(...lanes)).toBe(
      'p99 is *2.5× higher* with *NGINX* than with round robin in this run.',
    )
  })

  it('adds failures when these differ by more than half a point and say the same', () => {
    const lanes = [roundRobin({ failed: 12, serviceMs: 90 }), lane('B', 'Random', { failed: 1 })]
    expect(words(...lanes)).toBe(
      'p99 is *9.2× lower* with *random* in this run, and *1.0 %* of requests failed instead of 12 %.',
    )
  })

  it('is about failures alone when a lower p99 would flatter', () => {
    const lanes = [roundRobin({ failed: 1, serviceMs: 90 }), lane('B', 'Random', { failed: 12 })]
    expect(words(...lanes)).toBe(
      '*12 %* of requests failed with *random*, *1.0 %* with round robin in this run.',
    )
  })

  it('says when there is no difference', () => {
    expect(findingOf([roundRobin(), lane('B', 'Random')])).toEqual({
      kind: 'no-difference',
      parts: [{ text: 'No difference in p99 in this run.', isStrong: false }],
    })
  })

  it('says when a lane was stopped, before anything else', () => {
    const stopped = lane('B', 'Random', { truncated: 'Stopped at 10 attempts.', failed: 50 })
    expect(findingOf([roundRobin(), stopped]).kind).toBe('truncated')
    expect(words(roundRobin(), stopped)).toBe('*Lane B ended at 0.4 s.* Stopped at 10 attempts.')
  })

  it('says when a lane answered nothing', () => {
    const silent = lane('B', 'Random', { failed: 100 })
    expect(words(lane('A', 'Round robin', { failed: 100 }), silent)).toBe(
      '*No request was answered* with round robin in this run.',
    )
  })

  it('speaks of one lane alone', () => {
    expect(words(roundRobin({ failed: 2 }))).toBe(
      'p99 is *10 ms*, and *2.0 %* of requests failed in this run.',
    )
  })

  it('says when there were no requests', () => {
    expect(findingOf([roundRobin({ requests: 0 })]).kind).toBe('nothing')
    expect(findingOf([]).kind).toBe('nothing')
  })
})
