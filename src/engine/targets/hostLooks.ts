/** Looks at hosts, so often a run: how many slots are at work is a change of the trace where it is another than before. */
import { RANK_HEALTH } from '../entries.ts'
import type { Host } from '../indices.ts'
import { lookPeriodUs } from '../lookPeriod.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'

export function beginHostLooks(world: World): void {
  if (!world.plan.sharesHosts) return
  for (let host = 0; host < world.plan.hosts.length; host++) schedule(world, host as Host)
}

export function onHostLook(world: World, nth: number): void {
  const { hosts } = world
  const host = nth as Host
  const working = hosts.working[host]
  if (working !== hosts.seen[host]) {
    hosts.seen[host] = working
    recordChange(world, 'host-load', host, 0, working)
  }
  schedule(world, host)
}

function schedule({ hosts, nowUs, plan, queue }: World, host: Host): void {
  const periodUs = lookPeriodUs(plan.run.durationUs, plan.hosts.length)
  queue.schedule(hosts.looks.first + host, nowUs + periodUs, RANK_HEALTH)
}
