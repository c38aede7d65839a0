/**
 * Looks at what stands behind the targets, so often a run: what is seen is a change of the trace where it is another than
 * before. So a trace says how full it was without a row for each call.
 */
import { RANK_HEALTH } from '../entries.ts'
import { ONLY } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'

const LOOKS = 2000
/** Not more often than this. */
const PERIOD_MIN_US = 1000

export function beginLooks(world: World): void {
  if (world.plan.dependency !== null) schedule(world)
}

export function onDependencyLook(world: World): void {
  const { dependency } = world
  const busy = dependency.busy[ONLY]
  const waiting = dependency.waiting[ONLY]
  if (busy !== dependency.seenBusy[ONLY] || waiting !== dependency.seenWaiting[ONLY]) {
    dependency.seenBusy[ONLY] = busy
    dependency.seenWaiting[ONLY] = waiting
    recordChange(world, 'dependency-load', busy, waiting, dependency.speed[ONLY])
  }
  schedule(world)
}

function schedule({ dependency, nowUs, plan, queue }: World): void {
  const periodUs = Math.max(PERIOD_MIN_US, Math.floor(plan.run.durationUs / LOOKS))
  queue.schedule(dependency.looks.first, nowUs + periodUs, RANK_HEALTH)
}
