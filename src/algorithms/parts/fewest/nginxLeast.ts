/**
 * Least connections for the weight, as in NGINX: the smallest in flight / weight, compared by multiplying. Of equals
 * the smooth weighted rotation chooses, over the equals alone.
 * Source: NGINX src/http/modules/ngx_http_upstream_least_conn_module.c.
 */
import { smooth, smoothAmong } from '../rotations/smooth.ts'
import type { Fewest } from './fewest.ts'

/** Those of equal load, for one pick. */
const equals: number[] = []

export const nginxLeast = {
  state: smooth.state,
  pick({ view, state }) {
    equals.length = 0
    for (const target of view.usable) {
      const weight = view.weight(target)
      if (weight === 0) continue
      const [best] = equals
      if (best !== undefined) {
        const own = view.inFlight(target) * view.weight(best)
        const least = view.inFlight(best) * weight
        if (own > least) continue
        if (own < least) equals.length = 0
      }
      equals.push(target)
    }
    return equals.length < 2 ? (equals[0] ?? null) : smoothAmong(equals, { view, state }, state)
  },
  label: 'in flight / weight',
  standing: ({ view }, target) => view.inFlight(target) / view.weight(target),
  ties: 'equals take turns by weight',
} as const satisfies Fewest<'balanceMillionths' | 'lostMillionths' | 'losing'>
