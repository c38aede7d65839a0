/**
 * Replications of some lanes, as many as it takes. How many threads share the work changes nothing: each run is pure,
 * results stand in the order of their numbers, and whether there are enough is asked at the same numbers always.
 */
import type { Replication } from '../../analysis/replications/replication.ts'
import { LOOK_EVERY } from '../../analysis/replications/stopping.ts'
import { costOf, costOfMany, costWarning } from '../../scenario/cost.ts'
import type { Io } from '../io.ts'
import { Progress } from '../progress.ts'
import { type Experiment, type Job, runJob } from './experiment.ts'
import { type Runner, threadRunner } from './thread.ts'

/** For each lane its replications, in the order of their numbers. */
export type Replicated = readonly (readonly Replication[])[]

export interface Plan {
  /** Which replications there may be, in their order. */
  readonly numbers: readonly number[]
  readonly isEnough: (found: Replicated) => boolean
  readonly workers: number
}

export async function replicate(experiment: Experiment, plan: Plan, io: Io): Promise<Replicated> {
  const { numbers, isEnough, workers } = plan
  const jobsMax = numbers.length * experiment.lanes.length
  const atOnce = Math.min(workers, jobsMax)
  warn(experiment, { runs: numbers.length, atOnce }, io)
  const runners = runnersOf(experiment, atOnce, io)
  const progress = new Progress(io, 'Replications')
  const found: Replication[][] = experiment.lanes.map(() => [])
  let done = 0
  try {
    for (
      let from = 0;
      from < numbers.length && !(from > 0 && isEnough(found));
      from += LOOK_EVERY
    ) {
      const jobs = numbers
        .slice(from, from + LOOK_EVERY)
        .flatMap((replication) => found.map((_, lane) => ({ lane, replication })))
      const replications = await inOrder(jobs, runners, () => progress.show(++done / jobsMax))
      for (const [i, { lane }] of jobs.entries()) found[lane]?.push(replications[i] as Replication)
    }
  } finally {
    progress.end()
    for (const { close } of runners) close()
  }
  return found
}

/** Where all of it takes long or much memory, before anything begins. */
function warn(
  { lanes, recordings }: Experiment,
  many: { readonly runs: number; readonly atOnce: number },
  io: Io,
): void {
  const costs = lanes.map(({ scenario }) => costOf(scenario, { recordings, keepsRows: false }))
  const warning = costWarning(costOfMany(costs, many), 'These runs take')
  if (warning !== null) io.err(warning)
}

/** One of them is no thread but this one. */
function runnersOf(experiment: Experiment, count: number, io: Io): readonly Runner[] {
  const { startThread } = io
  if (count < 2 || startThread === null) {
    return [
      {
        run: async (job) => runJob(experiment, job, io.simulate),
        close: () => undefined,
      },
    ]
  }
  return Array.from({ length: count }, () => threadRunner(startThread(experiment)))
}

/** Every runner takes the next job when it is done with one. */
async function inOrder(
  jobs: readonly Job[],
  runners: readonly Runner[],
  onDone: () => void,
): Promise<readonly Replication[]> {
  const found: Replication[] = []
  let next = 0
  const work = async ({ run }: Runner): Promise<void> => {
    while (next < jobs.length) {
      const at = next++
      found[at] = await run(jobs[at] as Job)
      onDone()
    }
  }
  await Promise.all(runners.map(work))
  return found
}
