/** Regions and their zones: where nodes and targets can be. */
import { keyed, some, struct } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'

export const REGIONS_MAX = 1
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
