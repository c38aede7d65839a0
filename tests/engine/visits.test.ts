/** What a target made of an attempt, whoever heard of that: in the rows, in the report, and without rows. */
import { describe, expect, it } from 'vitest'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { type Changes, constant, DIRECT, laneOf } from '../support/scenarios.ts'
import { simulate, simulateReport } from '../support/simulate.ts'

/** What the target of a lane served and failed, by its rows and without them. */
function targetOf(...changes: readonly Changes[]) {
  const lane = laneOf(...changes)
  const [row] = reportOf(simulate(lane)).targets
  const [counted] = simulateReport(lane).report.targets
  expect([counted?.served, counted?.errors]).toEqual([row?.served, row?.errors])
  return { served: row?.served, errors: row?.errors }
}

/** Clients that give up after 5 ms on work of 30 ms, at a target with room for all. */
const impatient: Changes = {
  'clients.users.timeoutMs': 5,
  'clients.users.requests.page.demand': constant(30),
  'targetGroups.web.targets.s0.slots': 10,
}

describe('a target whose clients have gone', () => {
  it('has served what it finished all the same', () => {
    expect(targetOf(impatient)).toEqual({ served: 7, errors: 0 })
  })

  it('has served nothing of what it was told to drop', () => {
    expect(targetOf(impatient, { 'balancers.web.cancelAbandoned': true })).toEqual({
      served: 0,
      errors: 0,
    })
  })

  it('has served nothing of what it held when it crashed', () => {
    const faults = { dead: { kind: 'crash', target: 's0', atMs: 30, forMs: 60 } }
    expect(targetOf(impatient, DIRECT, { faults })).toEqual({ served: 0, errors: 0 })
  })

  it('has failed what it answered with an error that nobody heard', () => {
    expect(targetOf(impatient, { 'targetGroups.web.targets.s0.errorRatio': 1 })).toEqual({
      served: 0,
      errors: 7,
    })
  })
})

it('work without an end within the run breaks nothing', () => {
  const hour: Changes = {
    'clients.users.requests.page.demand': constant(3_600_000),
    'targetGroups.web.targets.s0.speed': 0.01,
    faults: Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((id) => [
        id,
        { kind: 'slowdown', target: 's0', factor: 1000, atMs: 20, forMs: 50 },
      ]),
    ),
  }
  expect(targetOf(hour)).toEqual({ served: 0, errors: 0 })
  expect(targetOf(hour, { 'targetGroups.web.targets.s0.queue.order': 'sharing' })).toEqual({
    served: 0,
    errors: 0,
  })
})
