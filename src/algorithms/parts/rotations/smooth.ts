/**
 * Smooth, as in NGINX: at every pick each target gains its weight, the highest is chosen and pays the sum of all
 * weights. A target that cannot be used neither gains nor pays; its balance waits for it.
 * Source: NGINX src/http/ngx_http_upstream_round_robin.c, ngx_http_upstream_get_peer.
 */
import type { Rotation, Turn } from './rotation.ts'

/** Balances are kept in millionths, whole numbers: sums of fractions drift, and turn ties into an order. */
const MILLIONTHS = 1_000_000
const gainOf = (weight: number): number =>
  weight === 0 ? 0 : Math.max(1, Math.round(weight * MILLIONTHS))

type Smooth = Turn<'balanceMillionths'>

const standing = ({ view, state }: Smooth, target: number): number =>
  ((state.balanceMillionths[target] as number) + gainOf(view.weight(target))) / MILLIONTHS

/** With the sign that figures have. */
const signed = (balance: number): string => `${balance}`.replace('-', '−')

/** The next turn among some of the targets. */
export function smoothAmong(
  usable: readonly number[],
  { view, state }: Pick<Smooth, 'view' | 'state'>,
): number | null {
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
}

export const smooth = {
  state: {
    /**
     * What a target has gained and not yet paid. Over the usable targets of an unchanged group they sum to 0.
     */
    balanceMillionths: 'target',
  },
  pick: (turn) => smoothAmong(turn.view.usable, turn),
  label: 'balance with this turn',
  standing,
  words(turn, best, name, names) {
    const others = turn.view.usable.filter(
      (target) => turn.view.weight(target) > 0 && target !== best,
    )
    if (others.length === 0) return `${name} was the only usable target with a weight.`
    const highest = standing(turn, best)
    const equals = others.filter((each) => standing(turn, each) === highest).length
    const first = equals === 0 ? '' : `, the first of ${equals + 1} equals`
    const shown = others.slice(0, 3).map((each) => `${names(each)} ${signed(standing(turn, each))}`)
    const more = others.length > 3 ? ` and ${others.length - 3} more` : ''
    const rest = `${shown.join(', ')}${more}`
    return `With its weight added ${name} stood highest at ${signed(highest)}${first}; ${rest}.`
  },
} as const satisfies Rotation<'balanceMillionths'>
