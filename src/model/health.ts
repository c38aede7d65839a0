/**
 * Health of a target as one node sees it. The numbers are positions in this list, in state, frames and explanations
 * alike. `initial` is what AWS calls a target whose first health checks are not over.
 */
export const HEALTHS = ['unhealthy', 'healthy', 'initial', 'ejected'] as const
export type Health = (typeof HEALTHS)[number]

export const UNHEALTHY = HEALTHS.indexOf('unhealthy')
export const HEALTHY = HEALTHS.indexOf('healthy')
export const INITIAL = HEALTHS.indexOf('initial')
export const EJECTED = HEALTHS.indexOf('ejected')
