/**
 * Prequal (Wydrowski et al., NSDI 2024), by its hot-cold rule and its pool. The vectors of the rule are those of a
 * third-party implementation, as docs/SEMANTICS.md E6 has them.
 */
import { describe, expect, test } from 'vitest'
import { DrivenAlgorithm } from '../support/algorithmHarness.ts'

const SPEC = { id: 'prequal', probes: 3, pool: 16, hotAbove: 0.84, ageMs: 1000 } as const

/** A node that has heard one answer of each target: requests, and latency in milliseconds. */
function heard(answers: readonly (readonly [number, number])[], knobs: object = {}, size?: number) {
  const driven = new DrivenAlgorithm({ ...SPEC, ...knobs }, { size: size ?? answers.length })
  answers.forEach((answer, target) => {
    driven.nowUs++
    tell(driven, target, answer)
  })
  return driven
}

function tell(driven: DrivenAlgorithm, target: number, [requests, ms]: readonly [number, number]) {
  driven.tell(target, { kind: 'probe', requests, utilisation: 0, latencyUs: ms * 1000 })
}

describe('the hot-cold rule', () => {
  test('takes the fastest of those that are cold', () => {
    const answers = [
      [1, 9],
      [2, 4],
      [3, 8],
      [10, 1],
    ] as const
    expect(heard(answers).pick()).toBe(1)
  })

  test('goes by requests alone at 0, and by latency alone at 1', () => {
    const byRequests = [
      [3, 1],
      [5, 0.01],
      [7, 0.01],
    ] as const
    expect(heard(byRequests, { hotAbove: 0 }).pick()).toBe(0)
    const byLatency = [
      [30, 5],
      [1, 9],
      [2, 7],
    ] as const
    expect(heard(byLatency, { hotAbove: 1 }).pick()).toBe(0)
  })

  test('takes the one with the fewest requests when all are hot', () => {
    const driven = heard(
      [
        [0, 1],
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      { hotAbove: 0 },
      6,
    )
    for (const target of [0, 1, 2, 3]) tell(driven, target, [9, 1])
    tell(driven, 4, [7, 5])
    tell(driven, 5, [8, 1])
    expect(driven.because()).toMatch(/all were hot, with more than 0 in flight; web-5/)
    expect(driven.pick()).toBe(4)
  })
})

describe('the pool', () => {
  test('is filled by three probes of different targets with each request', () => {
    const driven = new DrivenAlgorithm(SPEC, { size: 100 })
    driven.send()
    expect(new Set(driven.asked).size).toBe(3)
    driven.send()
    expect(driven.asked).toHaveLength(6)
  })

  test('says nothing with fewer than two answers: chance chooses', () => {
    const picked = new Set<number | null>()
    for (let seed = 0; seed < 40; seed++) {
      const driven = new DrivenAlgorithm(SPEC, { size: 4, seed: `${seed}` })
      tell(driven, 2, [0, 1])
      picked.add(driven.pick())
    }
    expect(picked).toEqual(new Set([0, 1, 2, 3]))
  })

  test('forgets what is older than a second', () => {
    const driven = heard([
      [0, 1],
      [0, 2],
      [0, 3],
    ])
    driven.nowUs = 1_000_001
    expect(driven.because()).toMatch(/^Of 3 fresh/)
    driven.nowUs = 1_000_003
    expect(driven.because()).toMatch(/^Fewer than 2/)
  })

  test('keeps sixteen, of which a further one pushes the oldest out', () => {
    const answers = Array.from({ length: 17 }, (_, i) => [0, i + 1] as const)
    const driven = heard(answers)
    expect(driven.score(0)).toBeNull()
    expect(driven.score(1)).toBe(2)
    expect(driven.pick()).toBe(1)
  })

  test('counts the request that it sends, so that its target is the busier for it', () => {
    const driven = heard(
      [
        [0, 1],
        [0, 1.5],
        [0, 2],
        [0, 3],
      ],
      { hotAbove: 0 },
      100,
    )
    // 100 targets: used 1.3 times on average.
    driven.send()
    expect([0, 1]).toContain(driven.state['requests']?.[0])
    expect(driven.state['uses']?.[0]).toBe(1)
    expect(driven.send()).not.toBe(0)
  })

  test('uses an answer (1 + 1) / ((1 - 16 / 100) 3 - 1) = 1.3 times on average among 100 targets', () => {
    const uses = Array.from({ length: 400 }, (_, seed) => {
      const driven = new DrivenAlgorithm({ ...SPEC, hotAbove: 1 }, { size: 100, seed: `${seed}` })
      // The others are slower and come after it, so that it is neither oldest at first nor worst.
      for (const target of [9, 0, 1, 2, 3, 4]) tell(driven, target, target === 0 ? [0, 1] : [9, 50])
      driven.state['picks']?.fill(1)
      let count = 0
      while (driven.pick() === 0) count++
      return count
    })
    const mean = uses.reduce((sum, count) => sum + count, 0) / uses.length
    expect(new Set(uses)).toEqual(new Set([1, 2]))
    expect(mean).toBeCloseTo(2 / 1.52, 1)
  })
})
