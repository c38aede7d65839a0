/**
 * The network as planned: sites, and the routes between them. A route is what a connection runs along: a list of hops,
 * each a stretch between two sites with a delay. Today each has one hop; a balancer before a balancer, or a host
 * before its targets, makes a longer list: for time and loss that is the same code.
 */
import { type Column, int32From } from '../columns.ts'
import type { Delay } from '../delay.ts'
import type { Hop, Route, Site } from '../indices.ts'

export interface PlannedHop {
  readonly near: Site
  readonly far: Site
  readonly delay: Delay
}

export interface PlannedNetwork {
  /** Zones first, then places of clients. */
  readonly sites: readonly string[]
  readonly hops: readonly PlannedHop[]
  readonly routes: Routes
}

const FIXED_MAX_US = 2_000_000_000

/** All routes, by their number. */
export interface Routes {
  /** Microseconds of a passage; -1 when each passage draws its own. */
  readonly fixedUs: Column<Route>
  /** Where its hops begin in `hops`; they end where the next route's begin. */
  readonly first: Column<Route>
  /** Hops of all routes, one after the other. */
  readonly hops: Column<number, Hop>
}

/** Numbers routes while a lane is planned. */
export class RoutePlanner {
  private readonly planned: PlannedHop[] = []
  private readonly hopBetween = new Map<string, Hop>()
  private readonly fixedUs: number[] = []
  private readonly first: number[] = [0]
  private readonly hops: number[] = []

  /** The stretch between two sites, made once. */
  hop(near: Site, far: Site, delay: () => Delay): Hop {
    const key = `${near} ${far}`
    const known = this.hopBetween.get(key)
    if (known !== undefined) return known
    const hop = (this.planned.push({ near, far, delay: delay() }) - 1) as Hop
    this.hopBetween.set(key, hop)
    return hop
  }

  route(...hops: readonly Hop[]): Route {
    let us = 0
    for (const hop of hops) {
      const { delay } = this.planned[hop]
      us = us < 0 || !delay.isFixed ? -1 : us + delay.fixedUs
      this.hops.push(hop)
    }
    this.first.push(this.hops.length)
    return (this.fixedUs.push(us > FIXED_MAX_US ? -1 : us) - 1) as Route
  }

  plan(sites: readonly string[]): PlannedNetwork {
    return {
      sites,
      hops: this.planned,
      routes: {
        fixedUs: int32From<Route>(this.fixedUs),
        first: int32From<Route>(this.first),
        hops: int32From<number, Hop>(this.hops),
      },
    }
  }
}
