import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binsOver, Occupancy } from '../../src/analysis/numbers/bins.ts'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { seriesOf } from '../../src/analysis/numbers/series.ts'
import { VERDICTS } from '../../src/model/outcome.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { buildTrace } from '../support/traceBuilder.ts'

const three = () =>
  buildTrace({
    durationMs: 12,
    targets: [{ id: 's0', slots: 2 }, { id: 's1' }],
    attempts: [
      { picture: '>====<' },
      { picture: '.>==<', target: 's1' },
      { picture: '..>www===<', target: 's1' },
    ],
  })

describe('bins', () => {
  it('are a whole number of microseconds long, and the last may be shorter', () => {
    expect(binsOver({ fromUs: 0, toUs: 10 }, 4)).toEqual({
      fromUs: 0,
      toUs: 10,
      widthUs: 3,
      count: 4,
    })
    expect(binsOver({ fromUs: 5, toUs: 6 }, 4)).toMatchObject({ widthUs: 1, count: 1 })
  })

  it('share out stretches of time exactly', () => {
    const stretch = fc.tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: 0, max: 120 }))
    fc.assert(
      fc.property(
        fc.array(stretch, { maxLength: 20 }),
        fc.integer({ min: 1, max: 40 }),
        (stretches, binsMax) => {
          const bins = binsOver({ fromUs: 0, toUs: 100 }, binsMax)
          const occupancy = new Occupancy(bins, 2)
          const counted = new Float64Array(bins.count)
          for (const [from, length] of stretches) {
            occupancy.add({
              count: 1,
              row: Uint16Array.of(1),
              fromUs: Float64Array.of(from),
              toUs: Float64Array.of(from + length),
            })
            for (let us = Math.max(0, from); us < Math.min(100, from + length); us++) {
              const bin = Math.floor(us / bins.widthUs)
              counted[bin] = (counted[bin] as number) + 1
            }
          }
          const means = occupancy.mean()
          for (let bin = 0; bin < bins.count; bin++) {
            const length = Math.min(bins.widthUs, 100 - bin * bins.widthUs)
            expect(means[bin]).toBe(0)
            expect(means[bins.count + bin]).toBe((counted[bin] as number) / length)
          }
        },
      ),
    )
  })
})

