/** Corners of a rate: a drag keeps them in their order and above nothing. */
import { expect, test } from 'vitest'
import { pointAt, topOf, withCorner, withMoved, xOf, yOf } from '../../src/app/editor/ratePlane.ts'

const CORNERS = [
  [0, 50],
  [20_000, 200],
  [40_000, 100],
]

test('a corner stays between its neighbours, and its rate above nothing', () => {
  const moved = (ms: number, rate: number) => withMoved(CORNERS, 1, { ms, rate }, 60_000)[1]
  expect(moved(30_000, 150)).toEqual([30_000, 150])
  expect(moved(50_000, -3)).toEqual([40_000, 0])
  expect(withMoved(CORNERS, 2, { ms: 90_000, rate: 1 }, 60_000)[2]).toEqual([60_000, 1])
})

test('a corner that is added stands at its place in time', () => {
  expect(withCorner(CORNERS, { ms: 30_000.4, rate: 99.6 }, 60_000)).toEqual([
    [0, 50],
    [20_000, 200],
    [30_000, 100],
    [40_000, 100],
  ])
})

test('the picture leads back to the numbers', () => {
  const plane = { endMs: 60_000, top: topOf(CORNERS) }
  const { ms, rate } = pointAt(plane, xOf(plane, 12_345), yOf(plane, 67))
  expect(ms).toBeCloseTo(12_345, 6)
  expect(rate).toBeCloseTo(67, 6)
})
