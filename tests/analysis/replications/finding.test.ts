/** What may be said of lanes from many runs: never more than the interval allows. */
import { describe, expect, it } from 'vitest'
import { replicatedFinding } from '../../../src/analysis/replications/finding.ts'
import type { ReplicatedLane } from '../../../src/analysis/replications/pairWords.ts'
import type { Replication } from '../../../src/analysis/replications/replication.ts'
import { againstWords } from '../../../src/analysis/replications/words.ts'
import { drawsOf, someReplication } from '../../support/replications.ts'

interface Middle {
  readonly p99?: number
  readonly errors?: number
  readonly goodput?: number
  /** How far single runs are off, as a share. */
  readonly spread?: number
}

/** Twelve runs, around these figures. */
function lane(letter: string, words: string, shape: Middle = {}): ReplicatedLane {
  const { p99 = 100, errors = 0, goodput = 50, spread = 0.02 } = shape
  const replications = drawsOf(`lane ${letter}`, 12).map((u) => {
    const off = 1 + 2 * spread * (u - 0.5)
    return someReplication({
      figures: { p99: p99 * off, errors: errors * off, goodput: goodput * off },
    })
  })
  return { letter, words, replications }
}

const words = (...lanes: ReplicatedLane[]): string =>
  replicatedFinding(lanes)
    ?.parts.map(({ text, isStrong }) => (isStrong ? `*${text}*` : text))
    .join('') ?? ''

const roundRobin = (shape: Middle = {}): ReplicatedLane => lane('A', 'round robin', shape)
const least = (shape: Middle = {}): ReplicatedLane => lane('B', 'least connections', shape)

const of = (one: ReplicatedLane, change: Partial<Replication>): ReplicatedLane => ({
  ...one,
  replications: one.replications.map((each) => ({ ...each, ...change })),
})

