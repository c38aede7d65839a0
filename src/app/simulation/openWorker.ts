/** Starts a worker for a lane. */
import type { WorkerPort } from './laneRunner.ts'

export const openWorker = (): WorkerPort =>
  new Worker(new URL('../../runtime/worker.ts', import.meta.url), {
    type: 'module',
    name: 'lane',
  }) as unknown as WorkerPort
