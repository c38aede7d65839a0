/** What every algorithm owes, whatever its law: one suite over the family's list. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type AlgorithmId,
  type AlgorithmSpec,
  algorithmAtWork,
  algorithms,
} from '../../src/algorithms/index.ts'
import { deriveKey, drawAt } from '../../src/base/draws.ts'
import { DrivenAlgorithm, nameOf } from '../support/algorithmHarness.ts'
import { settingsOf } from '../support/settingsOf.ts'

const SIZE = 7

const specs = algorithms.flatMap(({ id, knobs, check }) =>
  settingsOf(knobs)
    .filter((setting) => (check?.(setting as never) ?? null) === null)
    .map((setting) => ({ id, ...setting }) as AlgorithmSpec),
)

describe.each(specs)('$id %o', (spec) => {
  test('chooses usable targets only, through any change of who is usable', () => {
    const driven = new DrivenAlgorithm(spec, { size: SIZE, weights: [1, 5, 2, 1, 1, 3, 1] })
    const wrong = live(driven, 2000).filter(({ picked, usable }) =>
      picked === null ? usable.length > 0 : !usable.includes(picked),
    )
    expect(wrong).toEqual([])
  })

  test('keeps everything that it remembers in its state', () => {
    const driven = new DrivenAlgorithm(spec, { size: SIZE })
    live(driven, 300)
    const middle = driven.snapshot()
    const first = live(driven, 300, 300)
    const fresh = new DrivenAlgorithm(spec, { size: SIZE })
    fresh.restore(middle)
    // Another node, in between, must change nothing.
    const other = new DrivenAlgorithm(spec, { size: 3, seed: 'other' })
    const second = live(fresh, 300, 300, () => live(other, 1))
    expect(second).toEqual(first)
    expect(fresh.snapshot()).toEqual(driven.snapshot())
  })

  test('explains a pick by the target that it then picks, and changes nothing by explaining', () => {
    const driven = new DrivenAlgorithm(spec, { size: SIZE })
    const explained = new DrivenAlgorithm(spec, { size: SIZE })
    const sentences: string[] = []
    const without = live(driven, 500)
    const withThem = live(explained, 500, 0, () => {
      if (explained.usable.length > 0) sentences.push(explained.because())
    })
    expect(withThem).toEqual(without)
    const picks = withThem.filter((step) => step.picked !== null)
    expect(sentences.length).toBe(picks.length)
    const wrong = sentences.filter(
      (sentence, i) =>
        !sentence.includes(nameOf(picks[i]?.picked as number)) ||
        !/^[A-Zw].*\.$/.test(sentence) ||
        /NaN|undefined|Infinity/.test(sentence),
    )
    expect(wrong).toEqual([])
  })

  test('gives every target a finite score where it has scores', () => {
    const driven = new DrivenAlgorithm(spec, { size: SIZE })
    const hasScores = driven.algorithm.score !== undefined
    const wrong: unknown[] = []
    live(driven, 200, 0, () => {
      for (const target of driven.usable) {
        const score = driven.score(target)
        const isRight = hasScores ? score === null || Number.isFinite(score) : score === undefined
        if (!isRight) wrong.push(score)
      }
    })
    expect(wrong).toEqual([])
  })
})

test.each(algorithms.map(({ id }) => id))('%s says on its page all that a reader asks', (id) => {
  const { does, law, goodAt, badAt, spelled } = algorithmAtWork(id as AlgorithmId)
  for (const sentence of [...does, goodAt, badAt]) expect(sentence).toMatch(/^[A-Z].{20,}[.]$/)
  expect(law.length).toBeGreaterThan(0)
  for (const words of Object.values(spelled)) {
    // Either it can be typed, or it is said that it cannot, and what comes nearest.
    expect(words).toMatch(/^`|^none/)
    expect(words).not.toMatch(/[.]$/)
    expect(words.split('`').length % 2).toBe(1)
  }
})

test('each has a test of its law beside this one', () => {
  const folder = new URL('.', import.meta.url)
  const laws = readdirSync(folder)
    .filter((name) => name !== 'conformance.test.ts')
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('')
  expect(algorithms.filter(({ id }) => !laws.includes(`'${id}'`)).map(({ id }) => id)).toEqual([])
})

test('reading a signal that was not declared is caught', () => {
  const { view } = new DrivenAlgorithm({ id: 'random' }, { size: 2 }).context
  expect(view.usable).toEqual([0, 1])
  expect(() => view.inFlight(0)).toThrow('random read inFlight undeclared')
})

interface Step {
  readonly picked: number | null
  readonly usable: readonly number[]
}

/** A life at random, the same for equal arguments: requests come and go, targets come and go. */
function live(driven: DrivenAlgorithm, steps: number, from = 0, before?: () => void): Step[] {
  const key = deriveKey({ k0: 3, k1: 4 }, 'life')
  const seen: Step[] = []
  for (let step = from; step < from + steps; step++) {
    const u = (n: number): number => drawAt(key.k0, key.k1, step, 0, n)
    driven.nowUs += Math.floor(u(0) * 20_000)
    driven.client = Math.floor(u(7) * 1000)
    driven.address = Uint8Array.of(10, 0, driven.client >> 8, driven.client & 255)
    driven.path = `/item/${driven.client}`
    if (u(1) < 0.1) {
      const size = driven.inFlight.length
      const share = u(2)
      driven.setUsable(all(size).filter((target) => u(10 + target) < share))
    }
    if (u(3) < 0.55) {
      before?.()
      const picked = driven.pick()
      if (picked !== null) driven.sendTo(picked)
      seen.push({ picked, usable: driven.usable })
    } else {
      const busy = all(driven.inFlight.length).filter((target) => driven.inFlight[target]! > 0)
      const target = busy[Math.floor(u(4) * busy.length)]
      if (target !== undefined) driven.finish(target, 100 + Math.floor(u(5) * 50_000), u(6) < 0.9)
    }
  }
  return seen
}

const all = (size: number): number[] => Array.from({ length: size }, (_, i) => i)
