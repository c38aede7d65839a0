/**
 * Smooth weighted round robin, as NGINX does it: at every pick each target gains its weight, the
 * highest is chosen and pays the sum of all weights. Weights 5, 1, 1 give a a b a c a a and not a a
 * a a a b c.
 *
 * A target that cannot be used neither gains nor pays; its balance waits for it, as in NGINX. NGINX
 * also lowers a target's weight for a while after failures (`max_fails`); here health checks decide
 * who is usable instead. NGINX has no weight 0; here, as in IPVS, it means that the target gets
 * nothing.
 */
import { defineAlgorithm } from './define.ts'

/** Balances are kept in millionths, whole numbers: sums of fractions drift, and turn ties into an order. */
const MILLIONTHS = 1_000_000
const gainOf = (weight: number): number =>
  weight === 0 ? 0 : Math.max(1, Math.round(weight * MILLIONTHS))

export const weightedRoundRobin = defineAlgorithm({
  id: 'weighted-round-robin',
  label: 'Weighted round robin',
  summary:
    'Targets take turns in proportion to their weights; the turns of a heavy one are spread out.',
  source: 'NGINX src/http/ngx_http_upstream_round_robin.c, ngx_http_upstream_get_peer',
  group: 'By turns',
  goodAt: 'Targets whose sizes are known and stay what they are.',
  badAt: 'A weight that no longer fits: it is not noticed, whatever queues.',
  reads: ['weight'],
  knobs: {},
  state: {
    /**
     * What a target has gained and not yet paid. Over the usable targets of an unchanged group they
     * sum to 0.
     */
    balanceMillionths: 'target',
  },
  scansAll: true,
  pick({ view, state }) {
    const { usable } = view
    const balance = state.balanceMillionths
    let best: number | null = null
    let highest = -Infinity
    let total = 0
    for (let i = 0; i < usable.length; i++) {
      const target = usable[i] as number
      const weight = gainOf(view.weight(target))
      if (weight === 0) continue
      const gained = (balance[target] as number) + weight
      balance[target] = gained
      total += weight
      if (gained > highest) {
        highest = gained
        best = target
      }
    }
    if (best !== null) balance[best] = highest - total
    return best
  },
  score: {
    label: 'balance with this turn',
    unit: '',
    of: ({ view, state }, target) =>
      ((state.balanceMillionths[target] as number) + gainOf(view.weight(target))) / MILLIONTHS,
  },
  because({ view, state }, names) {
    const gained = (target: number): number =>
      ((state.balanceMillionths[target] as number) + gainOf(view.weight(target))) / MILLIONTHS
    const weighted = view.usable.filter((target) => view.weight(target) > 0)
    const best = weighted.reduce((a, b) => (gained(b) > gained(a) ? b : a))
    const others = weighted.filter((target) => target !== best)
    if (others.length === 0) return `${names(best)} was the only usable target with a weight.`
    const shown = others.slice(0, 3).map((target) => `${names(target)} ${gained(target)}`)
    const more = others.length > 3 ? ` and ${others.length - 3} more` : ''
    const rest = `${shown.join(', ')}${more}`
    return `With its weight added ${names(best)} stood highest at ${gained(best)}; ${rest}.`
  },
})