describe('series', () => {
  it('spread waiting and service over the bins that they span', () => {
    const series = seriesOf(three(), { binsMax: 4 })
    expect(series.bins).toMatchObject({ widthUs: 3_000, count: 4 })
    // s0 is served 1 to 5; s1 2 to 4 and 6 to 9, with a wait from 3 to 6.
    expect([...series.busy]).toEqual([2 / 3, 2 / 3, 0, 0, 1 / 3, 1 / 3, 1, 0])
    expect([...series.waiting]).toEqual([0, 0, 0, 0, 0, 1, 0, 0])
  })

  it('give the load of the report when added up', () => {
    const trace = three()
    const series = seriesOf(trace, { binsMax: 4 })
    for (const [target, { utilisation, waitingMean, slots }] of reportOf(trace).targets.entries()) {
      const mean = (values: Float64Array): number =>
        values.slice(target * 4, target * 4 + 4).reduce((sum, value) => sum + value, 0) / 4
      expect(mean(series.busy) / slots).toBeCloseTo(utilisation, 12)
      expect(mean(series.waiting)).toBeCloseTo(waitingMean, 12)
    }
  })

  it('have the latency of the answers that came in each bin', () => {
    const { latencyP50Ms, latencyP99Ms } = seriesOf(three(), { binsMax: 4 })
    // Answers come at 6, 5 and 10, after 6, 4 and 8 ms.
    expect([...latencyP50Ms]).toEqual([Number.NaN, 4, 6, 8])
    expect([...latencyP99Ms]).toEqual([Number.NaN, 4, 6, 8])
  })

  it('count requests when they are sent and answers when they come', () => {
    const series = seriesOf(three(), { binsMax: 4 })
    expect([...series.offeredPerSecond]).toEqual([1000, 0, 0, 0])
    expect([...series.throughputPerSecond]).toEqual([0, 1000 / 3, 1000 / 3, 1000 / 3])
    expect(series.goodputPerSecond).toEqual(series.throughputPerSecond)
    // Between 0 and 6, 1 and 5, 2 and 10.
    expect([...series.inFlight]).toEqual([2, 8 / 3, 1, 1 / 3])
  })

  it('count verdicts when requests end, and the unfinished when they were sent', () => {
    const trace = buildTrace({
      durationMs: 8,
      targets: [{ id: 's0', slots: 4 }],
      attempts: [
        { picture: '>==<' },
        { picture: '>==<', status: 500 },
        { picture: '...>ww==', outcome: 'unfinished' },
      ],
    })
    const { verdicts, bins } = seriesOf(trace, { binsMax: 2 })
    const row = (verdict: (typeof VERDICTS)[number]): number[] => [
      ...verdicts.slice(VERDICTS.indexOf(verdict) * bins.count).slice(0, bins.count),
    ]
    expect(row('on-time')).toEqual([0, 1])
    expect(row('error')).toEqual([0, 1])
    expect(row('unfinished')).toEqual([1, 0])
  })

  it('follow the changes of targets', () => {
    const trace = buildTrace({
      durationMs: 12,
      nodes: ['node-a', 'node-b'],
      attempts: [],
      changes: [
        { atMs: 0, kind: 'healthy', node: 0, target: 0 },
        { atMs: 3, kind: 'target-down', target: 1 },
        { atMs: 4, kind: 'unhealthy', node: 0, target: 1 },
        { atMs: 5, kind: 'unhealthy', node: 1, target: 1 },
        { atMs: 7, kind: 'target-up', target: 1 },
        { atMs: 8, kind: 'healthy', node: 0, target: 1 },
      ],
    })
    const { isDown, unhealthyNodes } = seriesOf(trace, { binsMax: 6 })
    expect([...isDown]).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0])
    expect([...unhealthyNodes]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 1])
  })

  it('measure imbalance in every bin', () => {
    const { imbalance } = seriesOf(three(), { binsMax: 4 })
    // Per slot: s0 1/3, 1/3, 0, 0; s1 1/3, 4/3, 1, 0.
    expect(imbalance[0]).toBe(1)
    expect(imbalance[1]).toBeCloseTo(1.6, 12)
    expect(imbalance[2]).toBe(2)
    expect(imbalance[3]).toBe(1)
  })

  it('say how many attempts had another target than the one before of the same client', () => {
    // One client, a request every 10 ms, two targets in turns; sticky, it leaves `s0` once, as that dies at 45 ms.
    const two = {
      'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'a' } },
      'clients.users.requests.page.demand': constant(1),
    }
    const moved = (...changes: readonly Changes[]) => [
      ...seriesOf(simulate(laneOf(two, ...changes)), { binsMax: 5 }).moved,
    ]
    expect(moved()).toEqual([1, 1, 1, 1, 1])
    expect(
      moved({
        'targetGroups.web.stickiness.kind': 'balancer-cookie',
        'targetGroups.web.ejection': { errorsInARow: 1, atLeastOne: true },
        'faults.dead': { kind: 'crash', target: 's0', atMs: 40, forMs: 60 },
      }),
    ).toEqual([0, 0, 0.5, 0, 0])
  })

  it('can be drawn over a part of the run', () => {
    const series = seriesOf(three(), { binsMax: 2, window: { fromUs: 3_000, toUs: 9_000 } })
    expect([...series.busy]).toEqual([2 / 3, 0, 1 / 3, 1])
    expect([...series.offeredPerSecond]).toEqual([0, 0])
    expect([...series.throughputPerSecond]).toEqual([1000 / 3, 1000 / 3])
  })
})
