/** A line to a new worker. */
import type { LaneLine } from './laneRunner.ts'

export const openLaneLine = (): LaneLine =>
  new Worker(new URL('../../runtime/worker.ts', import.meta.url), {
    type: 'module',
    name: 'lane',
  }) as unknown as LaneLine
