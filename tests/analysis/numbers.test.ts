import { describe, expect, it } from 'vitest'
import { percentileCurve } from '../../src/analysis/numbers/distribution.ts'
import { latenciesUs } from '../../src/analysis/numbers/latency.ts'
import { numbersOf } from '../../src/analysis/numbers/numbers.ts'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { requestsOf } from '../../src/analysis/numbers/requests.ts'
import { seriesOf } from '../../src/analysis/numbers/series.ts'
import { VERDICTS } from '../../src/model/outcome.ts'
import { busyLane } from '../support/busyLane.ts'
import { simulate } from '../support/simulate.ts'

/** Everything goes on at once: retries, faults of all kinds, queues of all orders. */
const trace = simulate(busyLane())
const whole = { fromUs: 0, toUs: trace.meta.endedUs }
const goalUs = 60_000
const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((total, value) => total + value, 0)

describe('the numbers of a lane', () => {
  it('are those of report, series and curve, from one reading', () => {
    const window = { fromUs: 500_000, toUs: 2_500_000 }
    const { report, series, curve } = numbersOf(trace, { binsMax: 40, goalUs, window })
    expect(report).toEqual(reportOf(trace, { window, goalUs }))
    expect(series).toEqual(seriesOf(trace, { binsMax: 40, goalUs }))
    expect(curve).toEqual(percentileCurve(latenciesUs(requestsOf(trace, goalUs), window)))
  })

  it('count every request that the engine counted', () => {
    const { verdicts, requests, attempts, retries } = reportOf(trace, { goalUs, window: whole })
    const { counts } = trace.meta
    expect(counts.requests).toBeGreaterThan(900)
    expect([requests, retries]).toEqual([counts.requests, counts.retries])
    expect(sum(VERDICTS.map((verdict) => verdicts[verdict]))).toBe(counts.requests)
    expect(verdicts['gave-up']).toBe(counts.gaveUp)
    expect(verdicts.unfinished).toBe(counts.unfinished)
    expect(attempts).toBeLessThanOrEqual(counts.attempts)
  })

  it('add up to the integrals of the engine, target by target', () => {
    const { counts, names, endedUs } = trace.meta
    const { bins, busy, waiting, inFlight } = seriesOf(trace, { binsMax: 7 })
    const lengthUs = (bin: number): number => Math.min(bins.widthUs, endedUs - bin * bins.widthUs)
    const integral = (means: Float64Array, row: number): number =>
      sum(
        Array.from({ length: bins.count }, (_, bin) => {
          return (means[row * bins.count + bin] as number) * lengthUs(bin)
        }),
      )
    names.targets.forEach((_, target) => {
      expect(integral(busy, target)).toBeCloseTo(counts.servingUs[target] as number, 3)
      expect(integral(waiting, target)).toBeCloseTo(counts.waitingUs[target] as number, 3)
    })
    expect(integral(inFlight, 0)).toBeCloseTo(counts.inSystemUs, 3)
  })
})
