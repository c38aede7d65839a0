/** Regions and their zones: where nodes and targets can be. */
import { keyed, some, struct } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import type { Report } from '../document/report.ts'

export const REGIONS_MAX = 8
/** As many zones as a region, or a balancer in it, may have. */
export const ZONES_MAX = 32

export interface Region {
  readonly zones: Keyed<Readonly<Record<string, never>>>
}

const region = struct('Region', {
  zones: keyed('Zones', 'Zone', some(ZONES_MAX), struct('Zone', {})),
})

/** @internal */
export const regions = keyed('Regions', 'Region', some(REGIONS_MAX), region)

/** Targets name their zone and nothing else: zones of all regions are called differently. */
export function checkRegions(lane: { readonly regions: Keyed<Region> }, report: Report): void {
  const regionOf = new Map<string, string>()
  for (const [region, { zones }] of Object.entries(lane.regions)) {
    for (const zone of Object.keys(zones)) {
      const other = regionOf.get(zone)
      if (other !== undefined) {
        report(
          ['regions', region, 'zones', zone],
          `has the name of a zone in ${other}; names of zones must differ. Rename one.`,
        )
      }
      regionOf.set(zone, region)
    }
  }
}
