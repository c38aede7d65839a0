/** What a target says of its own latency to those that probe it. */
import { expect, it } from 'vitest'
import type { Target } from '../../src/engine/indices.ts'
import { RecentLatencies } from '../../src/engine/targets/recentLatencies.ts'

const [first, second] = [0 as Target, 1 as Target]

it('is nothing before it has served a request', () => {
  expect(new RecentLatencies(1).at(first, 0)).toBe(0)
})

it('is the median of the seven that came when as many, or nearly as many, were there', () => {
  const recent = new RecentLatencies(2)
  for (const us of [5, 1, 4, 2, 7, 3, 6]) recent.add(second, 2, us * 1000)
  recent.add(second, 9, 90_000)
  expect(recent.at(second, 2)).toBe(4000)
  // Nearer to 9 there is only one, so those at 2 have to help.
  expect(recent.at(second, 9)).toBe(4000)
  for (let i = 0; i < 7; i++) recent.add(second, 9, 80_000)
  expect(recent.at(second, 8)).toBe(80_000)
  expect(recent.at(first, 2)).toBe(0)
})

it('forgets all but the last 64', () => {
  const recent = new RecentLatencies(1)
  for (let i = 0; i < 64; i++) recent.add(first, 1, 1000)
  for (let i = 0; i < 64; i++) recent.add(first, 1, 3000)
  expect(recent.at(first, 1)).toBe(3000)
})

it('is nothing of what a process before it has served', () => {
  const recent = new RecentLatencies(1)
  recent.add(first, 1, 1000)
  recent.forget(first)
  expect(recent.at(first, 1)).toBe(0)
})
