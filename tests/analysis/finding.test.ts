import { describe, expect, it } from 'vitest'
import { contrastOf, ratioWords, shareWords } from '../../src/analysis/numbers/comparison.ts'
import { type ComparedLane, findingOf } from '../../src/analysis/numbers/finding.ts'
import { isOverloaded } from '../../src/analysis/numbers/overload.ts'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { buildTrace } from '../support/traceBuilder.ts'

interface Shape {
  readonly serviceMs?: number
  readonly failed?: number
  readonly requests?: number
  readonly truncated?: string
  /** Of the target. */
  readonly slots?: number
}

/** A lane of requests that take 2 ms more than the service; some of them fail. */
function lane(letter: string, words: string, shape: Shape = {}): ComparedLane {
  const { serviceMs = 8, failed = 0, requests = 100, slots = 200 } = shape
  const trace = buildTrace({
    durationMs: 1000,
    endedMs: shape.truncated === undefined ? 1000 : 400,
    ...(shape.truncated === undefined ? {} : { truncated: shape.truncated }),
    targets: [{ id: 's0', slots }],
    attempts: Array.from({ length: requests }, (_, i) => ({
      picture: `>${'='.repeat(serviceMs)}<`,
      status: i < failed ? 500 : 200,
    })),
  })
  return { letter, words, report: reportOf(trace) }
}

const words = (...lanes: ComparedLane[]): string =>
  findingOf(lanes)
    .parts.map(({ text, isStrong }) => (isStrong ? `*${text}*` : text))
    .join('')

const roundRobin = (shape: Shape = {}) => lane('A', 'round robin', shape)

describe('where p99 is the same', () => {
  const many = (failed: number) => ({ requests: 2000, failed })

  it('the few that fail are the news, if they are more than chance', () => {
    const other = lane('B', 'longer keep-alive', many(0))
    expect(words(roundRobin(many(9)), other)).toBe('No difference in p99.')
    expect(words(roundRobin(many(10)), other)).toBe(
      '*No request fails* with *longer keep-alive*, 0.5 % in A.',
    )
    expect(words(roundRobin(many(0)), lane('B', 'shorter keep-alive', many(10)))).toBe(
      '*0.5 %* of requests fail with *shorter keep-alive*, none in A.',
    )
  })

  it('of two that fail far less, the one without a failure is the news', () => {
    expect(
      words(roundRobin(many(100)), lane('B', 'half a cure', many(2)), lane('C', 'a cure', many(0))),
    ).toBe('*No request fails* with *a cure*, 5 % in A.')
  })

  it('a few more among many that fail are none, but that many fail in every lane is said', () => {
    expect(words(roundRobin(many(100)), lane('B', 'another seed', many(109)))).toBe(
      'No difference in p99. In every lane *5 to 5.45 %* of requests fail.',
    )
    const [slow, quick] = [{ ...many(1860), serviceMs: 29 }, many(1860)]
    expect(words(roundRobin(slow), lane('B', 'random', quick))).toBe(
      'p99 is *3.1× lower* with *random*. In every lane *93 %* of requests fail.',
    )
    expect(words(roundRobin(many(19)), lane('B', 'another seed', many(19)))).toBe(
      'No difference in p99.',
    )
  })
})

