/** What must hold of registrations: a node sends nothing to a target of which it has heard that it is deregistered. */
import { formatAttempt } from '../../model/name.ts'
import { isBlind } from '../../scenario/things/balancers.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import { nameAt, routedOffset } from '../../trace/attempt.ts'
import { changeKind, type Trace, UNSET } from '../../trace/schema.ts'
import type { Violations } from './violations.ts'

const DRAINING = changeKind('draining')
const JOINED = changeKind('joined')

/** A stretch in which a node knows that a target is deregistered. */
interface Away {
  readonly fromUs: number
  untilUs: number
}

export function checkRegistrations(
  trace: Trace,
  scenario: LaneScenario,
  violations: Violations,
): void {
  const away = awayByPair(trace)
  // At layer 4 what is pinned stays.
  if (away.size === 0 || isBlind(scenario)) return
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const node = chunk.node[i] as number
      const target = chunk.target[i] as number
      const routed = routedOffset(chunk, i)
      if (routed === UNSET) continue
      const atUs = (chunk.sentUs[i] as number) + routed
      // What arrives at the very moment may have come before the news.
      const isAway = away
        .get(`${node} ${target}`)
        ?.some(({ fromUs, untilUs }) => fromUs < atUs && atUs < untilUs)
      violations.hold(
        isAway !== true,
        () =>
          `${formatAttempt(nameAt(trace, chunk, i))} was sent to a target at ${atUs} us that its node knew to be deregistered.`,
      )
    }
  }
}

function awayByPair({ changes }: Trace): ReadonlyMap<string, readonly Away[]> {
  const byPair = new Map<string, Away[]>()
  for (const chunk of changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const what = chunk.kind[i] as number
      if (what !== DRAINING && what !== JOINED) continue
      const pair = `${chunk.a[i]} ${chunk.b[i]}`
      const atUs = chunk.atUs[i] as number
      const stretches = byPair.get(pair) ?? []
      byPair.set(pair, stretches)
      if (what === DRAINING) stretches.push({ fromUs: atUs, untilUs: Number.POSITIVE_INFINITY })
      else if (stretches.length > 0) (stretches.at(-1) as Away).untilUs = atUs
    }
  }
  return byPair
}
