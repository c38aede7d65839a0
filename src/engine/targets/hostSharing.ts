/**
 * Containers share the cores of their host as a kernel shares them among threads: while more slots are at work than there
 * are cores, each gets cores / working of one, so all work there proceeds at that factor of its speed. An event may
 * change how many are at work several times (one leaves, the next begins); the host is settled once, when it is over.
 */
import type { HostCounts } from '../../trace/schema.ts'
import { CALLED } from '../attempt/flags.ts'
import type { Attempt, Host, Target } from '../indices.ts'
import type { World } from '../world.ts'
import { setSpeed } from './retime.ts'
import { SHARING } from './state.ts'

/**
 * An attempt was counted in or out of service at a target that may be a container. Who calls what stands behind has done
 * its work. Of those that share the processor of one target as many are at work as it has slots.
 */
export function countWork(world: World, a: Attempt, t: Target, by: number): void {
  const { attempts, hosts, targets } = world
  const host = hosts.of[t]
  if (host < 0) return
  if (targets.order[t] === SHARING) {
    const atWork = Math.min(targets.busy[t], targets.slots[t])
    if (atWork === hosts.atWork[t]) return
    hosts.atWork[t] = atWork
  } else {
    if ((attempts.flags[a] & CALLED) !== 0) return
    hosts.atWork[t] += by
  }
  if (hosts.ownSpeed[t] > 0) changeWorking(world, host, by)
}

/** An attempt at a target that may be a container has done its work there, and goes on holding its slot. */
export function endWork(world: World, t: Target): void {
  const { hosts } = world
  const host = hosts.of[t]
  if (host < 0) return
  hosts.atWork[t]--
  if (hosts.ownSpeed[t] > 0) changeWorking(world, host, -1)
}

/** The speed of a target becomes another: what it does on a core of its own. At a standstill it uses none. */
export function setOwnSpeed(world: World, t: Target, speed: number): void {
  const { hosts, plan } = world
  const host = plan.sharesHosts ? hosts.of[t] : -1
  if (host < 0) {
    setSpeed(world, t, speed)
    return
  }
  const before = hosts.ownSpeed[t]
  hosts.ownSpeed[t] = speed
  if ((before === 0) !== (speed === 0)) {
    changeWorking(world, host as Host, speed === 0 ? -hosts.atWork[t] : hosts.atWork[t])
  }
  setSpeed(world, t, speed * hosts.factor[host as Host])
}

/** At the end of an event: work on hosts that have more or fewer slots at work goes on at another speed. */
export function settleHosts(world: World): void {
  const { hosts, plan } = world
  for (let n = 0; n < hosts.markedCount; n++) {
    const host = hosts.marked[n]
    hosts.isMarked[host] = 0
    const factor = Math.min(1, hosts.cores[host] / hosts.working[host])
    if (factor === hosts.factor[host]) continue
    hosts.factor[host] = factor
    for (const t of plan.hosts[host].containers) setSpeed(world, t, hosts.ownSpeed[t] * factor)
  }
  hosts.markedCount = 0
}

/** Brings the integrals of all up to now, at the end of a run. */
export function touchAllHosts(world: World): void {
  world.plan.hosts.forEach((_, host) => {
    touchHost(world, host as Host)
  })
}

/** What there is to say of a whole run, by host. */
export const hostCounts = ({ hosts, plan }: World): readonly HostCounts[] =>
  plan.hosts.map((_, host) => ({
    workingUs: hosts.workingAreaUs[host as Host],
    coresUs: hosts.coresAreaUs[host as Host],
    shortUs: hosts.shortUs[host as Host],
  }))

function changeWorking(world: World, host: Host, by: number): void {
  const { hosts } = world
  touchHost(world, host)
  hosts.working[host] += by
  if (hosts.isMarked[host] === 1) return
  hosts.isMarked[host] = 1
  hosts.marked[hosts.markedCount++] = host
}

/** Brings the integrals up to now, before what they are of changes. */
function touchHost({ hosts, nowUs }: World, host: Host): void {
  const us = nowUs - hosts.areaSinceUs[host]
  if (us === 0) return
  hosts.areaSinceUs[host] = nowUs
  const working = hosts.working[host]
  const cores = hosts.cores[host]
  hosts.workingAreaUs[host] += working * us
  hosts.coresAreaUs[host] += Math.min(working, cores) * us
  if (working > cores) hosts.shortUs[host] += us
}
