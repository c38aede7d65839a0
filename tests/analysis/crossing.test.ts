/** What crosses zones, counted from rows by hand and beside what a report says of them. */
import { describe, expect, it } from 'vitest'
import { atPriceText, crossingCost, perHourText } from '../../src/analysis/numbers/crossingCost.ts'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { seriesOf } from '../../src/analysis/numbers/series.ts'
import { canCross, isKeptToZones } from '../../src/scenario/crossing.ts'
import { attemptsOf } from '../../src/trace/attempt.ts'
import { busyLane } from '../support/busyLane.ts'
import type { Changes } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { buildTrace } from '../support/traceBuilder.ts'

/** Node a sends one to its zone and two to b, node b one to its own; one is turned away, one is sent before the window. */
const six = () =>
  buildTrace({
    durationMs: 20,
    warmUpMs: 5,
    nodes: ['node-a', 'node-b'],
    targets: [{ id: 'a1' }, { id: 'b1', zone: 'b', slots: 4 }, { id: 'b2', zone: 'b' }],
    attempts: [
      { picture: '>-==-<', node: 'node-a', target: 'b1' },
      { picture: '......>-==-<', node: 'node-a', target: 'a1' },
      { picture: '.......>-==-<', node: 'node-a', target: 'b1' },
      { picture: '.......>-==-<', node: 'node-a', target: 'b2', status: 500 },
      { picture: '........>-==-<', node: 'node-b', target: 'b1' },
      { picture: '........>--<', node: 'node-b', target: null, status: 503, author: 'node' },
    ],
  })

describe('what crosses zones', () => {
  it('is each attempt that a node sent to a target in another zone, whatever became of it', () => {
    const { crossing, targets } = reportOf(six())
    expect(crossing).toEqual({
      forwarded: 4,
      crossed: 2,
      crossedPerSecond: 2 / 0.015,
      crossedRatio: 0.5,
      answerBytes: 0,
      nodes: [
        {
          id: 'node-a',
          zone: 'a',
          to: [
            { zone: 'a', attempts: 1 },
            { zone: 'b', attempts: 2 },
          ],
        },
        { id: 'node-b', zone: 'b', to: [{ zone: 'b', attempts: 1 }] },
      ],
    })
    expect(targets.map(({ crossed }) => crossed)).toEqual([0, 1, 1])
  })

  it('is drawn over the time in which nodes sent it', () => {
    const { crossing } = seriesOf(six(), { binsMax: 4 })
    // Sent on at 1; at 7, 8, 8 and 9; nothing after.
    expect([...crossing]).toEqual([1, 0.5, Number.NaN, Number.NaN])
  })

  it.each([
    ['where every target may be used', {}],
    ['where nodes keep to their zone', { 'balancers.web.crossZone': false }],
  ] as const)('is what rows add up to, %s', (_, changes: Changes) => {
    const lane = busyLane(changes)
    const trace = simulate(lane)
    const { nodes, targets } = trace.meta.names
    const zoneOf = (things: readonly { id: string; zone: string }[], id: string | null) =>
      things.find((each) => each.id === id)?.zone
    const sent = [...attemptsOf(trace)].filter(({ target }) => target !== null)
    const crossed = sent.filter(
      ({ node, target }) => zoneOf(nodes, node) !== zoneOf(targets, target),
    )
    const { crossing, ...report } = reportOf(trace)
    expect([crossing.forwarded, crossing.crossed]).toEqual([sent.length, crossed.length])
    expect(report.targets.reduce((sum, each) => sum + each.crossed, 0)).toBe(crossed.length)
    expect(crossed.length > 100).toBe(!('balancers.web.crossZone' in changes))
    expect([canCross(lane), isKeptToZones(lane)]).toEqual([true, crossed.length === 0])
  })

  it('costs what it weighs at the price that is stated, and a price changes no run', () => {
    const answers = { page: { responseBytes: 4000, demand: { kind: 'constant', ms: 5 } } }
    const free = busyLane({ 'clients.users.requests': answers, faults: {} })
    const lane = busyLane({
      'clients.users.requests': answers,
      faults: {},
      'network.crossing': { pricePerGb: 0.5, requestBytes: 1000 },
    })
    const trace = simulate(lane)
    expect(trace.meta.digest).toBe(simulate(free).meta.digest)
    const { crossing } = reportOf(trace)
    // Those under way at the end have no answer yet.
    expect(crossing.answerBytes).toBeGreaterThan(3800)
    expect(crossing.answerBytes).toBeLessThanOrEqual(4000)
    const cost = crossingCost(crossing, lane.network.crossing)
    const gbPerHour = (crossing.crossedPerSecond * 3600 * (1000 + crossing.answerBytes)) / 1e9
    expect(cost.perHour).toBeCloseTo(0.5 * gbPerHour, 9)
    expect(perHourText({ ...cost, perHour: 0.11349 })).toBe('$0.113 an hour')
    expect(perHourText({ ...cost, perHour: 1234.5 })).toBe('$1235 an hour')
    expect(atPriceText({ ...cost, bytesEach: 11_000 })).toBe(
      'at $0.5 a GB, 11 kB a request with its answer',
    )
  })

  it('can be nothing where nodes and targets stand in one zone', () => {
    const one = busyLane({
      'regions.home.zones': { a: {} },
      'balancers.web.zones': ['a'],
      'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'a' } },
      faults: {},
    })
    expect(canCross(one)).toBe(false)
    expect(reportOf(simulate(one)).crossing).toMatchObject({ crossed: 0, crossedRatio: 0 })
  })
})
