/** Rows of what was measured of a real system beside what Ballast says of the same script: latencies, and who got what. */
import type { ClaimRow } from '../../../src/app/trust/validation.ts'
import {
  areSharesWithin,
  isFailedWithin,
  isPercentileWithin,
  middle,
  PERCENTILES,
  type Summary,
  summaryOf,
} from '../../testbed/compared.ts'
import { LANES, type TestbedLane } from '../../testbed/lanes.ts'
import { predictedOf } from '../../testbed/predicted.ts'
import { type Ended, endedIn } from '../../testbed/recordings.ts'
import { MEAN_WORK_MS } from '../../testbed/script.ts'
import { countText, deviationText, type Measure, measureOf, percent } from '../measure.ts'
import { msText, nameOf, onceForLane, rangeText, recordedOf, withOverhead } from './recorded.ts'

interface Found {
  readonly measured: readonly Summary[]
  readonly predicted: Summary
  /** Shares of the requests that went to the target to which Ballast sends them, by run; and to the same in two runs. */
  readonly samePicks: readonly number[]
  readonly samePicksOfRuns: readonly number[]
}

const found = onceForLane((lane): Found => {
  const runs = recordedOf(lane).runs.map(endedIn)
  const ended = withOverhead(predictedOf(lane).ended, lane.balancer)
  return {
    measured: runs.map((run) => summaryOf(run, lane)),
    predicted: summaryOf(ended, lane),
    samePicks: runs.map((run) => samePicks(run, ended)),
    samePicksOfRuns: runs.flatMap((run, i) =>
      runs.slice(i + 1).map((another) => samePicks(run, another)),
    ),
  }
})

const samePicks = (one: readonly Ended[], other: readonly Ended[]): number =>
  one.filter(({ target }, i) => target === other[i]?.target).length / one.length

const laneMeasures = (
  id: string,
  row: (lane: TestbedLane, found: Found) => ClaimRow,
): readonly Measure[] =>
  LANES.map((lane) =>
    measureOf({
      id: `${id}: ${lane.name}`,
      isQuick: true,
      work: () => found(lane),
      row: ([all]) => row(lane, all as Found),
    }),
  )

export const LATENCY_COLUMNS = [
  'System',
  'Load',
  ...['p50', 'p90', 'p99'].flatMap((name) => [`${name} measured, ms`, `${name} of Ballast`]),
]

/** The percentiles of a summary are in the order of `PERCENTILES`. */
const percentile = ({ percentilesMs }: Summary, p: number): number => percentilesMs[p] ?? Number.NaN

export const LATENCIES = laneMeasures('latencies', (lane, { measured, predicted }) => {
  const each = PERCENTILES.map((_, p) => ({
    measured: measured.map((run) => percentile(run, p)),
    predicted: percentile(predicted, p),
  }))
  const agrees = each.every((of, p) => isPercentileWithin(p, middle(of.measured), of.predicted))
  return {
    cells: [
      nameOf(lane),
      percent(loadOf(lane), 0),
      ...each.flatMap((of) => [
        rangeText(of.measured, msText),
        `${msText(of.predicted)}, ${deviationText(of.predicted / middle(of.measured) - 1, 1)}`,
      ]),
    ],
    agrees,
    note: agrees ? '' : 'not explained',
  }
})

/** Of what all targets together can do, whoever gets it. */
function loadOf({ traffic, targets }: TestbedLane): number {
  const slots = targets.reduce((sum, target) => sum + target.slots / target.slowness, 0)
  return (traffic.perSecond * MEAN_WORK_MS) / 1000 / slots
}

export const SHARE_COLUMNS = [
  'System',
  'Requests',
  'Sent to each target',
  'Sent by Ballast',
  'Same pick, request by request',
  'In two runs',
  'Turned away',
  'Turned away by Ballast',
]

export const SHARES = laneMeasures('shares', (lane, all) => {
  const { measured, predicted } = all
  const failed = measured.map((run) => run.failed)
  const shares = measured.map(({ sent }) => sent)
  const agrees =
    areSharesWithin(lane, shares, predicted.sent) &&
    isFailedWithin(middle(failed), predicted.failed)
  return {
    cells: [
      nameOf(lane),
      countText(lane.traffic.requests),
      [...new Set(shares.map((sent) => sent.join(' ')))].join('; '),
      predicted.sent.join(' '),
      rangeText(all.samePicks, percent),
      rangeText(all.samePicksOfRuns, percent),
      rangeText(failed, countText),
      countText(predicted.failed),
    ],
    agrees,
    note: agrees ? '' : 'not explained',
  }
})

export const CHOICE_COLUMNS = ['System', 'Percentile', 'Measured', 'Ballast', 'Deviation']

/** How many times longer the rotation takes than fewest connections, one of four being slow. */
export const CHOICES: readonly Measure[] = (['nginx', 'haproxy'] as const).flatMap((balancer) =>
  PERCENTILES.map((share, p) => {
    const named = (name: string) =>
      LANES.find((lane) => lane.name === `${balancer}-slow-${name}`) as TestbedLane
    return measureOf({
      id: `choice: ${balancer} p${100 * share}`,
      isQuick: true,
      work: () => [found(named('rotation')), found(named('least'))] as const,
      row: ([both]) => {
        const [rotation, least] = both as readonly [Found, Found]
        const measured =
          middle(rotation.measured.map((run) => percentile(run, p))) /
          middle(least.measured.map((run) => percentile(run, p)))
        const predicted = percentile(rotation.predicted, p) / percentile(least.predicted, p)
        const agrees = Math.abs(predicted / measured - 1) <= CHOICE_ERROR
        return {
          cells: [
            balancer === 'nginx' ? 'NGINX' : 'HAProxy',
            `p${100 * share}`,
            `${measured.toFixed(2)} times`,
            `${predicted.toFixed(2)} times`,
            deviationText(predicted / measured - 1, 1),
          ],
          agrees,
          note: agrees ? '' : 'not explained',
        }
      },
    })
  }),
)

/** Of a ratio of two percentiles. */
export const CHOICE_ERROR = 0.1
