/** The zones of a group, and how many nodes and targets there are in each. */
import type { Considered } from '../define.ts'

/** Numbers of the zones in which the group has registrations, each once, in the order of these. */
export function zonesOf(seen: Pick<Considered, 'size' | 'zone'>): readonly number[] {
  const zones = new Set<number>()
  for (let place = 0; place < seen.size; place++) zones.add(seen.zone(place))
  return [...zones]
}

/** How many of them are in a zone. */
export const countIn = (zones: readonly number[], zone: number): number =>
  zones.filter((one) => one === zone).length
