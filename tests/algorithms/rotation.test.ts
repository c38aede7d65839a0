/** Round robin and smooth weighted round robin: exact sequences. */
import { describe, expect, test } from 'vitest'
import type { AlgorithmSpec } from '../../src/algorithms/index.ts'
import { DrivenAlgorithm, type GroupOptions, nameOf } from '../support/algorithmHarness.ts'

/** The next picks as letters: a is the first target. */
const letters = (driven: DrivenAlgorithm, picks: number): string =>
  Array.from({ length: picks }, () => 'abcdefgh'[driven.send()]).join('')

const driven = (id: 'round-robin' | 'weighted-round-robin', options: GroupOptions) =>
  new DrivenAlgorithm({ id, dialect: 'nginx' } as AlgorithmSpec, options)

const inTurns = (
  dialect: (AlgorithmSpec & { id: 'weighted-round-robin' })['dialect'],
  weights: readonly number[],
) => new DrivenAlgorithm({ id: 'weighted-round-robin', dialect }, { size: weights.length, weights })

describe('round robin', () => {
  test('takes turns, from the first target on', () => {
    expect(letters(driven('round-robin', { size: 3 }), 8)).toBe('abcabcab')
  })

  test('goes on after the last target served when one before it leaves', () => {
    const group = driven('round-robin', { size: 4 })
    expect(letters(group, 2)).toBe('ab')
    group.setUsable([1, 2, 3])
    expect(letters(group, 5)).toBe('cdbcd')
  })

  test('gives the turn of a target that left to the one after it', () => {
    const group = driven('round-robin', { size: 4 })
    expect(letters(group, 2)).toBe('ab')
    group.setUsable([0, 1, 3])
    expect(letters(group, 4)).toBe('dabd')
  })

  test('serves a target that returns when its place comes, and nobody twice', () => {
    const group = driven('round-robin', { size: 4 })
    group.setUsable([0, 2, 3])
    expect(letters(group, 2)).toBe('ac')
    group.setUsable([0, 1, 2, 3])
    expect(letters(group, 6)).toBe('dabcda')
  })

  test('keeps its place while nobody is usable', () => {
    const group = driven('round-robin', { size: 3 })
    expect(letters(group, 1)).toBe('a')
    group.setUsable([])
    expect(group.pick()).toBeNull()
    group.setUsable([0, 1, 2])
    expect(letters(group, 3)).toBe('bca')
  })

  test('ignores weights and load', () => {
    const group = driven('round-robin', { size: 2, weights: [9, 1] })
    for (let i = 0; i < 5; i++) group.sendTo(0)
    expect(letters(group, 4)).toBe('abab')
  })

  test('says where its pointer stood', () => {
    const group = driven('round-robin', { size: 3 })
    letters(group, 1)
    expect(group.because()).toBe('The pointer stood at web-2; round robin reads nothing else.')
  })
})

