/** Those in the node's own region: there is more than one. */
import { defineNarrowing } from './define.ts'

export const ownRegion = defineNarrowing({
  kind: 'narrows',
  id: 'own-region',
  label: 'Own region',
  summary: 'Only targets in the region of the node.',
  source: 'AWS Elastic Load Balancing, a load balancer and its targets are in one region',
  knobs: {},
  because: 'is in another region',
  narrow(seen, from, into) {
    for (const place of from) if (seen.isInOwnRegion(place)) into.push(place)
    return false
  },
})
