/** Those in the node's own zone: cross-zone load balancing is off. */
import { defineNarrowing } from './define.ts'

export const ownZone = defineNarrowing({
  kind: 'narrows',
  id: 'own-zone',
  label: 'Own zone',
  summary: 'Only targets in the zone of the node.',
  source: 'AWS Elastic Load Balancing, cross-zone load balancing turned off',
  knobs: {},
  because: 'is in another zone, and cross-zone is off',
  narrow(seen, from, into) {
    for (const place of from) if (seen.zone(place) === seen.ownZone) into.push(place)
    return false
  },
})
