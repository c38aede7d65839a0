/** A passage along a route: how long it takes, and how likely a packet is lost on it. */
import type { Draw } from '../../base/draws.ts'
import type { Route } from '../indices.ts'
import type { World } from '../world.ts'
import type { PlannedNetwork } from './plan.ts'

export const RESEND_US = 200_000
export const RESENDS_MAX = 8
/** Draws of the second hop of a route stand this far behind those of the first. */
const DRAW_HOP = 1024

/** Microseconds of a passage whose delays vary: draws `n` of the address at which `draw` stands. */
export function drawnPassageUs(
  network: PlannedNetwork,
  route: Route,
  draw: Draw,
  n: number,
): number {
  const { routes, hops } = network
  const first = routes.first[route]
  const end = routes.first[(route + 1) as Route]
  let us = 0
  for (let at = first; at < end; at++) {
    const { delay } = hops[routes.hops[at]]
    us += delay.isFixed
      ? delay.fixedUs
      : Math.round(delay.quantileUs(draw.at(n + (at - first) * DRAW_HOP)))
  }
  return us
}

/** Share of packets that are lost along a route now: each hop loses its share of what the one before lets through. */
export function lossOn(world: World, route: Route): number {
  const { routes, hops } = world.plan.network
  const end = routes.first[(route + 1) as Route]
  let ratio = 0
  for (let at = routes.first[route]; at < end; at++) {
    const { near, far } = hops[routes.hops[at]]
    const loss = world.network.lossBetween(near, far)
    ratio = ratio === 0 ? loss : ratio + loss - ratio * loss
  }
  return ratio
}
