/**
 * The three of IPVS. Weighted least connection: the smallest active / weight. Shortest expected delay: the smallest
 * (active + 1) / weight, what it will be once this one is there. Never queue: whoever is idle, else that. The first of
 * equals is taken, so that an idle group serves from its first target. IPVS also counts connections that are closed but
 * not forgotten, 1/256 each; requests leave none (model).
 * Source: Linux net/netfilter/ipvs/ip_vs_wlc.c, ip_vs_sed.c, ip_vs_nq.c.
 */
import type { Fewest, Look } from './fewest.ts'

type Ipvs = Look<never>

/** The first of those whose (in flight + `more`) / weight is smallest, compared by multiplying. */
function least({ view }: Ipvs, more: 0 | 1): number | null {
  let best: number | null = null
  for (const target of view.usable) {
    const weight = view.weight(target)
    if (weight === 0) continue
    const isLess =
      best === null ||
      (view.inFlight(target) + more) * view.weight(best) < (view.inFlight(best) + more) * weight
    if (isLess) best = target
  }
  return best
}

function firstIdle({ view }: Ipvs): number | null {
  for (const target of view.usable) {
    if (view.weight(target) > 0 && view.inFlight(target) === 0) return target
  }
  return null
}

const FIRST = 'of equals, the first'
const expected = ({ view }: Ipvs, target: number): number =>
  (view.inFlight(target) + 1) / view.weight(target)

export const weightedLeast = {
  state: {},
  pick: (look) => least(look, 0),
  label: 'in flight / weight',
  standing: ({ view }, target) => view.inFlight(target) / view.weight(target),
  ties: FIRST,
} as const satisfies Fewest<never>

export const expectedDelay = {
  state: {},
  pick: (look) => least(look, 1),
  label: '(in flight + 1) / weight',
  standing: expected,
  ties: FIRST,
} as const satisfies Fewest<never>

export const neverQueue = {
  state: {},
  pick: (look) => firstIdle(look) ?? least(look, 1),
  label: '(in flight + 1) / weight',
  standing: expected,
  ties: 'whoever is idle comes before all others, and of equals the first',
} as const satisfies Fewest<never>
