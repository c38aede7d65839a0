/**
 * Smooth, as in NGINX: at every pick each target gains its weight, the highest is chosen and pays the sum of all
 * weights. A target that cannot be used neither gains nor pays; its balance waits for it. Each failure, where a group ejects
 * as NGINX does, costs a target weight / max_fails of what it gains (effective weight); a pick gives back 1.
 * Source: NGINX src/http/ngx_http_upstream_round_robin.c, ngx_http_upstream_get_peer.
 */
import type { Rotation, Turn } from './rotation.ts'

/** Balances are kept in millionths, whole numbers: sums of fractions drift, and turn ties into an order. */
const MILLIONTHS = 1_000_000
const gainOf = (weight: number): number =>
  weight === 0 ? 0 : Math.max(1, Math.round(weight * MILLIONTHS))

type Smooth = Turn<'balanceMillionths' | 'lostMillionths' | 'losing'>

const standing = ({ view, state }: Smooth, target: number): number => {
  const gain = Math.max(0, gainOf(view.weight(target)) - (state.lostMillionths[target] as number))
  return ((state.balanceMillionths[target] as number) + gain) / MILLIONTHS
}

/** With the sign that figures have. */
const signed = (balance: number): string => `${balance}`.replace('-', '−')

type Losses = Pick<Smooth['state'], 'lostMillionths' | 'losing'>

/** The next turn among some of the targets; `losses` where failures cost weight. */
export function smoothAmong(
  usable: readonly number[],
  { view, state }: Pick<Turn<'balanceMillionths'>, 'view' | 'state'>,
  losses: Losses | null,
): number | null {
  const balance = state.balanceMillionths
  const losing = losses === null || losses.losing[0] === 0 ? null : losses
  let best: number | null = null
  let highest = -Infinity
  let total = 0
  for (let i = 0; i < usable.length; i++) {
    const target = usable[i] as number
    const weight = gainOf(view.weight(target))
    if (weight === 0) continue
    const effective = losing === null ? weight : Math.max(0, weight - recovering(losing, target))
    const gained = (balance[target] as number) + effective
    balance[target] = gained
    total += effective
    if (gained > highest) {
      highest = gained
      best = target
    }
  }
  if (best !== null) balance[best] = highest - total
  return best
}

/** Whose turn is next, which it stays. */
export const smoothNext = ({ view, state, table }: Smooth): number | null =>
  smooth.pick({
    view,
    state: {
      balanceMillionths: state.balanceMillionths.slice(),
      lostMillionths: state.lostMillionths.slice(),
      losing: state.losing.slice(),
    },
    table,
  })

/** What a target has lost, of which it has 1 back at the next pick. */
function recovering({ lostMillionths, losing }: Losses, target: number): number {
  const lost = lostMillionths[target] as number
  if (lost === 0) return 0
  lostMillionths[target] = Math.max(0, lost - MILLIONTHS)
  if (lost <= MILLIONTHS) losing[0] = (losing[0] as number) - 1
  return lost
}

/** A request to a target has failed, of which so many take it out: never more than the weight, which may have fallen since. */
export function loseWeight(
  { view, state }: Pick<Smooth, 'view' | 'state'>,
  target: number,
  maxFails: number,
): void {
  const lost = state.lostMillionths[target] as number
  const costs = Math.floor(view.weight(target) / maxFails) * MILLIONTHS
  const loses = Math.min(gainOf(view.weight(target)), lost + costs)
  if (lost === 0 && loses > 0) state.losing[0] = (state.losing[0] as number) + 1
  state.lostMillionths[target] = loses
}

export const smooth = {
  state: {
    /**
     * What a target has gained and not yet paid. Over the usable targets of an unchanged group they sum to 0.
     */
    balanceMillionths: 'target',
    /** What failures have taken from its weight, and how many targets have lost any. */
    lostMillionths: 'target',
    losing: 'node',
  },
  pick: (turn) => smoothAmong(turn.view.usable, turn, turn.state),
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
} as const satisfies Rotation<'balanceMillionths' | 'lostMillionths' | 'losing'>
