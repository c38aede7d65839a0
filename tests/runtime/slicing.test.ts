/** How a worker shares its time between the run under way and the newest command. */
import { describe, expect, it, test } from 'vitest'
import { isPartOfUse, nextSliceEvents, shouldFinish } from '../../src/runtime/slicing.ts'

describe('a slice', () => {
  it('is as long as 8 ms take', () => {
    expect(nextSliceEvents(4000, 4)).toBe(8000)
    expect(nextSliceEvents(40_000, 16)).toBe(20_000)
  })

  it('changes by a factor of four at most, and is never empty or endless', () => {
    expect(nextSliceEvents(4000, 0.001)).toBe(16_000)
    expect(nextSliceEvents(4000, 400)).toBe(1000)
    expect(nextSliceEvents(600, 400)).toBe(500)
    expect(nextSliceEvents(900_000, 0.1)).toBe(1_000_000)
  })
})

test.each([
  [{ remainingMs: 30, sincePictureMs: 10 }, true, 'it is nearly done'],
  [{ remainingMs: 300, sincePictureMs: 10 }, false, 'it has long to go'],
  [{ remainingMs: Number.POSITIVE_INFINITY, sincePictureMs: 10 }, false, 'it has hardly begun'],
  [{ remainingMs: 300, sincePictureMs: 500 }, true, 'nothing new has been shown for a while'],
])('with %o the run under way is finished: %s, because %s', (run, isFinished) => {
  expect(shouldFinish(run)).toBe(isFinished)
})

test('a part is shown only when the whole takes a while longer', () => {
  expect(isPartOfUse(1000)).toBe(true)
  expect(isPartOfUse(50)).toBe(false)
})
