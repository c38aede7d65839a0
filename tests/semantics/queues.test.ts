/**
 * Queues that protect. Source: Maurer, "Fail at Scale", ACM Queue 13(8), 2015: adaptive LIFO, and controlled delay with a
 * standing queue (M = 5 ms) and without one (N = 100 ms); CoDel by Nichols and Jacobson, ACM Queue 10(5), 2012. That
 * drops happen when a slot becomes free, and that a deadline is the time-out of the client, are our model.
 */
import { describe, expect, it } from 'vitest'
import { rowsOf, servicePicture } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** A request of 25 ms of work every 10 ms from 5 ms on, at one slot: the queue is never empty from 15 ms on. */
const queued = (queue: Changes, ...more: readonly Changes[]) =>
  simulate(
    laneOf(
      {
        'targetGroups.web.targets.s0.queue': queue,
        'clients.users.requests.page.demand': constant(25),
        durationMs: 180,
      },
      ...more,
    ),
  )
const served = (queue: Changes, ...more: readonly Changes[]): string =>
  servicePicture(queued(queue, ...more), { stepMs: 5 }).split('\n')[0] as string

describe('an adaptive queue', () => {
  it('serves the first while it does not stand, and the last once it has not been empty for an interval', () => {
    expect(served({ order: 'fifo' })).toBe('s0  .aaaaabbbbbcccccdddddeeeeefffffggggg')
    expect(served({ order: 'lifo' })).toBe('s0  .aaaaaccccceeeeehhhhhjjjjjmmmmmooooo')
    // It is not empty from 15 ms on; at 80 ms that is 65 ms.
    expect(served({ order: 'adaptive', intervalMs: 60 })).toBe(
      's0  .aaaaabbbbbccccchhhhhjjjjjmmmmmooooo',
    )
  })
})

describe('a queue that drops what has waited too long', () => {
  const late = { drops: 'late', intervalMs: 60, targetMs: 10 }

  it('allows an interval while it does not stand, and its target wait once it does', () => {
    const rows = rowsOf(queued(late))
    const dropped = rows.filter(({ cause }) => cause === 'dropped')
    // At 80 ms it stands: of those that came up to 65 ms all have waited for more than 10 ms, and h is next.
    expect(dropped.slice(0, 4).map(({ ordinal, endUs }) => [ordinal, endUs])).toEqual([
      [3, 80_000],
      [4, 80_000],
      [5, 80_000],
      [6, 80_000],
    ])
    expect(served(late).slice(0, 25)).toBe('s0  .aaaaabbbbbccccchhhhh')
  })

  it('answers 503, which is a rejection of the target', () => {
    const [first] = rowsOf(queued(late)).filter(({ cause }) => cause === 'dropped')
    expect(first).toMatchObject({ status: 503, author: 'target', startUs: -1, outcome: 'answered' })
  })

  it('drops nothing where nobody waits for so long', () => {
    const calm = { 'clients.users.requests.page.demand': constant(10) }
    expect(rowsOf(queued(late, calm)).filter(({ cause }) => cause === 'dropped')).toEqual([])
  })
})

describe('a queue that drops what nobody waits for', () => {
  it('serves nobody whose client has gone, and frees no slot for it', () => {
    const patience = { 'clients.users.timeoutMs': 30 }
    const without = rowsOf(queued({}, patience)).filter(({ startUs, endUs }) => startUs > endUs)
    expect(without.length).toBeGreaterThan(2)
    const rows = rowsOf(queued({ drops: 'abandoned' }, patience))
    expect(
      rows.filter(({ startUs, endUs }) => startUs >= 0 && endUs >= 0 && startUs > endUs),
    ).toEqual([])
    expect(rows.filter(({ outcome }) => outcome === 'gave-up').length).toBeGreaterThan(2)
  })
})
