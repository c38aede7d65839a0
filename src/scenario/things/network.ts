/** How long a leg takes, one way: within a zone, across zones, and from the places of clients. */
import * as v from 'valibot'
import { count, type KnobValues, number } from '../../base/knobs.ts'
import type { DistributionSpec } from '../../distributions/index.ts'
import { distribution, keyed, section, some, struct, upTo } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { oneOf } from '../document/knobSchema.ts'
import { listed } from '../document/problem.ts'
import type { Report } from '../document/report.ts'
import { type Named, namesOf } from '../names.ts'
import { REGIONS_MAX } from './regions.ts'

export const PLACES_MAX = 32

/** What it costs that requests cross zones: how one looks at a run, and nothing in it hangs on that. */
export const CROSSING = {
  pricePerGb: number({
    label: 'Price of crossing zones',
    help: "Dollars for a GB (10^9 bytes) between a node and a target in another zone. AWS bills $0.01 in each direction, so both ends together pay $0.02; the way from an ALB to its targets is said to be free, that from an NLB or a proxy of one's own is not. No run changes with it.",
    unit: '$/GB',
    min: 0,
    max: 100,
    default: 0.02,
  }),
  requestBytes: count({
    label: 'Size of a request',
    help: 'What a request itself adds to the size of its answer, for what crossing zones costs: a guess of headers and a cookie. No run changes with it.',
    unit: 'bytes',
    min: 0,
    max: 1_000_000_000,
    default: 1000,
    isLog: true,
  }),
} as const

export type Crossing = KnobValues<typeof CROSSING>

export interface Network {
  readonly sameZone: DistributionSpec
  readonly crossZone: DistributionSpec
  readonly crossing: Crossing
  /** One way, by place of the clients, then by region. */
  readonly fromClients: Keyed<Keyed<DistributionSpec>>
}

/** @internal */
export const network = v.optional(
  struct('Network', {
    sameZone: distribution('Within a zone', 1),
    crossZone: distribution('Across zones', 2),
    crossing: section('Cost of crossing', CROSSING),
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
