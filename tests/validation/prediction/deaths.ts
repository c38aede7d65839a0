/** Rows of a target that is killed and comes back: how soon the balancer notices, and what that costs. */
import type { ClaimRow } from '../../../src/app/trust/validation.ts'
import { mean } from '../../support/chances.ts'
import { upTo } from '../../support/replications.ts'
import {
  isFailedWithin,
  isPercentileWithin,
  middle,
  NOTICED_ERROR,
  noticedMs,
  PERCENTILES,
  type Summary,
  servedAgainMs,
  summaryOf,
} from '../../testbed/compared.ts'
import { KILLED_HAPROXY, KILLED_NGINX, type TestbedLane } from '../../testbed/lanes.ts'
import { predictedOf } from '../../testbed/predicted.ts'
import { type Ended, endedIn, type RecordedChange } from '../../testbed/recordings.ts'
import { MEAN_WORK_MS } from '../../testbed/script.ts'
import { countText, type Measure, measureOf } from '../measure.ts'
import { msText, onceForLane, rangeText, recordedOf, withOverhead } from './recorded.ts'

/** Where checks begin is drawn, and where in a second of the clock the script begins: so many times. */
const TIMES = 20

export const DEATH_COLUMNS = ['What', 'Formula', 'Measured', 'Ballast']

interface Found {
  readonly measured: readonly Run[]
  readonly predicted: readonly Run[]
}

interface Run extends Summary {
  readonly downMs: readonly number[]
  readonly upMs: readonly number[]
  readonly againMs: readonly number[]
}

const found = onceForLane((lane): Found => {
  const runOf = (ended: readonly Ended[], changes: readonly RecordedChange[]): Run => ({
    ...summaryOf(ended, lane),
    downMs: noticedMs(changes, 'killed', 'down'),
    upMs: noticedMs(changes, 'back', 'up'),
    againMs: servedAgainMs(ended, lane),
  })
  return {
    measured: recordedOf(lane).runs.map((run) => runOf(endedIn(run), run.changes)),
    predicted: upTo(TIMES).map((nth) => {
      const begins = { seed: nth + 1, phaseMs: (1000 * nth) / TIMES }
      const { ended, changes } = predictedOf(lane, begins)
      return runOf(withOverhead(ended, lane.balancer), changes)
    }),
  }
})

const deathMeasure = (lane: TestbedLane, id: string, row: (found: Found) => ClaimRow): Measure =>
  measureOf({
    id: `${lane.name}: ${id}`,
    isQuick: true,
    work: () => found(lane),
    row: ([all]) => row(all as Found),
  })

const { interMs, fall, rise } = KILLED_HAPROXY.check ?? { interMs: 0, fall: 0, rise: 0 }
const { maxFails, failTimeoutS } = KILLED_NGINX.fails ?? { maxFails: 0, failTimeoutS: 0 }

/** Checks come every `interMs`, and so many in a row decide: the first is somewhere in an interval. */
const noticed = (id: 'down' | 'up', count: number): Measure =>
  deathMeasure(KILLED_HAPROXY, id, ({ measured, predicted }) => {
    const of = (runs: readonly Run[]) =>
      runs.flatMap((run) => (id === 'down' ? run.downMs : run.upMs))
    const [fromMs, toMs] = [(count - 1) * interMs, count * interMs]
    const { spreadMs, meanMs } = NOTICED_ERROR
    const agrees =
      [...of(measured), ...of(predicted)].every(
        (ms) => ms >= fromMs - spreadMs && ms <= toMs + spreadMs,
      ) && Math.abs(mean(of(measured)) - mean(of(predicted))) <= meanMs
    return {
      cells: [
        id === 'down'
          ? `From its death until it is found down, \`fall ${fall}\``
          : `From its return until it is found up, \`rise ${rise}\``,
        `${fromMs} to ${toMs} ms, ${(fromMs + toMs) / 2} on average`,
        meanAndRange(of(measured)),
        meanAndRange(of(predicted)),
      ],
      agrees,
      note: agrees ? '' : 'not explained',
    }
  })

const meanAndRange = (values: readonly number[]): string =>
  `${mean(values).toFixed(0)} ms (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}), ${values.length} times`

/** NGINX says nothing of it: from the return until a request that it answers is sent. */
const servedAgain = deathMeasure(KILLED_NGINX, 'served again', ({ measured, predicted }) => {
  const [real, ours] = [measured, predicted].map((runs) => runs.flatMap(({ againMs }) => againMs))
  const agrees = Math.abs(mean(real ?? []) - mean(ours ?? [])) <= NOTICED_ERROR.meanMs
  return {
    cells: [
      'From its return until it is asked and answers',
      `at most ${1000 * (failTimeoutS + 1)} ms from when it last failed, and its turn`,
      meanAndRange(real ?? []),
      meanAndRange(ours ?? []),
    ],
    agrees,
    note: agrees ? '' : 'not explained',
  }
})

const { traffic, targets, deaths } = KILLED_HAPROXY
/** Of its share, what comes until it is found down, and what is in service when it dies: Little's law. */
const expectedFailures =
  (deaths.length * traffic.perSecond * ((fall - 0.5) * interMs + MEAN_WORK_MS)) /
  1000 /
  targets.length

const failures = (lane: TestbedLane, formula: string, why: string): Measure =>
  deathMeasure(lane, 'failures', ({ measured, predicted }) => {
    const [real, ours] = [measured, predicted].map((runs) => runs.map(({ failed }) => failed))
    const agrees = isFailedWithin(middle(real ?? []), mean(ours ?? []))
    return {
      cells: [
        `Requests that failed, of ${countText(traffic.requests)}`,
        formula,
        rangeText(real ?? [], countText),
        rangeText(ours ?? [], countText),
      ],
      agrees,
      note: agrees ? '' : why,
    }
  })

const latencies = (lane: TestbedLane): readonly Measure[] =>
  PERCENTILES.map((percentile, p) =>
    deathMeasure(lane, `p${100 * percentile}`, ({ measured, predicted }) => {
      const [real, ours] = [measured, predicted].map((runs) =>
        runs.map(({ percentilesMs }) => percentilesMs[p] ?? Number.NaN),
      )
      const agrees = isPercentileWithin(p, middle(real ?? []), mean(ours ?? []))
      return {
        cells: [
          `p${100 * percentile} of the good answers, ms`,
          '',
          rangeText(real ?? [], msText),
          rangeText(ours ?? [], msText),
        ],
        agrees,
        note: agrees ? '' : 'not explained',
      }
    }),
  )

export const CHECKED_DEATHS: readonly Measure[] = [
  noticed('down', fall),
  noticed('up', rise),
  failures(
    KILLED_HAPROXY,
    `${countText(expectedFailures)}: its share of what came until then, and what it had`,
    'not explained',
  ),
  ...latencies(KILLED_HAPROXY),
]

export const COUNTED_DEATHS: readonly Measure[] = [
  servedAgain,
  failures(
    KILLED_NGINX,
    `${maxFails} each time, and one whenever it is tried while it is gone`,
    'not explained',
  ),
  ...latencies(KILLED_NGINX),
]
