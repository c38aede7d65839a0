import { expect, test } from 'vitest'
import {
  buildHeap,
  firstOf,
  type IndexedHeap,
  rekey,
} from '../../src/algorithms/parts/indexedHeap.ts'
import { deriveKey, drawAt } from '../../src/base/draws.ts'

const heapOf = (size: number): IndexedHeap => ({
  order: new Float64Array(size),
  place: new Float64Array(size),
  key: new Float64Array(size),
  filled: new Float64Array(1),
})
const everyone = (size: number): number[] => Array.from({ length: size }, (_, i) => i)
const seed = deriveKey({ k0: 2, k1: 3 }, 'heap')

test('gives its targets in the order of their keys, equal keys by number', () => {
  const keys = [5, 3, 9, 3, 1, 5, 0, 3]
  const heap = heapOf(keys.length)
  heap.key.set(keys)
  buildHeap(heap, everyone(keys.length))
  const seen = keys.map(() => {
    const first = firstOf(heap)
    rekey(heap, first, Infinity)
    return first
  })
  expect(seen).toEqual([6, 4, 1, 3, 7, 0, 5, 2])
})

test('a target outside keeps its new key and stays outside', () => {
  const heap = heapOf(4)
  heap.key.set([4, 3, 2, 1])
  buildHeap(heap, [0, 1, 2])
  rekey(heap, 3, 0)
  expect(firstOf(heap)).toBe(2)
  expect(heap.key[3]).toBe(0)
  buildHeap(heap, [1, 3])
  expect(firstOf(heap)).toBe(3)
})

test('a new key is one walk along a branch: at most 4 looks a level, 5 levels at 1,000 targets', () => {
  for (const [size, levels] of [
    [10, 2],
    [1000, 5],
  ] as const) {
    const heap = heapOf(size)
    let looks = 0
    const order = new Proxy(heap.order, {
      get(cells, name) {
        looks++
        return Reflect.get(cells, name)
      },
      set: (cells, name, value) => Reflect.set(cells, name, value),
    })
    const watched = { ...heap, order }
    buildHeap(watched, everyone(size))
    let most = 0
    for (let step = 0; step < 5000; step++) {
      looks = 0
      const target = Math.floor(drawAt(seed.k0, seed.k1, step, 0, 0) * size)
      rekey(watched, target, Math.floor(drawAt(seed.k0, seed.k1, step, 0, 1) * 50))
      most = Math.max(most, looks)
    }
    expect(most).toBeLessThanOrEqual(4 * levels)
    expect(most).toBeGreaterThan(0)
  }
})
