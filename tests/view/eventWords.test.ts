/** What a step says: a sentence for every stamp, that names who did what. */
import { describe, expect, it } from 'vitest'
import { nextEventUs } from '../../src/analysis/numbers/stepping.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { eventsAt } from '../../src/view/eventWords.ts'
import { busyLane } from '../support/busyLane.ts'
import { type Changes, constant, DIRECT, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const LEGS: Changes = {
  'network.sameZone': constant(1),
  'network.fromClients.eu.home': constant(2),
  'clients.users.arrivals.perSecond': 20,
}

/** `7 Node a gets request 0`: everything that happens, with its millisecond. */
function story(trace: Trace, untilUs = 1e12): string[] {
  const lines: string[] = []
  for (let us = nextEventUs([trace], -1, 1); us !== null; us = nextEventUs([trace], us, 1)) {
    if (us > untilUs) break
    lines.push(...eventsAt(trace, us).map(({ sentence }) => `${us / 1000} ${sentence}`))
  }
  return lines
}

describe('a step says', () => {
  it('each stage of the way of a request, in its order', () => {
    expect(story(simulate(laneOf(LEGS)), 60_000)).toEqual([
      '25 A client sends request 0',
      '25 Resolver isp gets a DNS answer, with 1 good entry',
      '31 Node a gets request 0',
      '34 s0 gets request 0 from node a',
      '34 s0 begins request 0',
      '44 s0 ends request 0 for node a',
      '45 Node a has word of request 0 from s0',
      '47 The client has its answer to request 0, 200',
    ])
  })

  it('who turned a request away, and what the client saw', () => {
    const lane = laneOf(LEGS, {
      'targetGroups.web.targets.s0': { zone: 'a', slots: 1, queue: { limit: 0 } },
      'clients.users.arrivals.perSecond': 200,
      'clients.users.retry': { attemptsMax: 2, backoffMs: 0, jitter: 0 },
      durationMs: 40,
    })
    const told = story(simulate(lane)).map((line) => line.replace(/^[\d.]+ /, ''))
    expect(told).toContain('s0 is full and turns request 1 away')
    expect(told).toContain(
      'Request 1 fails: 503, the queue of the target was full, and will try again',
    )
    expect(told).toContain('A client sends request 1 again, attempt 2')
  })

  it('who gave up, who crashed and who refuses', () => {
    const faults = { dead: { kind: 'crash', target: 's0', atMs: 12, forMs: 40 } }
    const told = story(simulate(laneOf({ faults, 'clients.users.timeoutMs': 8 }, DIRECT)))
    expect(told).toEqual(
      expect.arrayContaining([
        '12 The fault dead begins',
        '12 s0 goes down',
        '15 s0 refuses request 1',
        '15 Request 1 fails: the target refused the connection',
        '52 s0 is up again',
        '63 The client waits no longer for request 5',
      ]),
    )
  })

  it('whose request it is, where there are several populations', () => {
    const surge = { kind: 'surge', population: 'users', perSecond: 50, atMs: 0, forMs: 100 }
    const told = story(simulate(laneOf({ faults: { crowd: surge } })))
    expect(told.some((line) => line.endsWith('A client sends request 0 of users'))).toBe(true)
    expect(told.some((line) => line.endsWith('A client sends request 0 of users+crowd'))).toBe(true)
  })

  it('something at every stamp, whatever happens, and never a thing without a name', () => {
    const trace = simulate(busyLane({ durationMs: 1500 }))
    let failures = 0
    for (let us = nextEventUs([trace], -1, 1); us !== null; us = nextEventUs([trace], us, 1)) {
      const events = eventsAt(trace, us)
      expect(events.length).toBeGreaterThan(0)
      for (const { sentence, attempt, isFailure } of events) {
        expect(sentence).not.toMatch(/undefined|null|NaN|no node/)
        if (isFailure) {
          failures++
          expect(attempt).not.toBeNull()
        }
      }
    }
    expect(failures).toBeGreaterThan(5)
  })
})
