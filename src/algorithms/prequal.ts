/**
 * Prequal: probes ask random targets how many requests they have and how long these take; a request goes by the answers
 * in the node's pool. Those with many requests are hot and are avoided; among the cold the fastest is taken.
 */
import { count, duration, type KnobValues, ratio } from '../base/knobs.ts'
import { lowerBound } from '../base/search.ts'
import { usFromMs } from '../model/time.ts'
import { defineAlgorithm, type State, type View } from './define.ts'
import { drawnApart } from './parts/sample.ts'

const POOL_MAX = 64

const KNOBS = {
  probes: count({
    label: 'Probes a request',
    help: 'How many targets, drawn at random, are probed with each request: for those that come after it.',
    unit: 'probes',
    min: 1,
    max: 8,
    default: 3,
  }),
  pool: count({
    label: 'Pool',
    help: 'How many answers of probes a node keeps, one a target; a further one pushes the oldest out.',
    unit: 'probes',
    min: 2,
    max: POOL_MAX,
    default: 16,
  }),
  hotAbove: ratio({
    label: 'Hot above',
    help: 'A target is hot if it has more requests than this share of the last answers. At 0 only requests count, at 1 only latency.',
    default: 0.84,
  }),
  ageMs: duration({
    label: 'Probes last',
    help: 'An answer that is older is not used.',
    min: 1,
    max: 60_000,
    default: 1000,
    isLog: true,
  }),
} as const

/** How many answers say what is many (model). */
const SEEN = 64
/** Below so many answers a request goes to any target. */
const POOL_MIN = 2
/** How many answers a request removes, besides those it uses up. */
const REMOVED = 1
/** How much faster probes are to come than they are used up. */
const DELTA = 1
// Draws of a pick: from 0 on those of its probes.
const DRAW_ANY = 100
const DRAW_REUSE = 101

const READS = ['nowUs'] as const

const STATE = {
  /** Of each target the answer in the pool: when it came, counted from 1 (0: none), what it said, how often it was used. */
  heardUs: 'target',
  requests: 'target',
  latencyUs: 'target',
  uses: 'target',
  /** The targets of which the pool has an answer, in no order, and how many there are. */
  held: POOL_MAX,
  pooled: 'node',
  /** Requests of the last answers, around and around; how many there were; requests so far. */
  seen: SEEN,
  answers: 'node',
  picks: 'node',
} as const

interface Known {
  readonly view: View<(typeof READS)[number]>
  readonly knobs: KnobValues<typeof KNOBS>
  readonly state: State<typeof STATE>
}

export const prequal = defineAlgorithm({
  id: 'prequal',
  label: 'Prequal',
  summary:
    'Targets are asked beforehand how busy and how slow they are; of those with few requests the fastest is taken.',
  source:
    'Wydrowski, Kleinberg, Rumble, Archer, NSDI 2024, as read in secondary sources. That the pool holds one answer a ' +
    'target, that probes cost a target nothing, what is many requests by the last 64 answers, answers that are ' +
    'used once where there are few targets, and latency as the median of finished requests that came when about as many were there, ' +
    'are our model',
  group: 'Fastest',
  does: [
    'With each request a node asks a few random targets how many requests they have and how long such ones took lately, and keeps the answers for a while.',
    'Of the answers kept, those with few requests are cold, and the fastest of these gets the request; if all are hot, the one with the fewest.',
    'So it finds the targets that are fast now, whatever their weight or their size.',
  ],
  law: [
    'hot = more requests than a share of the answers lately seen',
    'target = least latency of the cold; if none is cold, fewest requests',
  ],
  spelled: {
    nginx: 'none; nearest: `least_time`',
    haproxy: 'none; nearest: `balance leastconn`',
    envoy: 'none; nearest: `lb_policy: LEAST_REQUEST`',
    aws: 'none; nearest: `least_outstanding_requests`',
  },
  goodAt: 'Many nodes and targets of which some are slowed by what nobody told the node.',
  badAt:
    'Few requests, as answers are old before they are used; or 25 to 45 targets, where each answer is used several times.',
  reads: READS,
  hears: ['probe'],
  knobs: KNOBS,
  state: STATE,
  scansAll: false,
  pick(context) {
    const { view, knobs, draw, state, ask } = context
    const { length } = view.usable
    if (length === 0) return null
    const limit = hotLimit(state, knobs.hotAbove)
    const chosen = chosenOf(context, limit)
    if (chosen !== null) use(context, chosen, draw.at(DRAW_REUSE))
    removeOne(context, limit)
    const picked = chosen ?? (view.usable[draw.below(length, DRAW_ANY)] as number)
    state.picks[0] = (state.picks[0] as number) + 1
    const probes = Math.min(knobs.probes, length)
    for (let i = 0; i < probes; i++) ask(view.usable[drawnApart(draw, length, i)] as number)
    return picked
  },
  told({ view, knobs, state }, target, { requests, latencyUs }) {
    if (state.heardUs[target] === 0) {
      if ((state.pooled[0] as number) >= knobs.pool) forget(state, oldest(state))
      state.held[state.pooled[0] as number] = target
      state.pooled[0] = (state.pooled[0] as number) + 1
    }
    state.heardUs[target] = view.nowUs + 1
    state.requests[target] = requests
    state.latencyUs[target] = latencyUs
    state.uses[target] = 0
    const answers = state.answers[0] as number
    state.seen[answers % SEEN] = requests
    state.answers[0] = answers + 1
  },
  score: {
    label: () => 'probed latency',
    unit: 'ms',
    of: (context, target) =>
      isFresh(context, target) ? (context.state.latencyUs[target] as number) / 1000 : null,
  },
  because(context, names) {
    const { view, draw, state } = context
    const limit = hotLimit(state, context.knobs.hotAbove)
    const chosen = chosenOf(context, limit)
    if (chosen === null) {
      const any = view.usable[draw.below(view.usable.length, DRAW_ANY)] as number
      return `Fewer than ${POOL_MIN} answers of probes were fresh, so chance took ${names(any)}.`
    }
    const said = `${names(chosen)}, with ${state.requests[chosen]} in flight and ${((state.latencyUs[chosen] as number) / 1000).toFixed(1)} ms,`
    const pool = `Of ${countOf(context)} fresh answers of probes`
    return (state.requests[chosen] as number) > limit
      ? `${pool} all were hot, with more than ${limit} in flight; ${said} had the fewest.`
      : `${pool} those with at most ${limit} in flight were cold; ${said} was the fastest of these.`
  },
})

