import { describe, expect, test } from 'vitest'
import type { AlgorithmSpec } from '../../src/algorithms/index.ts'
import { DrivenAlgorithm } from '../support/algorithmHarness.ts'

type Dialect = Extract<AlgorithmSpec, { id: 'peak-ewma' }>['dialect']

const group = (dialect: Dialect, size: number, guessMs = 10) =>
  new DrivenAlgorithm({ id: 'peak-ewma', dialect, decayMs: 1000, guessMs }, { size })

function answer(driven: DrivenAlgorithm, target: number, latencyMs: number): void {
  driven.sendTo(target)
  driven.finish(target, latencyMs * 1000)
}

describe('tower, src/load/peak_ewma.rs (8358ee7)', () => {
  test('a first guess of 10 ms fades to 9.04837 ms after 100 ms and 8.18731 after 200', () => {
    const driven = group('linkerd', 1)
    driven.nowUs = 100_000
    expect(driven.score(0)).toBeCloseTo(9.04837, 5)
    driven.nowUs = 200_000
    expect(driven.score(0)).toBeCloseTo(8.18731, 5)
  })

  test('a peak of 200 ms counts 400 with one pending, 200 with none, 73.576 a second later', () => {
    const driven = group('linkerd', 1)
    driven.sendTo(0)
    driven.sendTo(0)
    driven.finish(0, 200_000)
    expect(driven.score(0)).toBe(400)
    driven.finish(0, 0)
    expect(driven.score(0)).toBe(200)
    driven.nowUs = 1_000_000
    expect(driven.score(0)).toBeCloseTo(73.576, 3)
  })
})

describe('Finagle, PeakEwma.scala (4feb34c)', () => {
  test('jumps to a worse latency at once and moves to a better one by 1 - exp(-t / tau)', () => {
    const driven = group('finagle', 1)
    answer(driven, 0, 100)
    driven.nowUs = 500_000
    answer(driven, 0, 300)
    expect(driven.score(0)).toBe(300)
    driven.nowUs = 1_000_000
    answer(driven, 0, 50)
    const kept = Math.exp(-0.5)
    expect(driven.score(0)).toBeCloseTo(300 * kept + 50 * (1 - kept), 9)
  })

  test('a target that never answered is tried once, and not again before its answer', () => {
    const driven = group('finagle', 2)
    answer(driven, 0, 50)
    expect(driven.send()).toBe(1)
    expect([driven.send(), driven.send(), driven.send()]).toEqual([0, 0, 0])
  })
})

test('two of three are drawn: the worst is never picked, the others as often as they meet it', () => {
  const driven = group('finagle', 3)
  answer(driven, 0, 10)
  answer(driven, 1, 20)
  answer(driven, 2, 30)
  const counts = [0, 0, 0]
  for (let i = 0; i < 9000; i++) counts[driven.pick() as number]!++
  expect(counts[2]).toBe(0)
  expect((counts[0] as number) / 9000).toBeCloseTo(2 / 3, 1)
})

test('says what it drew', () => {
  const driven = group('finagle', 2)
  answer(driven, 0, 20)
  driven.sendTo(1)
  expect(driven.because()).toMatch(
    /^It drew web-\d \(.*\) and web-\d \(.*\); web-1 had the lower load, or was the first of equals\.$/,
  )
  expect(driven.because()).toContain('web-1 (20.0 ms, 0 in flight)')
  expect(driven.because()).toContain('web-2 (no answer yet, 1 in flight)')
})
