/** The healthy ones; all of them while none is, or while their share is below the panic threshold. */
import { HEALTHY } from '../model/health.ts'
import { defineNarrowing } from './define.ts'

export const healthy = defineNarrowing({
  kind: 'narrows',
  id: 'healthy',
  label: 'Healthy, not ejected',
  summary:
    'Only targets that the node holds to be healthy; all of them while too few are, if the group fails open.',
  source:
    'AWS Application Load Balancer, "If a target group contains only unhealthy registered targets, the load ' +
    'balancer routes requests to all those targets" (fail-open); Envoy, panic threshold: all are used while the ' +
    'healthy share is below healthy_panic_threshold, and with 0 the answer is 503; above 71 % Envoy panics later than ' +
    'that, as overprovisioning makes up for it, which we follow where there are priorities alone (model)',
  knobs: {},
  because: 'is not healthy for this node',
  narrow(seen, from, into) {
    for (const place of from) if (seen.health(place) === HEALTHY) into.push(place)
    const isEnough = into.length > 0 && into.length / from.length >= seen.panicBelow
    if (isEnough || from.length === 0 || !seen.failsOpen) return false
    into.length = 0
    into.push(...from)
    return true
  },
})
