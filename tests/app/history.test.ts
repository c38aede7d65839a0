/** The history of the scenario, and what of the state follows it. */
import { describe, expect, test } from 'vitest'
import { commit, createPageStore, endStep, redo, undo } from '../../src/app/page/store.ts'
import { addFault } from '../../src/scenario/edits/faults.ts'
import { duplicateLane } from '../../src/scenario/edits/lanes.ts'
import { setAt } from '../../src/scenario/edits/set.ts'
import type { Scenario } from '../../src/scenario/types.ts'
import { scenarioOf } from '../support/scenarios.ts'

const start = scenarioOf()

function edited(result: ReturnType<typeof setAt>): Scenario {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.scenario
}
const withRate = (perSecond: number): Scenario =>
  edited(setAt(start, 'clients.users.arrivals.perSecond', perSecond))

describe('history', () => {
  test('goes back and forth, and a new edit forgets what was undone', () => {
    const store = createPageStore(start)
    for (const rate of [101, 102, 103]) commit(store, withRate(rate))
    const rate = () => {
      const { arrivals } = store.getState().scenario.clients['users'] ?? { arrivals: null }
      return arrivals !== null && 'perSecond' in arrivals ? arrivals.perSecond : null
    }
    expect([undo(store), rate()]).toEqual([true, 102])
    expect([undo(store), rate()]).toEqual([true, 101])
    expect([redo(store), rate()]).toEqual([true, 102])
    commit(store, withRate(200))
    expect([redo(store), rate()]).toEqual([false, 200])
    expect([undo(store), undo(store), undo(store), undo(store)]).toEqual([true, true, true, false])
    expect(store.getState().scenario).toBe(start)
  })

  test('makes one step of the moves of a drag, and two of two drags', () => {
    const store = createPageStore(start)
    for (const rate of [101, 102, 103]) commit(store, withRate(rate), 'rate')
    endStep(store)
    for (const rate of [104, 105]) commit(store, withRate(rate), 'rate')
    expect(store.getState().past).toHaveLength(2)
    undo(store)
    expect(store.getState().scenario).toEqual(withRate(103))
    undo(store)
    expect(store.getState().scenario).toBe(start)
  })

  test('drags of two fields are two steps, even without a pause', () => {
    const store = createPageStore(start)
    commit(store, withRate(101), 'rate')
    commit(store, edited(setAt(start, 'durationMs', 200)), 'length')
    expect(store.getState().past).toHaveLength(2)
  })

  test('lets go of a lane and of a selection that are no longer there', () => {
    const copy = duplicateLane(start, null)
    if (!copy.ok) throw new Error('a lane can be duplicated')
    const store = createPageStore(start)
    commit(store, copy.scenario)
    store.setState({ shownLane: copy.id })
    const fault = addFault(copy.scenario, {
      kind: 'crash',
      target: 's0',
      atMs: 10,
      forMs: 10,
    })
    if (!fault.ok) throw new Error('a fault can be added')
    commit(store, fault.scenario)
    store.setState({ selection: { kind: 'fault', id: fault.id } })
    undo(store)
    expect(store.getState().selection).toBeNull()
    expect(store.getState().shownLane).toBe(copy.id)
    undo(store)
    expect(store.getState().shownLane).toBeNull()
  })

  test('keeps what is selected as long as it is there', () => {
    const store = createPageStore(start)
    store.setState({ selection: { kind: 'target', id: 's0' } })
    commit(store, withRate(150))
    expect(store.getState().selection).toEqual({ kind: 'target', id: 's0' })
  })
})
