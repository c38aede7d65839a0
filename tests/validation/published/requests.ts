/** Published results on what clients and nodes do: retries, and asking before sending. */
import { reportOf } from '../../../src/analysis/numbers/report.ts'
import { retryAttemptsMean } from '../../../src/analysis/theory/attempts.ts'
import { resolveLane } from '../../../src/scenario/lanes.ts'
import {
  prequalBesideWeighted,
  SLOW_MS,
} from '../../../src/scenario/presets/prequalBesideWeighted.ts'
import { mean } from '../../support/chances.ts'
import { laneOf } from '../../support/scenarios.ts'
import { simulate } from '../../support/simulate.ts'
import { poisson, STREAM } from '../../theory/models.ts'
import { deviationText, type Measure, measureOf } from '../measure.ts'
import { noteOf, rowOf } from './row.ts'

const TRIES = 3

const retries = (
  [
    [
      1,
      'SRE book, ch. 21 and 22: r tries in k layers are r^k; here one layer, and nothing but errors',
    ],
    [0.5, '1 + f + f² for a share f of errors'],
  ] as const
).map(([errorRatio, source]) => {
  const what = `Attempts for each request with ${TRIES} tries, when ${100 * errorRatio} % of answers are errors`
  const expected = retryAttemptsMean({ failRatio: errorRatio, retriesMax: TRIES - 1 })
  return measureOf({
    id: `published: ${what}`,
    isQuick: true,
    work: () => {
      const lane = laneOf(STREAM, { durationMs: 300_000, seed: what }, poisson(100), {
        'clients.users.retry': { attemptsMax: TRIES, backoffMs: 10, jitter: 0, budget: 'none' },
        'targetGroups.web.targets.s0': { zone: 'a', slots: 100, errorRatio },
      })
      const { attempts, requests } = simulate(lane).meta.counts
      return attempts / requests
    },
    row: ([found = Number.NaN]) => {
      const agrees = Math.abs(found / expected - 1) < 0.01
      return rowOf(
        { what, source },
        [expected.toFixed(2), found.toFixed(3), deviationText(found / expected - 1)],
        { agrees, note: noteOf(agrees) },
      )
    },
  })
})

const SEEDS = 5

/** The figures of the time in which neighbours slow some targets, once queues have had 3 s to grow. */
function slowed(lane: string | null, seed: number) {
  const { scenario } = prequalBesideWeighted
  const trace = simulate(resolveLane({ ...scenario, seed: `${seed}` }, lane))
  const window = { fromUs: (SLOW_MS[0] + 3000) * 1000, toUs: SLOW_MS[1] * 1000 }
  const { latency, targets } = reportOf(trace, { window })
  return { p99Ms: latency.p99Ms, busiest: Math.max(...targets.map(({ loadMean }) => loadMean)) }
}

const prequal: Measure = measureOf({
  id: 'published: Prequal',
  parts: SEEDS,
  work: (part) => {
    const [weights, asked] = [slowed(null, part + 1), slowed('prequal', part + 1)]
    return { tail: asked.p99Ms / weights.p99Ms, busiest: weights.busiest / asked.busiest }
  },
  row: (found) => {
    const [tail, busiest] = [
      mean(found.map((each) => each.tail)),
      mean(found.map((each) => each.busiest)),
    ]
    const agrees = tail <= 0.5 && busiest >= 5
    return rowOf(
      {
        what: 'Prequal beside weighted round robin, 100 targets of which neighbours slow 20: p99, and requests at the busiest target',
        source:
          'Wydrowski, Kleinberg, Rumble, Archer, NSDI 2024 (in another setting, so a direction and no table)',
      },
      [
        'tail latency half; 5 to 10 times fewer in flight',
        `${tail.toFixed(2)} of the p99; ${busiest.toFixed(1)} times fewer`,
        agrees ? 'the same direction' : 'less far',
      ],
      // Another setting than the paper's: further than published is no agreement, and less far would be none at all.
      { agrees: agrees ? null : false, note: noteOf(agrees) },
    )
  },
})

export const REQUESTS: readonly Measure[] = [...retries, prequal]
