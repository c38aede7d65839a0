/**
 * Health of a target as one node sees it. The numbers are positions in this list, in state, frames and explanations
 * alike. `initial` is what AWS calls a target whose first health checks are not over; `draining` and `unused` are those
 * that the node has heard to be deregistered, before and after the deregistration delay.
 */
export const HEALTHS = ['unhealthy', 'healthy', 'initial', 'ejected', 'draining', 'unused'] as const
export type Health = (typeof HEALTHS)[number]

export const UNHEALTHY = HEALTHS.indexOf('unhealthy')
export const HEALTHY = HEALTHS.indexOf('healthy')
export const INITIAL = HEALTHS.indexOf('initial')
export const EJECTED = HEALTHS.indexOf('ejected')
export const DRAINING = HEALTHS.indexOf('draining')
export const UNUSED = HEALTHS.indexOf('unused')
