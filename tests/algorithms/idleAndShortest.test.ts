/** First available, join the idle queue, join the shortest queue: exact picks. */
import { describe, expect, test } from 'vitest'
import { DrivenAlgorithm } from '../support/algorithmHarness.ts'
import { worst, Z_MAX, zScores } from '../support/chances.ts'

describe('first available', () => {
  // HAProxy 3.5-dev src/lb_fas.c: the first server in the order of ids with a free slot.
  test('fills a target before it uses the next, and goes back as soon as there is room', () => {
    const driven = new DrivenAlgorithm({ id: 'first-available', room: 2 }, { size: 3 })
    expect(Array.from({ length: 5 }, () => driven.send())).toEqual([0, 0, 1, 1, 2])
    driven.finish(0)
    expect(driven.send()).toBe(0)
    expect(driven.because()).toBe('web-3 was the first with room: 1 of 2 in flight.')
  })

  test('gives what finds no room to the least busy', () => {
    const driven = new DrivenAlgorithm({ id: 'first-available', room: 1 }, { size: 2 })
    expect(Array.from({ length: 4 }, () => driven.send())).toEqual([0, 1, 0, 1])
  })
})

describe('join the idle queue', () => {
  const said = { kind: 'idle', requests: 0, utilisation: 0, latencyUs: 0 } as const
  // Lu et al., Performance Evaluation 68(11), 2011, section 2.
  test('takes idle targets in the order in which they said so, each once', () => {
    const driven = new DrivenAlgorithm({ id: 'join-idle-queue' }, { size: 3 })
    expect([driven.send(), driven.send(), driven.send()]).toEqual([0, 1, 2])
    driven.tell(2, said)
    driven.tell(0, said)
    driven.tell(2, said)
    expect(driven.because()).toBe('web-3 was the first of those that had said they were idle.')
    expect([driven.send(), driven.send()]).toEqual([2, 0])
  })

  test('picks at random when nobody is idle', () => {
    const driven = new DrivenAlgorithm({ id: 'join-idle-queue' }, { size: 3 })
    for (let i = 0; i < 3; i++) driven.send()
    const counts = [0, 0, 0]
    for (let i = 0; i < 20_000; i++) counts[driven.pick() as number]!++
    expect(worst(zScores(counts, [1 / 3, 1 / 3, 1 / 3]))).toBeLessThan(Z_MAX)
  })
})

describe('join the shortest queue', () => {
  const oracle = (refreshMs: number, choices = 0) =>
    new DrivenAlgorithm({ id: 'shortest-queue', refreshMs, choices }, { size: 4 })

  test('goes to the shortest, and to one of equals at random', () => {
    const driven = oracle(0)
    driven.inFlight.set([1, 0, 2, 0])
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 20_000; i++) counts[driven.pick() as number]!++
    expect(worst(zScores(counts, [0, 1 / 2, 0, 1 / 2]))).toBeLessThan(Z_MAX)
  })

  // Mitzenmacher, IEEE TPDS 11(1), 2000: the bulletin board that is updated every T.
  test('does not see between two looks what it has sent itself', () => {
    const driven = oracle(1000)
    driven.inFlight.set([1, 0, 1, 1])
    expect(Array.from({ length: 5 }, () => driven.send())).toEqual([1, 1, 1, 1, 1])
    driven.nowUs = 1_000_000
    expect(driven.send()).not.toBe(1)
  })

  test('may compare a few that differ: of four, the two longest are never the shorter of two', () => {
    const driven = oracle(0, 2)
    driven.inFlight.set([3, 0, 1, 2])
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 20_000; i++) counts[driven.pick() as number]!++
    expect(worst(zScores(counts, [0, 3 / 6, 2 / 6, 1 / 6]))).toBeLessThan(Z_MAX)
  })
})
