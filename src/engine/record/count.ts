/** What an attempt that is over adds to the statistics. */
import { outcome } from '../../model/outcome.ts'
import { type Attempt, ONLY } from '../indices.ts'
import type { World } from '../world.ts'

const CONTINUED = outcome('continued')
const ANSWERED = outcome('answered')

/** Counts an attempt that is over. */
export function countAttempt({ attempts, plan, statistics }: World, a: Attempt): void {
  const firstUs = attempts.firstSentUs[a]
  if (firstUs < plan.run.warmUpUs) return
  const t = attempts.target[a]
  if (t >= 0 && attempts.targetUs[a] >= 0) {
    statistics.targetAttempts[t]++
    if (attempts.startUs[a] >= 0 && attempts.serviceEndUs[a] >= 0) statistics.targetServed[t]++
  }
  const how = attempts.outcome[a]
  statistics.outcomes[how]++
  if (how === CONTINUED) return
  const status = attempts.status[a]
  if (how === ANSWERED && status < 500) {
    statistics.latencies.add(attempts.endUs[a] - firstUs)
    if (status < 400) statistics.good[ONLY]++
  } else {
    statistics.causes[attempts.cause[a]]++
  }
}
