/** Both ends of the line to a thread that simulates: it gets the experiment once, then one job after the other. */
import type { MessagePort, Worker } from 'node:worker_threads'
import type { Replication } from '../../analysis/replications/replication.ts'
import { simulate } from '../../engine/simulate.ts'
import { Failure } from '../failures.ts'
import { type Experiment, type Job, runJob } from './experiment.ts'

/** In the thread: answers each job with its replication. What fails ends the thread, and the other end hears of it. */
export function serveReplications(port: MessagePort, experiment: Experiment): void {
  port.on('message', (job: Job) => {
    port.postMessage(runJob(experiment, job, simulate))
  })
}

/** Runs jobs, one at a time. */
export interface Runner {
  readonly run: (job: Job) => Promise<Replication>
  readonly close: () => void
}

/** The other end. */
export function threadRunner(worker: Worker): Runner {
  let settle: { resolve: (found: Replication) => void; reject: (error: Error) => void } | null =
    null
  const fail = (why: string): void => settle?.reject(new Failure(`A replication failed: ${why}`))
  worker.on('message', (found: Replication) => settle?.resolve(found))
  worker.on('error', (error) => fail(error.message))
  worker.on('exit', () => fail('its thread has ended.'))
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject }
        worker.postMessage(job)
      }),
    close: () => void worker.terminate(),
  }
}
