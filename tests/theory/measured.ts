/** A model simulated over and over with other seeds: its mean latency, and how sure that is from the spread between runs. */
import { mean, variance } from '../support/chances.ts'
import { upTo } from '../support/replications.ts'
import { type Changes, laneOf } from '../support/scenarios.ts'
import type { simulateReport } from '../support/simulate.ts'
import { STREAM } from './models.ts'

export interface Experiment {
  /** Makes the seeds, so that no two experiments have the same luck. */
  readonly name: string
  /** Lane of one replication; the seed comes on top. */
  readonly changes: readonly Changes[]
  readonly replications: number
  readonly durationMs: number
  /** What begins empty is not yet typical: left out of the means. */
  readonly warmUpMs: number
}

export interface RunMean {
  readonly meanMs: number
  readonly requests: number
}

export interface MeanLatency extends RunMean {
  /** Standard error of the mean, in milliseconds. */
  readonly errorMs: number
}

export const measured = (experiment: Experiment, simulate: typeof simulateReport): MeanLatency =>
  overRuns(upTo(experiment.replications).map((number) => runMean(experiment, number, simulate)))

/** The replication of a number. Throws when anybody was lost, or waited for anything but a queue: no formula is about that. */
export function runMean(
  { name, changes, durationMs, warmUpMs }: Experiment,
  number: number,
  simulate: typeof simulateReport,
): RunMean {
  const seed = `${name} ${number}`
  const { meta, report } = simulate(laneOf(STREAM, { durationMs, warmUpMs }, ...changes, { seed }))
  const { counts, truncated } = meta
  const areServed = counts.answered + counts.unfinished === counts.requests
  if (truncated !== null || !areServed || report.failures.length > 0) {
    throw new Error(`${seed}: somebody was lost, or a limit stopped the run (${truncated})`)
  }
  return { meanMs: report.latency.meanMs, requests: counts.requests }
}

export function overRuns(runs: readonly RunMean[]): MeanLatency {
  const means = runs.map(({ meanMs }) => meanMs)
  return {
    meanMs: mean(means),
    errorMs: Math.sqrt(variance(means) / means.length),
    requests: runs.reduce((sum, { requests }) => sum + requests, 0),
  }
}
