/**
 * Looks at what is called, so often a run: what is seen is a change of the trace where it is another than before. So a
 * trace says how full it was without a row for each call.
 */
import { RANK_HEALTH } from '../entries.ts'
import type { Station } from '../indices.ts'
import { lookPeriodUs } from '../lookPeriod.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'
import { STATIONS } from './plan.ts'

/** By station. */
const KINDS = ['dependency-load', 'identity-load'] as const

export function beginLooks(world: World): void {
  for (const station of STATIONS) {
    if (world.plan.stations[station] !== null) schedule(world, station)
  }
}

export function onCallsLook(world: World, nth: number): void {
  const { dependency } = world
  const station = nth as Station
  const busy = dependency.busy[station]
  const waiting = dependency.waiting[station]
  const speed = dependency.speed[station]
  const isSeen =
    busy === dependency.seenBusy[station] &&
    waiting === dependency.seenWaiting[station] &&
    speed === dependency.seenSpeed[station]
  if (!isSeen) {
    dependency.seenBusy[station] = busy
    dependency.seenWaiting[station] = waiting
    dependency.seenSpeed[station] = speed
    recordChange(world, KINDS[station as 0 | 1], busy, waiting, speed)
  }
  schedule(world, station)
}

function schedule({ dependency, nowUs, plan, queue }: World, station: Station): void {
  const periodUs = lookPeriodUs(plan.run.durationUs, STATIONS.length)
  queue.schedule(dependency.looks.first + station, nowUs + periodUs, RANK_HEALTH)
}
