/** What did not change is the very same after an edit, and nothing else is. */
import { describe, expect, it } from 'vitest'
import { sharingParts } from '../../src/scenario/document/structuralSharing.ts'
import { setAt } from '../../src/scenario/edits/set.ts'
import { oneSlowTarget } from '../../src/scenario/presets/oneSlowTarget.ts'

const before = oneSlowTarget.scenario

function edited(path: string, value: number) {
  const result = setAt(before, path, value)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.scenario
}

describe('an edited scenario that shares its parts', () => {
  it('says what the edit said', () => {
    const after = edited('clients.browsers.arrivals.perSecond', 123)
    expect(sharingParts(before, after)).toEqual(after)
  })

  it('is the one before where nothing changed', () => {
    expect(sharingParts(before, structuredClone(before))).toBe(before)
  })

  it('keeps all but the way to the change', () => {
    const after = sharingParts(before, edited('clients.browsers.arrivals.perSecond', 123))
    expect(after).not.toBe(before)
    expect(after.clients).not.toBe(before.clients)
    expect(after.clients['browsers']?.requests).toBe(before.clients['browsers']?.requests)
    expect(after.targetGroups).toBe(before.targetGroups)
    expect(after.faults).toBe(before.faults)
    expect(after.lanes).toBe(before.lanes)
  })

  it.each([
    ['another order of members', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['one member fewer', { a: 1, b: 2 }, { a: 1 }],
    ['one member more', { a: 1 }, { a: 1, b: undefined }],
    ['a list for an object', { 0: 'x' }, ['x']],
    ['an entry fewer', [1, 2], [1]],
    ['null for an object', { a: {} }, { a: null }],
    ['a member called like what every object has', {}, { toString: 1 }],
  ] as const)('notices %s', (_, old, now) => {
    const shared = sharingParts<unknown>(old, now)
    expect(shared).not.toBe(old)
    expect(shared).toEqual(now)
    expect(Object.keys(shared as object)).toEqual(Object.keys(now))
  })
})
