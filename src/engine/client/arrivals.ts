/** When requests come: the streams of open populations, recordings, and the users of closed loops. */
import { drawAt } from '../../base/draws.ts'
import { RANK_ARRIVAL } from '../entries.ts'
import type { Address, Population } from '../indices.ts'
import type { World } from '../world.ts'
import type { PlannedPopulation } from './plan.ts'
import { beginRequest } from './request.ts'

/** Schedules the first request of every stream and user. */
export function beginTraffic(world: World): void {
  world.plan.populations.forEach(({ arrivals }, population) => {
    const p = population as Population
    if (arrivals.loop === 'closed') {
      for (let user = 0; user < arrivals.users; user++) think(world, p, user)
    } else {
      scheduleNext(world, p)
    }
  })
}

/** A request of an open or recorded stream is due. */
export function onArrival(world: World, population: number): void {
  const p = population as Population
  beginRequest(world, p, 0, world.clients.nextOrdinal[p]++)
  scheduleNext(world, p)
}

/** A user of a closed loop has thought long enough. */
export function onUser(world: World, address: number): void {
  const p = world.plan.populations.findIndex(
    (one) => address >= one.addressBase && address < one.addressBase + one.addresses,
  ) as Population
  const user = address - world.plan.populations[p].addressBase
  beginRequest(world, p, user, world.clients.userOrdinal[address as Address]++)
}

/** A user of a closed loop thinks, then asks. */
export function think(world: World, p: Population, user: number): void {
  const { arrivals, key, addressBase } = world.plan.populations[p]
  if (arrivals.loop !== 'closed') return
  const address = (addressBase + user) as Address
  const { k0, k1 } = world.plan.keys.think
  const u = drawAt(
    key.k0 ^ k0 ^ Math.imul(user, 0x9e3779b1),
    key.k1 ^ k1 ^ Math.imul(user, 0x85ebca6b),
    world.clients.userOrdinal[address],
    0,
    0,
  )
  const atUs = world.nowUs + Math.round(arrivals.think.quantile(u) * 1000)
  if (atUs <= world.plan.run.durationUs) {
    world.queue.schedule(world.clients.users.first + address, atUs, RANK_ARRIVAL)
  }
}

function scheduleNext(world: World, p: Population): void {
  const population = world.plan.populations[p]
  const atUs = nextArrivalUs(world, population, p, world.clients.nextOrdinal[p])
  if (atUs > world.plan.run.durationUs || atUs >= population.endUs) return
  world.queue.schedule(world.clients.arrivals.first + p, atUs, RANK_ARRIVAL)
}

function nextArrivalUs(
  world: World,
  population: PlannedPopulation,
  p: Population,
  ordinal: number,
): number {
  const { arrivals, recorded } = population
  if (arrivals.loop === 'recorded') {
    const atUs = recorded?.recording.atUs[ordinal]
    return atUs === undefined ? Number.POSITIVE_INFINITY : Math.round(atUs / arrivals.speedUp)
  }
  if (arrivals.loop === 'closed') return Number.POSITIVE_INFINITY
  const { draw } = world
  draw.use(population.key)
  draw.ordinal = ordinal
  draw.attempt = 0
  return Math.round(population.startUs + arrivals.next(world.clients.processOf(p), draw))
}
