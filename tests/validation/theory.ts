/** The claim that means and intervals are those of queueing theory. */
import type { ClaimRow } from '../../src/app/trust/validation.ts'
import { Z_MAX } from '../support/chances.ts'
import { upTo } from '../support/replications.ts'
import { simulateReport } from '../support/simulate.ts'
import { ONE_NODE, SHARING, SPLIT, type TheoryExperiment } from '../theory/experiments.ts'
import { overRuns, type RunMean, runMean } from '../theory/measured.ts'
import { COVERAGE, COVERAGE_COLUMNS, EXPERIMENTS, HELD_WORDS, RUNS } from './coverage.ts'
import {
  agreement,
  type ClaimToFill,
  countText,
  deviationText,
  type Measure,
  measureOf,
} from './measure.ts'

/** Runs of a model that one thread does at a time. */
const RUNS_A_PART = 10

const meanMeasure = (experiment: TheoryExperiment): Measure =>
  measureOf({
    id: `mean: ${experiment.name}`,
    parts: Math.ceil(experiment.replications / RUNS_A_PART),
    work: (part) =>
      upTo(experiment.replications)
        .slice(part * RUNS_A_PART, (part + 1) * RUNS_A_PART)
        .map((number) => runMean(experiment, number, simulateReport)),
    row: (parts) => meanRow(experiment, parts.flat()),
  })

function meanRow(
  { name, source, expectedMs }: TheoryExperiment,
  runs: readonly RunMean[],
): ClaimRow {
  const { meanMs, errorMs, requests } = overRuns(runs)
  const z = (meanMs - expectedMs) / errorMs
  return {
    cells: [
      name,
      source,
      `${expectedMs.toFixed(3)} ms`,
      `${meanMs.toFixed(3)} ± ${errorMs.toFixed(3)} ms`,
      deviationText(meanMs / expectedMs - 1),
      `${Math.abs(z).toFixed(1)}`,
      countText(requests),
    ],
    agrees: Math.abs(z) <= Z_MAX,
    note: Math.abs(z) <= Z_MAX ? '' : 'further off than chance allows; not explained',
  }
}

export const THEORY: ClaimToFill = {
  id: 'theory',
  title: 'Queueing theory: means are right, and intervals of short runs too narrow',
  says: ([means, coverage]) =>
    `Of the means that have a formula ${agreement(means)} are within ${Z_MAX} standard errors of it. A 95 % interval ` +
    `should hold the truth in ${HELD_WORDS} of ${countText(EXPERIMENTS)} experiments: ${agreement(coverage)} rows are within these ` +
    'bounds. Of runs that are too short for their load it holds the truth less often than it says.',
  tables: [
    {
      caption:
        'Mean latency against its formula. ± is one standard error, from the spread between runs.',
      columns: [
        'Model',
        'Formula',
        'Theory',
        'Measured',
        'Deviation',
        'Standard errors',
        'Requests',
      ],
      measures: [...ONE_NODE, ...SHARING, ...SPLIT].map(meanMeasure),
    },
    {
      caption: `How often the 95 % interval holds the true mean latency, over ${countText(EXPERIMENTS)} experiments of ${RUNS} runs, each of a seed of its own`,
      columns: COVERAGE_COLUMNS,
      measures: COVERAGE,
    },
  ],
  limits: [
    'The length of runs is chosen from the load alone, by the asymptotic variance of M/M/1 (Whitt 1989): so many ' +
      'arrivals that the half-width would be 5, 10 or 20 % of the mean. It was not chosen again where a row is outside.',
    'At 0.9 runs are for 20 % only: 5 % would take 600 million requests.',
    'Only intervals of the mean latency and of the ratio of two means are looked at so. No formula gives the truth of ' +
      'most other figures, nor of percentiles over a run of given length.',
  ],
}
