/**
 * Looks at the workers of nodes that take time, so often a run: how busy each was since the last look, and how much it has,
 * is a change of the trace where it is another than before.
 */
import { RANK_HEALTH } from '../entries.ts'
import type { Process } from '../indices.ts'
import { lookPeriodUs } from '../lookPeriod.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'

/** As many requests as the column can tell. */
const HAS_MAX = 65_535

export function beginWorkLooks(world: World): void {
  world.plan.nodes.forEach(({ work, firstProcess, workers }) => {
    if (work === null) return
    for (let nth = 0; nth < workers; nth++) schedule(world, (firstProcess + nth) as Process)
  })
}

export function onWorkLook(world: World, nth: number): void {
  const { nowUs, works } = world
  const worker = nth as Process
  const busyUs = works.busyUs(worker, nowUs)
  const share = (busyUs - works.busyThenUs[worker]) / periodUs(world)
  const has = Math.min(HAS_MAX, works.has[worker])
  works.busyThenUs[worker] = busyUs
  if (share !== works.seenShare[worker] || has !== works.seenHas[worker]) {
    works.seenShare[worker] = share
    works.seenHas[worker] = has
    recordChange(world, 'worker-load', worker, has, share)
  }
  schedule(world, worker)
}

const periodUs = ({ plan, works }: World): number =>
  lookPeriodUs(plan.run.durationUs, works.has.length)

function schedule(world: World, worker: Process): void {
  world.queue.schedule(world.works.looks.first + worker, world.nowUs + periodUs(world), RANK_HEALTH)
}
