/** Regions and their zones: where nodes and targets can be. */
import { type Keyed, keyed, some, struct } from '../document/fields.ts'

export const REGIONS_MAX = 1
/** As many zones as a region, or a balancer in it, may have. */
export const ZONES_MAX = 32

export interface Region {
  readonly zones: Keyed<Readonly<Record<string, never>>>
}

const region = struct('Region', {
  zones: keyed('Zones', 'Zone', some(ZONES_MAX), struct('Zone', {})),
})

export const regions = keyed('Regions', 'Region', some(REGIONS_MAX), region)
