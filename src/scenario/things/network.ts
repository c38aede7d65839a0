/** How long a leg takes, one way: within a zone, across zones, and from the places of clients. */
import * as v from 'valibot'
import type { DistributionSpec } from '../../distributions/index.ts'
import { distribution, keyed, some, struct, upTo } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { oneOf } from '../document/knobSchema.ts'
import { listed } from '../document/problem.ts'
import type { Report } from '../document/report.ts'
import { type Named, namesOf } from '../names.ts'
import { REGIONS_MAX } from './regions.ts'

export const PLACES_MAX = 32

export interface Network {
  readonly sameZone: DistributionSpec
  readonly crossZone: DistributionSpec
  /** One way, by place of the clients, then by region. */
  readonly fromClients: Keyed<Keyed<DistributionSpec>>
}

/** @internal */
export const network = v.optional(
  struct('Network', {
    sameZone: distribution('Within a zone', 1),
    crossZone: distribution('Across zones', 2),
    fromClients: v.optional(
      keyed(
        'From clients',
        'Place',
        upTo(PLACES_MAX),
        keyed('To regions', 'Region', some(REGIONS_MAX), oneOf('distributions', 'One way')),
      ),
      {},
    ),
  }),
  {},
)

export function checkNetwork(lane: Named & { readonly network: Network }, report: Report): void {
  const { among } = namesOf(lane, 'regions')
  for (const [place, routes] of Object.entries(lane.network.fromClients)) {
    for (const region of Object.keys(routes)) {
      if (among.includes(region)) continue
      report(
        ['network', 'fromClients', place, region],
        among.length === 1
          ? `leads to an unknown region; the region is ${listed(among)}. Rename it.`
          : `leads to an unknown region; regions are ${listed(among)}. Rename it.`,
      )
    }
    for (const region of among) {
      if (Object.hasOwn(routes, region)) continue
      report(
        ['network', 'fromClients', place],
        `has no way to the region ${region}; DNS may send its clients there. Add its delay.`,
      )
    }
  }
}