describe('smooth weighted round robin', () => {
  test('has the current weights of the NGINX commit message for 5, 1, 1', () => {
    const group = driven('weighted-round-robin', { size: 3, weights: [5, 1, 1] })
    const seen = Array.from({ length: 7 }, () => {
      const target = letters(group, 1)
      const balances = [...(group.state['balanceMillionths'] as Float64Array)].map(
        (cell) => cell / 1e6,
      )
      return `${target} ${balances.join(' ')}`
    })
    expect(seen).toEqual([
      'a -2 1 1',
      'a -4 2 2',
      'b 1 -4 3',
      'a -1 -3 4',
      'c 4 -2 -2',
      'a 2 -1 -1',
      'a 0 0 0',
    ])
  })

  test.each([
    { weights: [5, 1, 1], sequence: 'aabacaa' },
    { weights: [1, 2, 3], sequence: 'cbacbc' },
    { weights: [3, 2, 1], sequence: 'abacba' },
    { weights: [4, 2, 1], sequence: 'abacaba' },
    { weights: [2, 1], sequence: 'aba' },
    { weights: [1, 2], sequence: 'bab' },
    { weights: [5, 3, 2], sequence: 'abcaabacba' },
    { weights: [10, 1, 1], sequence: 'aaaabaaacaaa' },
    { weights: [5, 1, 1, 1], sequence: 'aabacada' },
    { weights: [1, 1, 1], sequence: 'abc' },
    // Fractions rotate as the whole numbers that they are parts of.
    { weights: [0.1, 0.1, 0.1], sequence: 'abc' },
    { weights: [7, 1, 2], sequence: 'aacaabaaca' },
    { weights: [0.3, 0.2, 0.1], sequence: 'abacba' },
    { weights: [0.7, 0.1, 0.2], sequence: 'aacaabaaca' },
  ])('$weights gives $sequence, again and again', ({ weights, sequence }) => {
    const group = driven('weighted-round-robin', { size: weights.length, weights })
    expect(letters(group, 3 * sequence.length)).toBe(sequence.repeat(3))
  })

  test('serves each target exactly as often as its weight says, in every period', () => {
    const weights = [7, 1, 4, 13, 2]
    const group = driven('weighted-round-robin', { size: weights.length, weights })
    for (let period = 0; period < 20; period++) {
      const served = [0, 0, 0, 0, 0]
      for (let i = 0; i < 27; i++) served[group.send()]!++
      expect(served).toEqual(weights)
    }
  })

  test('leaves the balance of a target alone while it cannot be used, as NGINX does', () => {
    const group = driven('weighted-round-robin', { size: 3, weights: [5, 1, 1] })
    expect(letters(group, 2)).toBe('aa') // balances -4 2 2
    group.setUsable([0, 2])
    expect(letters(group, 3)).toBe('caa') // c: 1 3 -> 1 -3; a: 6 -2 -> 0 -2; a: 5 -1 -> -1 -1
    expect([...(group.state['balanceMillionths'] as Float64Array)]).toEqual([-1e6, 2e6, -1e6])
    group.setUsable([0, 1, 2])
    expect(letters(group, 1)).toBe('a') // 4 3 0
  })

  test('gives nothing to weight 0, and names nobody when all weights are 0', () => {
    const some = driven('weighted-round-robin', { size: 3, weights: [0, 2, 1] })
    expect(letters(some, 6)).toBe('bcbbcb')
    expect(driven('weighted-round-robin', { size: 2, weights: [0, 0] }).pick()).toBeNull()
  })

  test('says how the balances stood', () => {
    const group = driven('weighted-round-robin', { size: 3, weights: [5, 1, 1] })
    letters(group, 2)
    expect(group.because()).toBe(
      'With its weight added web-2 stood highest at 3, the first of 2 equals; web-1 1, web-3 3.',
    )
    expect([0, 1, 2].map((target) => group.score(target))).toEqual([1, 3, 3])
    expect(nameOf(1)).toBe('web-2')
  })
})

describe('weighted round robin of HAProxy', () => {
  // HAProxy 3.5-dev, src/lb_fwrr.c, run by itself; recorded from HAProxy 2.6 in tests/fixtures/conformance.
  test.each([
    { weights: [1, 1, 1], sequence: 'abc' },
    { weights: [5, 1, 1], sequence: 'aaabaac' },
    { weights: [3, 2, 1], sequence: 'abacab' },
    { weights: [1, 2, 3], sequence: 'cbcacb' },
    { weights: [2, 1], sequence: 'aab' },
  ])('roundrobin turns $weights into $sequence', ({ weights, sequence }) => {
    expect(letters(inTurns('haproxy', weights), 3 * sequence.length)).toBe(sequence.repeat(3))
  })

  // HAProxy 3.5-dev, src/lb_map.c, recalc_server_map.
  test.each([
    { weights: [1, 1, 1], sequence: 'abc' },
    { weights: [5, 1, 1], sequence: 'aaabaac' },
    { weights: [3, 2, 1], sequence: 'aababc' },
    { weights: [1, 2, 3], sequence: 'acbcbc' },
    { weights: [1, 2], sequence: 'abb' },
    // What they have in common is divided out.
    { weights: [6, 4, 2], sequence: 'aababc' },
  ])('static-rr turns $weights into $sequence', ({ weights, sequence }) => {
    expect(letters(inTurns('haproxy-static', weights), 3 * sequence.length)).toBe(
      sequence.repeat(3),
    )
  })

  test('static-rr makes its map anew when a server leaves, and keeps its place in it', () => {
    const group = inTurns('haproxy-static', [3, 2, 1])
    expect(letters(group, 3)).toBe('aab')
    group.setUsable([0, 2]) // the map is a a a c
    expect(letters(group, 5)).toBe('caaac')
  })
})

