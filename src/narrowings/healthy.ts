/** The healthy ones; all of them while none is. */
import { HEALTHY } from '../model/health.ts'
import { defineNarrowing } from './define.ts'

export const healthy = defineNarrowing({
  id: 'healthy',
  label: 'Healthy',
  summary: 'Only targets that the node holds to be healthy; while there is none, all of them.',
  source:
    'AWS Application Load Balancer, "If a target group contains only unhealthy registered targets, the load ' +
    'balancer routes requests to all those targets" (fail-open)',
  knobs: {},
  because: 'is not healthy for this node',
  narrow(seen, from, into) {
    for (const place of from) if (seen.health(place) === HEALTHY) into.push(place)
    if (into.length > 0) return false
    into.push(...from)
    return from.length > 0
  },
})
