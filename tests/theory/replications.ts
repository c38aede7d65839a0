/**
 * A model simulated over and over with other seeds, and its mean latency held against what theory says.
 *
 * The rule: at least 20 replications, a stated warm-up, a standard error of at most 0.5 % of what is expected, and a
 * distance of at most 3.3 standard errors; in a short run as few as twenty, and 1 %. The error comes from the spread between replications and from nothing else.
 */
import { expect, vi } from 'vitest'
import { bundledSimulate } from '../support/bundled.ts'
import { Z_MAX } from '../support/chances.ts'
import { ERROR_RATIO_MAX, runsOf } from '../support/seeds.ts'
import { type Experiment, type MeanLatency, measured } from './measured.ts'

interface Expected extends Experiment {
  /** Mean latency in milliseconds that theory expects. */
  readonly expectedMs: number
}

export interface Measured extends MeanLatency {
  readonly z: number
}

const { simulateReport } = await bundledSimulate()
// Ten million requests take ten seconds, and longer on a machine that has other work.
vi.setConfig({ testTimeout: 300_000 })

/** Runs the replications, estimates the mean latency and prints it; asserts all of the rule but the distance. */
export function measure(experiment: Expected): Measured {
  expect(experiment.replications).toBeGreaterThanOrEqual(20)
  const found = measured(
    { ...experiment, replications: runsOf(experiment.replications) },
    simulateReport,
  )
  const held = { ...found, z: (found.meanMs - experiment.expectedMs) / found.errorMs }
  report(experiment, held)
  expect(found.errorMs / found.meanMs).toBeLessThanOrEqual(ERROR_RATIO_MAX)
  return held
}

/** Measures, and holds the mean against theory. */
export function expectTheory(experiment: Expected): void {
  expect(Math.abs(measure(experiment).z)).toBeLessThanOrEqual(Z_MAX)
}

function report({ name, expectedMs }: Expected, { meanMs, errorMs, z, requests }: Measured): void {
  const share = ((errorMs / expectedMs) * 100).toFixed(2)
  process.stdout.write(
    `${name.padEnd(44)} theory ${expectedMs.toFixed(3).padStart(8)} ms, measured ` +
      `${meanMs.toFixed(3).padStart(8)} ± ${errorMs.toFixed(3)} (${share} %), z ${z.toFixed(2).padStart(5)}, ` +
      `${(requests / 1e6).toFixed(1)} M requests\n`,
  )
}
