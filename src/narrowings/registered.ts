/** Those that are registered, as far as the node has heard: a target that drains gets nothing new, whatever else holds. */
import { DRAINING, UNUSED } from '../model/health.ts'
import { defineNarrowing } from './define.ts'

export const registered = defineNarrowing({
  kind: 'narrows',
  id: 'registered',
  label: 'Registered',
  summary: 'Only targets that are registered, as far as the node has heard.',
  source: 'AWS Application Load Balancer, a deregistering target is draining and gets no requests',
  knobs: {},
  because: 'is deregistered, as this node has heard',
  narrow(seen, from, into) {
    for (const place of from) {
      const health = seen.health(place)
      if (health !== DRAINING && health !== UNUSED) into.push(place)
    }
    return false
  },
})
