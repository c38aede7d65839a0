/** Round robin and smooth weighted round robin: exact sequences. */
import { describe, expect, test } from 'vitest'
import type { AlgorithmSpec } from '../../src/algorithms/index.ts'
import { DrivenAlgorithm, type GroupOptions, nameOf } from '../support/algorithmHarness.ts'

/** The next picks as letters: a is the first target. */
const letters = (driven: DrivenAlgorithm, picks: number): string =>
  Array.from({ length: picks }, () => 'abcdefgh'[driven.send()]).join('')

const driven = (id: 'round-robin' | 'weighted-round-robin', options: GroupOptions) =>
  new DrivenAlgorithm({ id } as AlgorithmSpec, options)

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
    expect(group.because()).toBe(
      "The node's pointer stood at web-2; round robin reads nothing else.",
    )
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
      'With its weight added web-2 stood highest at 3; web-1 1, web-3 3.',
    )
    expect([0, 1, 2].map((target) => group.score(target))).toEqual([1, 3, 3])
    expect(nameOf(1)).toBe('web-2')
  })
})
