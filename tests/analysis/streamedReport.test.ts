/** One answer however one asks: a run reports the same whether it keeps its rows or hands them on. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unchangedUntilUs } from '../../src/analysis/numbers/beginning.ts'
import { type LaneReport, reportOf } from '../../src/analysis/numbers/report.ts'
import { StreamedReport } from '../../src/analysis/numbers/streamedReport.ts'
import { HISTOGRAM_RESOLUTION } from '../../src/base/histogram.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import { shell } from '../cli/shell.ts'
import { anyLane } from '../support/anyScenario.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { casesOf, someOf } from '../support/seeds.ts'
import { simulate, simulateInto, simulateReport } from '../support/simulate.ts'

const GOAL_US = 30_000

type Figures = readonly (readonly [string, unknown])[]

/** Every figure of a report by its path, whichever there are. */
const figuresOf = (value: unknown, path = ''): Figures =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => figuresOf(inner, `${path}.${name}`))
    : [[path, value]]

const isPercentile = (path: string): boolean => /P?p?\d+Ms$/i.test(path)

/** Figures that differ: percentiles by more than the stated resolution, all others at all. */
function differences(rows: object, streamed: object): string[] {
  const other = new Map(figuresOf(streamed))
  expect(other.size).toBe(figuresOf(rows).length)
  return figuresOf(rows).flatMap(([path, exact]) => {
    const near = other.get(path)
    const isSame = isPercentile(path)
      ? Object.is(exact, near) ||
        Math.abs((near as number) - (exact as number)) <= HISTOGRAM_RESOLUTION * (exact as number)
      : Object.is(exact, near)
    return isSame ? [] : [`${path}: ${exact} with rows, ${near} without`]
  })
}

const withoutResolution = ({ percentileResolution, ...report }: LaneReport): object => {
  expect([0, HISTOGRAM_RESOLUTION]).toContain(percentileResolution)
  return report
}

function expectOneAnswer(lane: Parameters<typeof simulate>[0]): LaneReport {
  const options = { goalUs: GOAL_US, unchangedUntilUs: unchangedUntilUs(lane) }
  const rows = reportOf(simulate(lane), options)
  const { report } = simulateReport(lane, {}, GOAL_US)
  expect(differences(withoutResolution(rows), withoutResolution(report))).toEqual([])
  return rows
}

describe('a report without rows is that with rows', () => {
  it('whatever the scenario, its warm-up and its limits', () => {
    let [cut, warm] = [0, 0]
    const property = fc.property(anyLane(), (lane) => {
      const report = expectOneAnswer(lane)
      if (report.truncated !== null) cut++
      if (report.window.fromUs > 0) warm++
    })
    fc.assert(property, { numRuns: casesOf(60), seed: 8 })
    expect(Math.min(cut, warm)).toBeGreaterThan(casesOf(3))
  })

  it.each(someOf(presets).map(({ id }) => id))(
    'of every lane of %s, at the command too',
    async (id) => {
      const [rows, none] = await Promise.all(
        [[], ['--no-trace']].map(
          async (flags) => (await shell(['run', id, '--json', ...flags])).out,
        ),
      )
      const without = (text: string | undefined): object => {
        const { hasRows, percentileResolution, ...result } = JSON.parse(text ?? '')
        expect(percentileResolution).toBe(hasRows ? 0 : HISTOGRAM_RESOLUTION)
        return result
      }
      expect(differences(without(rows), without(none))).toEqual([])
    },
    60_000,
  )

  const crowd: Changes = {
    'clients.users.arrivals': { kind: 'closed-loop', users: 400, think: constant(5) },
    'clients.users.addresses': 400,
    'targetGroups.web.targets.s0': { zone: 'a', slots: 400 },
    durationMs: 3000,
  }

  it('when a limit stops it in the midst of what happens at one moment', () => {
    for (const attempts of [20_000, 20_001, 30_123, 33_333]) {
      const { truncated } = expectOneAnswer(laneOf(crowd, { 'limits.attempts': attempts }))
      expect(truncated).toContain('limits.attempts')
    }
  })

  it('when a limit stops it before its warm-up is over', () => {
    const lane = laneOf(crowd, { 'limits.attempts': 40_000, warmUpMs: 2900 })
    expect(expectOneAnswer(lane)).toMatchObject({ window: { fromUs: 0 } })
  })

  it('over a part of the run that is chosen beforehand', () => {
    const lane = laneOf(crowd)
    const window = { fromUs: 500_001, toUs: 1_200_007 }
    const options = { window, goalUs: GOAL_US }
    const sink = new StreamedReport({ warmUpUs: 0, targets: 1, ...options })
    const report = sink.report(simulateInto(sink, lane))
    const rows = reportOf(simulate(lane), options)
    expect(differences(withoutResolution(rows), withoutResolution(report))).toEqual([])
    expect(report.requests).toBeGreaterThan(1000)
  })
})

describe('the command without rows', () => {
  it('has one window for all lanes, also when one is stopped early or is shorter', async () => {
    const patch = (change: string): string => `lanes={"other":{"patch":${change}}}`
    for (const change of ['{"limits":{"attempts":900}}', '{"durationMs":9000,"warmUpMs":4000}']) {
      const args = ['run', 'no-balancer', '--set', patch(change), '--json']
      const [rows, none] = [await shell(args), await shell([...args, '--no-trace'])]
      const [a, b] = [rows, none].map(({ out }) => JSON.parse(out))
      expect(b.window).toEqual(a.window)
      expect(differences(a.lanes, b.lanes)).toEqual([])
    }
  })

  it('says how fine its percentiles are', async () => {
    const { out } = await shell(['run', 'no-balancer', '--no-trace'])
    expect(out).toContain('No rows were kept: percentiles are within 0.4 %.')
  })
})