describe('earliest deadline first of Envoy', () => {
  // envoy edf_scheduler.h run by itself with the same doubles: 3 * (1/3) is not 1, so that periods may differ.
  test.each([
    { weights: [1, 2], sequence: 'babbab' },
    { weights: [1, 2, 3], sequence: 'cbcabccbccab' },
    { weights: [5, 1, 1], sequence: 'aaaabca' },
    { weights: [3, 2, 1], sequence: 'abacbaabaacb' },
  ])('turns $weights into $sequence', ({ weights, sequence }) => {
    expect(letters(inTurns('envoy', weights), sequence.length)).toBe(sequence)
  })

  test('of 128 equal weights is plain round robin, as in edf_scheduler_test.cc', () => {
    const group = inTurns('envoy', new Array<number>(128).fill(1))
    const picks = Array.from({ length: 384 }, () => group.send())
    expect(picks).toEqual(Array.from({ length: 384 }, (_, i) => i % 128))
  })

  test('serves weights 1 to 32 that often in 528 turns, as in edf_scheduler_test.cc', () => {
    const weights = Array.from({ length: 32 }, (_, i) => i + 1)
    const group = inTurns('envoy', weights)
    const served = weights.map(() => 0)
    for (let i = 0; i < (32 * 33) / 2; i++) served[group.send()]!++
    expect(served).toEqual(weights)
  })
})

describe('static stride of gRPC', () => {
  // grpc/grpc static_stride_scheduler_test.cc and grpc-go scheduler.go, the sequence begun at 0.
  test.each([
    { weights: [1, 2, 3], sequence: 'bccabc' },
    { weights: [3, 2, 1], sequence: 'abcaab' },
    { weights: [300, 300, 300], sequence: 'abc' },
  ])('turns $weights into $sequence, again and again', ({ weights, sequence }) => {
    expect(letters(inTurns('grpc', weights), 3 * sequence.length)).toBe(sequence.repeat(3))
  })

  test('gives the least weight one turn in its time', () => {
    const group = inTurns('grpc', [200, 1])
    const served = [0, 0]
    for (let i = 0; i < 2010; i++) served[group.send()]!++
    expect(served).toEqual([2000, 10])
  })
})

describe('interleaved weighted round robin of IPVS', () => {
  // Linux net/netfilter/ipvs/ip_vs_wrr.c, run by itself.
  test.each([
    { weights: [4, 3, 2], sequence: 'aababcabc' },
    { weights: [5, 1, 1], sequence: 'aaaaabc' },
    { weights: [3, 2, 1], sequence: 'aababc' },
    { weights: [1, 2, 3], sequence: 'cbcabc' },
    { weights: [4, 2], sequence: 'aab' },
    { weights: [2, 0, 1], sequence: 'aac' },
  ])('turns $weights into $sequence, again and again', ({ weights, sequence }) => {
    expect(letters(inTurns('ipvs', weights), 3 * sequence.length)).toBe(sequence.repeat(3))
  })

  test('begins with the first again when a server leaves, and not when nothing changed', () => {
    const group = inTurns('ipvs', [1, 1, 1])
    expect(letters(group, 1)).toBe('a')
    group.setUsable([0, 1, 2])
    expect(letters(group, 1)).toBe('b')
    group.setUsable([0, 1])
    expect(letters(group, 3)).toBe('aba')
  })
})

test.each(['nginx', 'haproxy', 'haproxy-static', 'envoy', 'grpc', 'ipvs'] as const)(
  '%s serves each target as often as its weight says',
  (dialect) => {
    const weights = [7, 1, 4, 13, 2]
    const group = inTurns(dialect, weights)
    const served = weights.map(() => 0)
    for (let i = 0; i < 270; i++) served[group.send()]!++
    expect(served.map((turns, i) => Math.abs(turns - 10 * (weights[i] as number)) <= 1)).toEqual(
      weights.map(() => true),
    )
  },
)

test.each([
  ['haproxy', 'web-1 had no turn in this window yet, and the heaviest of those fills a hole.'],
  ['haproxy-static', 'Slot 1 of the 3 of the map belongs to web-1.'],
  ['envoy', 'web-1 was due first, at 0.5; its turns come every 1 / weight.'],
  ['grpc', 'It was the turn of web-1 with a stride of 65535 of 65535; nobody passed before it.'],
  ['ipvs', 'The bar stood at 2, and web-1 was the next whose weight, 2, reaches it.'],
] as const)('%s says whose turn it is', (dialect, words) => {
  expect(inTurns(dialect, [2, 1]).because()).toBe(words)
})

test('failures of a target whose weight has fallen since leave it nothing, and not less', () => {
  const weights = [10, 1]
  const group = inTurns('nginx', weights)
  group.algorithm.failed?.(group.context, 0, 1)
  weights[0] = 2
  // 10 are lost, of which each pick gives 1 back: nothing of 2 is left for nine picks.
  expect(letters(group, 9)).toBe('bbbbbbbbb')
  expect([...(group.state['balanceMillionths'] as Float64Array)]).toEqual([0, 0])
})