describe('the finding of many runs', () => {
  it('has the bounds of what it claims', () => {
    expect(words(roundRobin({ p99: 310 }), least())).toBe(
      'p99 is *3.11× lower* (3.07 to 3.14) with *least connections*.',
    )
    expect(words(roundRobin(), least({ p99: 104 }))).toBe(
      'p99 is *4 % higher* (3 to 5 %) with *least connections*.',
    )
  })

  it('of lanes that it cannot tell apart says how many more it may take', () => {
    expect(words(roundRobin({ spread: 0.3 }), least({ p99: 112, spread: 0.3 }))).toMatch(
      /^Cannot tell \*A from B\* yet in p99 \(99 % bounds: 0\.\d\d to 1\.\d\d times as much\): needs about \d+ more runs\.$/,
    )
  })

  it('of lanes that are alike within 5 % says so', () => {
    expect(words(roundRobin(), least({ p99: 100.3 }))).toBe('No difference in p99 beyond 5 %.')
  })

  it('is about failures first, and about p99 where it says the same', () => {
    expect(words(roundRobin({ p99: 310, errors: 0.04 }), least())).toMatch(
      /^\*No request fails\* with \*least connections\*, 4\.\d+ % in A; p99 is \*3\.11× lower\* \(3\.07 to 3\.14\)\.$/,
    )
    expect(words(roundRobin(), least({ p99: 40, errors: 0.04 }))).toMatch(
      /^\*[\d.]+ %\* \([\d.]+ to [\d.]+ %\) of requests fail with \*least connections\*, none in A; p99 is of the answered ones\.$/,
    )
  })

  it('of one lane has its figures with their bounds', () => {
    expect(words(roundRobin({ p99: 263 }))).toMatch(
      /^p99 is \*26\d ms\* \(26\d to 26\d\), and no request failed\.$/,
    )
  })

  it('of three lanes names the best', () => {
    const third = lane('C', 'two choices', { p99: 50 })
    expect(words(roundRobin(), least({ p99: 80 }), third)).toMatch(
      /^p99 is \*[\d.]+× lower\* \([\d.]+ to [\d.]+\) with \*two choices\* than in A, the lowest of all\.$/,
    )
  })

  const full = (one: ReplicatedLane): ReplicatedLane => of(one, { isOverloaded: true })

  it('says that many fail in every lane, beside a p99 that says nothing of them', () => {
    const [most, third] = [{ errors: 0.93 }, lane('C', 'two choices', { errors: 0.93, p99: 50 })]
    expect(words(roundRobin(most), least(most))).toMatch(
      /^No difference in p99 beyond 5 %\. In every lane \*92\.\d+ to 93\.\d+ %\* of requests fail\.$/,
    )
    expect(words(roundRobin(most), third)).toMatch(
      /^p99 is .* In every lane \*[\d.]+ to [\d.]+ %\*/,
    )
    expect(words(roundRobin(most), least())).not.toContain('In every lane')
  })

  it('claims no latency of a lane that is unstable, but what fails and what is answered', () => {
    const why = 'more is offered than can be done, so no latency is claimed of'
    expect(words(full(roundRobin({ errors: 0.4 })), least({ errors: 0.1 }))).toMatch(
      /^\*9\.\d+ %\* of requests fail with \*least connections\*, \d+\.\d % \([\d.]+ to [\d.]+ %\) in A\. \*Lane A is unstable\*: more/,
    )
    const growing = of(least({ goodput: 25 }), { unfinished: 400, underWay: 20 })
    expect(words(roundRobin(), growing)).toMatch(
      /^Goodput is \*2\.0\d× lower\* \([\d.]+ to [\d.]+\) with \*least connections\*\. \*Lane B is unstable\*: what waits keeps growing/,
    )
    expect(words(full(roundRobin({ errors: 0.4 })), growing)).toContain(
      `*Lanes A, B are unstable*: ${why} them. `,
    )
    expect(words(full(roundRobin({ errors: 0.4 })))).toMatch(
      /^\*Unstable\*: .* of it\. Goodput is \*50.* \/s\* \([\d.]+ to [\d.]+\), and \*[\d.]+ %\* \([\d.]+ to [\d.]+ %\) of requests failed\.$/,
    )
  })

  it('compares lanes that are stable by p99, whatever another one does', () => {
    const third = lane('C', 'two choices', { p99: 50 })
    expect(words(roundRobin(), full(least()), third)).toMatch(
      /^p99 is \*2\.0\d× lower\* .* with \*two choices\* than in A.* \*Lane B is unstable\*/,
    )
    expect(words(full(roundRobin()), least(), third)).toMatch(
      /^p99 is \*2\.0\d× lower\* .* with \*two choices\* than in B\. \*Lane A is unstable\*/,
    )
  })

  it('claims nothing of a lane that a limit stopped', () => {
    const stopped = of(roundRobin({ errors: 0.4 }), { truncated: 'The run stopped.' })
    expect(words(stopped)).toBe('*Unstable*: a limit stopped a run, so nothing is claimed of it.')
    expect(words(stopped, least())).toMatch(/^\*Lane A is unstable\*/)
  })

  it('does not take failures that last for a backlog that grows', () => {
    const lossy = of(least(), { unfinished: 400, underWay: null })
    expect(words(roundRobin({ p99: 310 }), lossy)).toMatch(/^p99 is/)
  })

  it('claims no difference that is finer than the percentiles of single runs', () => {
    const exact = { spread: 0 }
    expect(words(roundRobin(exact), least({ p99: 100.7, spread: 0 }))).toBe(
      'No difference in p99 beyond 5 %.',
    )
    expect(words(roundRobin(exact), least({ p99: 101, spread: 0 }))).toMatch(/^p99 is/)
  })

  it('says nothing of one run, nor of lanes that answered nothing', () => {
    const one = { ...roundRobin(), replications: roundRobin().replications.slice(0, 1) }
    expect(replicatedFinding([one])).toBeNull()
    expect(replicatedFinding([roundRobin(), least({ p99: Number.NaN })])).toBeNull()
    expect(replicatedFinding([])).toBeNull()
  })
})

describe('a ratio with its bounds in words', () => {
  it.each([
    [0.3, 0.25, 0.35, '3.3× lower', ' (2.9 to 4.0)'],
    [3.1, 2.8, 3.4, '3.1× higher', ' (2.8 to 3.4)'],
    [24, 20, 28, '24× higher', ' (20 to 28)'],
    [0.9, 0.85, 0.95, '10 % lower', ' (5 to 15 %)'],
    [1.03, 1.02, 1.04, '3 % higher', ' (2 to 4 %)'],
    [1.003, 1.002, 1.004, '0.3 % higher', ' (0.2 to 0.4 %)'],
  ])('%f (%f to %f) is "%s%s"', (estimate, low, high, figure, range) => {
    expect(againstWords('ratio', { estimate, low, high })).toEqual({ figure, range })
  })
})
