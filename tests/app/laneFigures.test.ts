/** The numbers of a lane, as its head shows them. */
import { describe, expect, test } from 'vitest'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { certaintyOf } from '../../src/analysis/replications/certainty.ts'
import { METRICS } from '../../src/analysis/replications/metrics.ts'
import { statsOf } from '../../src/app/stage/laneFigures.ts'
import { withFigure } from '../support/replications.ts'
import { buildTrace } from '../support/traceBuilder.ts'

/** A hundred requests of 10 ms in one second; so many of them fail. */
const reportWith = (failed: number, requests = 100) =>
  reportOf(
    buildTrace({
      durationMs: 1000,
      targets: [{ id: 's0', slots: 200 }],
      attempts: Array.from({ length: requests }, (_, i) => ({
        picture: '>========<',
        status: i < failed ? 500 : 200,
      })),
    }),
  )

const shown = (...of: Parameters<typeof statsOf>): Record<string, string> =>
  Object.fromEntries(
    statsOf(...of).map(({ label, figure, unit, line }) => [label, `${figure} ${unit}, ${line}`]),
  )

describe('the numbers of a lane', () => {
  test('do not count errors as goodput, and stand beside what is offered', () => {
    expect(shown(reportWith(87), 'itself')).toMatchObject({
      Goodput: '13 /s, of 100',
      Failed: '87 %, of 100',
    })
  })

  test('show one failure in very many as more than none', () => {
    expect(shown(reportWith(1, 2000), 'itself')).toMatchObject({
      Failed: '0.05 %, of 2000',
    })
    expect(shown(reportWith(0), 'itself')).toMatchObject({ Failed: '0 %, of 100' })
  })

  test('say what the base has where a factor would say nothing', () => {
    expect(shown(reportWith(0), reportWith(87))).toMatchObject({ Failed: '0 %, 87 % in A' })
  })

  test('are compared with nothing while the lanes are of different scenarios', () => {
    expect(shown(reportWith(1), 'unknown')).toMatchObject({ p99: '10 ms, ', Failed: '1 %, ' })
  })

  test('are neither better nor worse where many runs leave it to chance', () => {
    const tone = (own: number[], others: number[]) => {
      const lanes = [own, others].map((values, i) => ({
        letter: 'AB'[i] ?? '',
        words: '',
        replications: withFigure('errors', values),
      }))
      const { count, lanes: known } = certaintyOf(lanes, METRICS)
      const lane = known[1]
      const stats = statsOf(
        reportWith(2),
        reportWith(4),
        lane === undefined ? null : { lane, count },
      )
      return stats.find(({ label }) => label === 'Failed')?.tone
    }
    expect(statsOf(reportWith(2), reportWith(4)).at(-1)?.tone).toBe('better')
    expect(tone([0.04, 0.041, 0.042, 0.043], [0.02, 0.021, 0.022, 0.023])).toBe('better')
    expect(tone([0.04, 0.02, 0.05, 0.01], [0.02, 0.05, 0.01, 0.04])).toBe('plain')
    // This run is one of few in which it is the other way round.
    expect(tone([0.02, 0.021, 0.022, 0.023], [0.04, 0.041, 0.042, 0.043])).toBe('plain')
  })

  test('are called chance where many runs cannot tell, and theirs where this run shows the contrary', () => {
    const slow = (picture: string) =>
      reportOf(
        buildTrace({
          durationMs: 1000,
          targets: [{ id: 's0', slots: 200 }],
          attempts: Array.from({ length: 100 }, () => ({ picture, status: 200 })),
        }),
      )
    const [short, long] = [slow('>========<'), slow('>================<')]
    const p99 = (own: number[], base: number[]) => {
      const lanes = [base, own].map((values, i) => ({
        letter: 'AB'[i] ?? '',
        words: '',
        replications: withFigure('p99', values),
      }))
      const { count, lanes: known } = certaintyOf(lanes, METRICS)
      const lane = known[1]
      const [, stat] = statsOf(short, long, lane === undefined ? null : { lane, count })
      return [stat?.line, stat?.tone]
    }
    expect(p99([10, 10.1, 10.2, 10.3], [20, 20.1, 20.2, 20.3])).toEqual(['2× lower', 'better'])
    expect(p99([10, 30, 12, 40], [20, 11, 35, 9])).toEqual(['may be chance', 'plain'])
    expect(p99([20, 20.1, 20.2, 20.3], [10, 10.1, 10.2, 10.3])).toEqual(['mean is higher', 'plain'])
  })

  test('of latency are neither where the lane that fails more often looks the faster for it', () => {
    const p99 = (slowFailed: boolean) => {
      const report = (failed: number, picture: string) =>
        reportOf(
          buildTrace({
            durationMs: 1000,
            targets: [{ id: 's0', slots: 200 }],
            attempts: Array.from({ length: 100 }, (_, i) => ({
              picture,
              status: i < failed ? 500 : 200,
            })),
          }),
        )
      const base = report(slowFailed ? 0 : 40, '>================<')
      return statsOf(report(slowFailed ? 40 : 0, '>========<'), base)[1]
    }
    expect(p99(false)?.tone).toBe('better')
    expect(p99(true)).toMatchObject({ tone: 'plain', line: '1.8× lower' })
  })

  test('say where the mean of many runs lies, beside the figure and in the tip', () => {
    const replications = withFigure('p99', [12, 13, 14, 15])
    const { count, lanes } = certaintyOf([{ letter: 'A', words: '', replications }], METRICS)
    const [lane] = lanes
    const stats = statsOf(reportWith(0), 'itself', lane === undefined ? null : { lane, count })
    const [p50, p99] = stats
    expect([p99?.bounds, p99?.note]).toEqual([
      '11–16',
      'Of 100 here. Without warm-up. The mean of 4 runs: 11–16.',
    ])
    expect([p50?.bounds, p50?.note]).toEqual([
      '',
      'Of 100 here. Without warm-up. The mean of 4 runs: 1.',
    ])
  })

  test('say what was answered and is neither goodput nor a failure', () => {
    const attempts = Array.from({ length: 100 }, (_, i) => ({
      picture: '>========<',
      // Of these a 429 is a failure, and a 403 none.
      status: i < 3 ? 403 : i < 5 ? 429 : 200,
    }))
    const targets = [{ id: 's0', slots: 200 }]
    const report = reportOf(buildTrace({ durationMs: 1000, targets, attempts }))
    const [goodput, failed] = statsOf(report, 'itself').slice(3)
    expect([goodput?.figure, failed?.figure]).toEqual(['95', '2'])
    for (const { note = '' } of [goodput, failed].filter((stat) => stat !== undefined))
      expect(note).toContain('3 % were answered 403: not good, and no failure.')
  })

  test('are dashes until there are any', () => {
    expect(statsOf(null, 'itself').map(({ figure }) => figure)).toEqual(['–', '–', '–', '–', '–'])
  })
})