const isFresh = ({ view, knobs, state }: Known, target: number): boolean => {
  const heardUs = state.heardUs[target] as number
  return heardUs > 0 && view.nowUs + 1 - heardUs <= usFromMs(knobs.ageMs)
}

/** Whether what the pool has of it may decide a pick. */
const counts = (known: Known, target: number): boolean =>
  isFresh(known, target) && isIn(known.view.usable, target)

const isIn = (ascending: readonly number[], target: number): boolean =>
  ascending[lowerBound(ascending, target)] === target

function countOf(known: Known): number {
  const { state } = known
  let count = 0
  for (let i = 0; i < (state.pooled[0] as number); i++) {
    if (counts(known, state.held[i] as number)) count++
  }
  return count
}

/** The hot-cold rule over the pool; null where that holds too little. */
function chosenOf(known: Known, limit: number): number | null {
  const { state } = known
  let found = 0
  let best: number | null = null
  for (let i = 0; i < (state.pooled[0] as number); i++) {
    const target = state.held[i] as number
    if (!counts(known, target)) continue
    found++
    if (best === null || isBetter(state, limit, target, best)) best = target
  }
  return found < POOL_MIN ? null : best
}

/** A cold one before a hot one; of the cold the faster, of the hot the less busy. */
function isBetter(
  { requests, latencyUs }: State<typeof STATE>,
  limit: number,
  target: number,
  best: number,
): boolean {
  const isHot = (requests[target] as number) > limit
  if (isHot !== (requests[best] as number) > limit) return !isHot
  return isHot
    ? (requests[target] as number) < (requests[best] as number)
    : (latencyUs[target] as number) < (latencyUs[best] as number)
}

/**
 * More requests than this are hot: a quantile of what the last answers said. They are whole numbers, so that halving
 * their range finds it sooner than sorting them does, which took most of a pick.
 */
function hotLimit({ seen, answers }: State<typeof STATE>, hotAbove: number): number {
  const length = Math.min(SEEN, answers[0] as number)
  if (length === 0) return 0
  const rank = Math.floor(hotAbove * (length - 1))
  let low = 0
  let high = 0
  for (let i = 0; i < length; i++) high = Math.max(high, seen[i] as number)
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    let upTo = 0
    for (let i = 0; i < length; i++) if ((seen[i] as number) <= middle) upTo++
    if (upTo > rank) high = middle
    else low = middle + 1
  }
  return low
}

/** The answer is used once more: its target has a request more by it, and at its limit it goes. */
function use({ view, knobs, state }: Known, target: number, u: number): void {
  const { uses, requests } = state
  requests[target] = (requests[target] as number) + 1
  uses[target] = (uses[target] as number) + 1
  const limit = reuseLimit(knobs, view.usable.length)
  // Rounded up or down at random.
  if ((uses[target] as number) + u > limit) forget(state, target)
}

/**
 * max(1, (1 + delta) / ((1 - m / n) r_probe - r_remove)) for a pool of m and n targets: so that probes come faster than
 * they are used up. Where the divisor is not positive, which the formula is not made for, each is used once (model).
 */
function reuseLimit({ probes, pool }: Known['knobs'], targets: number): number {
  const spare = (1 - pool / targets) * probes - REMOVED
  return spare > 0 ? Math.max(1, (1 + DELTA) / spare) : 1
}

/** With each request one answer goes: the oldest and the worst in turns, as long as some are left. */
function removeOne({ state }: Known, limit: number): void {
  if ((state.pooled[0] as number) <= POOL_MIN) return
  const isOldest = (state.picks[0] as number) % 2 === 0
  forget(state, isOldest ? oldest(state) : worst(state, limit))
}

function forget({ heardUs, held, pooled }: State<typeof STATE>, target: number): void {
  const last = (pooled[0] as number) - 1
  held[held.indexOf(target)] = held[last] as number
  heardUs[target] = 0
  pooled[0] = last
}

function oldest({ heardUs, held, pooled }: State<typeof STATE>): number {
  let found = held[0] as number
  for (let i = 1; i < (pooled[0] as number); i++) {
    const target = held[i] as number
    if ((heardUs[target] as number) < (heardUs[found] as number)) found = target
  }
  return found
}

/** The hottest if any is hot, else the slowest. */
function worst(state: State<typeof STATE>, limit: number): number {
  const { held, pooled, requests, latencyUs } = state
  let found = held[0] as number
  for (let i = 1; i < (pooled[0] as number); i++) {
    const target = held[i] as number
    const isHot = (requests[target] as number) > limit
    const than = (requests[found] as number) > limit
    const by = isHot && than ? requests : latencyUs
    const isWorse = isHot === than ? (by[target] as number) > (by[found] as number) : isHot
    if (isWorse) found = target
  }
  return found
}