describe('a ratio in words', () => {
  it.each([
    [100, 310, '3.1× lower'],
    [100, 200, '2× lower'],
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

describe('a share in words', () => {
  it.each([
    [0.0142, 0.0086, '1.7× higher'],
    [0.001, 0.02, '20× lower'],
    [0, 0, 'same as A'],
    [0.5, 0.51, 'same as A'],
    // A figure of 0 % has no `1219× lower` below it: it is told what the other one was.
    [0, 0.0086, '0.86 % in A'],
    [1 / 72_417, 0.873, '87.3 % in A'],
    [0.02, 0, 'none in A'],
    [Number.NaN, 0, ''],
  ])('of %d to %d is "%s"', (value, base, text) => {
    expect(shareWords(value, base)).toBe(text)
  })
})

describe('the finding', () => {
  it('is about p99 when the lanes fail alike', () => {
    expect(words(roundRobin({ serviceMs: 29 }), lane('B', 'least outstanding requests'))).toBe(
      'p99 is *3.1× lower* with *least outstanding requests*.',
    )
  })

  it('is about the best lane when there are several, however far another one is off', () => {
    const lanes = [
      roundRobin({ serviceMs: 18 }),
      lane('B', 'P2C', { serviceMs: 10 }),
      lane('C', 'NGINX', { serviceMs: 78 }),
      lane('D', 'random', { serviceMs: 8 }),
    ]
    expect(words(...lanes)).toBe('p99 is *2× lower* with *random* than in A, the lowest of all.')
  })

  it('is about the worst lane when no other is better than the base', () => {
    const lanes = [
      roundRobin({ serviceMs: 18 }),
      lane('B', 'P2C', { serviceMs: 18 }),
      lane('C', 'NGINX', { serviceMs: 48 }),
    ]
    expect(words(...lanes)).toBe(
      'p99 is *2.5× higher* with *NGINX* than in A, and no lane is better.',
    )
  })

  it('is about failures when these differ by more than half a point, with a p99 that says the same', () => {
    const lanes = [roundRobin({ failed: 12, serviceMs: 90 }), lane('B', 'random', { failed: 1 })]
    expect(words(...lanes)).toBe(
      '*1 %* of requests fail with *random*, 12 % in A; p99 is *9.2× lower*.',
    )
  })

  it('says of a lower p99 that would flatter whom it is of', () => {
    const lanes = [roundRobin({ failed: 1, serviceMs: 90 }), lane('B', 'random', { failed: 12 })]
    expect(words(...lanes)).toBe(
      '*12 %* of requests fail with *random*, 1 % in A; p99 is of the answered ones.',
    )
  })

  it('says none of none', () => {
    expect(words(roundRobin({ failed: 12 }), lane('B', 'random'))).toBe(
      '*No request fails* with *random*, 12 % in A.',
    )
  })

  it('takes the lane that fails least, and of those that fail alike the one with the lowest p99', () => {
    const lanes = [
      roundRobin({ failed: 40 }),
      lane('B', 'random', { failed: 2, serviceMs: 40 }),
      lane('C', 'P2C', { failed: 2 }),
      lane('D', 'NGINX', { failed: 20, serviceMs: 3 }),
    ]
    expect(words(...lanes)).toBe('*2 %* of requests fail with *P2C* (as in B), 40 % in A.')
  })

  it('names the same lane and the same factor as a chart does', () => {
    const lanes = [roundRobin({ serviceMs: 18 }), lane('B', 'P2C', { serviceMs: 8 })]
    const contrast = contrastOf(lanes.map(({ report }) => report))
    expect(contrast).toEqual({ lane: 1, about: 'latency', isBetter: true })
    expect(words(...lanes)).toContain(lanes[contrast?.lane ?? 0]?.words)
  })

  it('says when there is no difference', () => {
    expect(findingOf([roundRobin(), lane('B', 'random')])).toEqual({
      kind: 'no-difference',
      parts: [{ text: 'No difference in p99.', isStrong: false }],
    })
  })

  it('says when a lane was stopped, before anything else', () => {
    const stopped = lane('B', 'random', { truncated: 'Stopped at 10 attempts.', failed: 50 })
    expect(findingOf([roundRobin(), stopped]).kind).toBe('truncated')
    expect(words(roundRobin(), stopped)).toBe('*Lane B ended at 0.4 s.* Stopped at 10 attempts.')
  })

  it('says when a lane answered nothing', () => {
    const silent = lane('B', 'random', { failed: 100 })
    expect(words(roundRobin({ failed: 100 }), silent)).toBe(
      '*No request was answered* with round robin.',
    )
  })

  it('speaks of one lane alone', () => {
    expect(words(roundRobin({ failed: 2 }))).toBe('p99 is *10 ms*, and *2 %* of requests failed.')
    expect(words(roundRobin())).toBe('p99 is *10 ms*, and no request failed.')
  })

  it('says when there were no requests', () => {
    expect(findingOf([roundRobin({ requests: 0 })]).kind).toBe('nothing')
    expect(findingOf([]).kind).toBe('nothing')
  })
})

describe('an overloaded lane', () => {
  /** A second of work for one slot, and as much again that fails. */
  const full = (shape: Shape = {}): Shape => ({
    requests: 200,
    serviceMs: 10,
    slots: 2,
    failed: 80,
    ...shape,
  })

  it('is one with busy slots that answers less than it is asked', () => {
    const isFull = (shape: Shape): boolean => isOverloaded(lane('A', '', shape).report)
    expect(isFull(full())).toBe(true)
    // All is answered well, or half of the slots are free: then it is something else.
    expect(isFull(full({ failed: 0 }))).toBe(false)
    expect(isFull(full({ slots: 4 }))).toBe(false)
  })

  it('is said first, with what is offered, what comes of it, and whom p99 is of', () => {
    expect(words(roundRobin(full()))).toBe(
      '*Overloaded*: offered 200 /s, goodput *120 /s*. p99, of the answered requests alone, is 12 ms.',
    )
    expect(words(roundRobin(full()), lane('B', 'random', full({ serviceMs: 20 })))).toBe(
      '*Overloaded*: offered 200 /s, goodput *120 /s* in every lane. p99, of the answered requests alone, is 12 ms in A.',
    )
  })

  it('names the lane with the most goodput', () => {
    const lanes = [roundRobin(full()), lane('B', 'a larger queue', full({ failed: 20 }))]
    expect(words(...lanes)).toBe(
      '*Overloaded*: offered 200 /s, goodput *120 /s*, at best 180 /s with *a larger queue*. p99, of the answered requests alone, is 12 ms in A.',
    )
    const [, ...others] = [...lanes, lane('C', 'more slots', { requests: 200 })]
    expect(words(roundRobin({ requests: 200 }), ...others.slice(0, 1))).toBe(
      '*Lane B is overloaded*: offered 200 /s, goodput *180 /s*, at best 200 /s with *round robin*. p99, of the answered requests alone, is 10 ms in A.',
    )
  })
})
