/**
 * Targets that are slow after a start. The symptom is reported of Envoy (envoyproxy/envoy 11050) and YARP
 * (dotnet/yarp 2430): a new target gets a full share before it can serve one. How it warms is our model.
 */
import { describe, expect, it } from 'vitest'
import type { Trace } from '../../src/trace/schema.ts'
import { describeFrame } from '../../src/view/describeFrame.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { layoutOf, show } from '../view/stage.ts'

const S0 = 'targetGroups.web.targets.s0'
/** A request of 10 ms each 100 ms; three times slower when cold, warm after a second. */
const cold: Changes = {
  [`${S0}.coldFactor`]: 3,
  [`${S0}.warmMs`]: 1000,
  'clients.users.arrivals.perSecond': 10,
  'clients.users.requests.page.demand': constant(10),
  durationMs: 3000,
}
const crash: Changes = {
  faults: { one: { kind: 'crash', target: 's0', atMs: 500, forMs: 500 } },
}

/** How long each service took, by the second and tenth at which it began. */
const servicesMs = (trace: Trace): Record<number, number> =>
  Object.fromEntries(
    rowsOf(trace).flatMap(({ status, startUs, serviceEndUs }) =>
      status === 200 ? [[startUs / 1000, (serviceEndUs - startUs) / 1000]] : [],
    ),
  )

describe('a cold target', () => {
  it('warms in a straight line from the end of a crash', () => {
    const services = servicesMs(simulate(laneOf(cold, crash)))
    // At 1050 ms it is 50 ms old: 10 ms × (1 + 2 × 0.95).
    expect(services).toMatchObject({ 450: 10, 1050: 29, 1550: 19, 1950: 11, 2050: 10 })
  })

  it('is cold from the start of the run when it is new', () => {
    const services = servicesMs(simulate(laneOf(cold, { [`${S0}.initial`]: true })))
    expect(services).toMatchObject({ 50: 29, 550: 19, 1050: 10 })
  })

  it('is warm from the start when it is not new', () => {
    expect(servicesMs(simulate(laneOf(cold)))).toMatchObject({ 50: 10, 550: 10 })
  })

  it('is as much slower under processor sharing', () => {
    const shared = { [`${S0}.queue`]: { order: 'sharing' } }
    expect(servicesMs(simulate(laneOf(cold, crash, shared)))).toMatchObject({ 1050: 29, 1550: 19 })
  })

  it('is said to be cold while it is, and not while it is down', () => {
    const lane = laneOf(cold, crash)
    const shown = show(simulate(lane), lane)
    const layout = layoutOf(shown.trace, lane)
    const stateAt = (ms: number) => describeFrame(layout, shown.at(ms), [1]).targets[0]?.state
    expect([400, 700, 1000, 1999, 2000].map(stateAt)).toEqual([
      'working',
      'crashed',
      'cold',
      'cold',
      'working',
    ])
  })
})
