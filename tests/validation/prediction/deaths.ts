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
  summaryOf,
} from '../../testbed/compared.ts'
import { KILLED } from '../../testbed/lanes.ts'
import { predictedOf } from '../../testbed/predicted.ts'
import { type Ended, endedIn, type RecordedChange } from '../../testbed/recordings.ts'
import { MEAN_WORK_MS } from '../../testbed/script.ts'
import { countText, type Measure, measureOf } from '../measure.ts'
import { msText, rangeText, recordedOf, withOverhead } from './recorded.ts'

/** Where checks begin is drawn: so many times. */
const SEEDS = 20

export const DEATH_COLUMNS = ['What', 'Formula', 'Measured', 'Ballast']

interface Found {
  readonly measured: readonly Run[]
  readonly predicted: readonly Run[]
}

interface Run extends Summary {
  readonly downMs: readonly number[]
  readonly upMs: readonly number[]
}

let known: Found | null = null

/** Of all rows, so worked out once. */
function found(): Found {
  known ??= workedOut()
  return known
}

function workedOut(): Found {
  const runOf = (ended: readonly Ended[], changes: readonly RecordedChange[]): Run => ({
    ...summaryOf(ended, KILLED),
    downMs: noticedMs(changes, 'killed', 'down'),
    upMs: noticedMs(changes, 'back', 'up'),
  })
  return {
    measured: recordedOf(KILLED).runs.map((run) => runOf(endedIn(run), run.changes)),
    predicted: upTo(SEEDS).map((seed) => {
      const { ended, changes } = predictedOf(KILLED, seed + 1)
      return runOf(withOverhead(ended, KILLED.balancer), changes)
    }),
  }
}

const deathMeasure = (id: string, row: (found: Found) => ClaimRow): Measure =>
  measureOf({
    id: `killed: ${id}`,
    isQuick: true,
    work: found,
    row: ([all]) => row(all as Found),
  })

const { interMs, fall, rise } = KILLED.check ?? { interMs: 0, fall: 0, rise: 0 }

/** Checks come every `interMs`, and so many in a row decide: the first is somewhere in an interval. */
const noticed = (id: 'down' | 'up', count: number): Measure =>
  deathMeasure(id, ({ measured, predicted }) => {
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

const { traffic, targets, deaths } = KILLED
/** Of its share, what comes until it is found down, and what is in service when it dies: Little's law. */
const expectedFailures =
  (deaths.length * traffic.perSecond * ((fall - 0.5) * interMs + MEAN_WORK_MS)) /
  1000 /
  targets.length

const failures = deathMeasure('failures', ({ measured, predicted }) => {
  const [real, ours] = [measured, predicted].map((runs) => runs.map(({ failed }) => failed))
  const agrees = isFailedWithin(middle(real ?? []), mean(ours ?? []))
  return {
    cells: [
      `Requests that failed, of ${countText(traffic.requests)}`,
      `${countText(expectedFailures)}: its share of what came until then, and what it had`,
      rangeText(real ?? [], countText),
      rangeText(ours ?? [], countText),
    ],
    agrees,
    note: agrees ? '' : 'not explained',
  }
})

const latencies = PERCENTILES.map((percentile, p) =>
  deathMeasure(`p${100 * percentile}`, ({ measured, predicted }) => {
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

export const DEATHS: readonly Measure[] = [
  noticed('down', fall),
  noticed('up', rise),
  failures,
  ...latencies,
]
