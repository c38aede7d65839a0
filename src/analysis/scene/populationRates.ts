/** How often each population of a trace sends. */
import { steadyRate } from '../../arrivals/index.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Trace } from '../../trace/schema.ts'

/** Requests per second of each population while it sent any: what gives its capsule its height. */
export function populationRates(trace: Trace, scenario: LaneScenario): number[] {
  const { populations } = trace.meta.names
  const firstUs = populations.map(() => Number.POSITIVE_INFINITY)
  const lastUs = populations.map(() => 0)
  const counts = populations.map(() => 0)
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      if (chunk.attempt[i] !== 1) continue
      const p = chunk.population[i] as number
      const sent = chunk.sentUs[i] as number
      counts[p] = (counts[p] as number) + 1
      if (sent < (firstUs[p] as number)) firstUs[p] = sent
      if (sent > (lastUs[p] as number)) lastUs[p] = sent
    }
  }
  return populations.map((population, p) => {
    const set = rateOf(population.id, scenario)
    if (set !== null) return set
    const spanUs = Math.max(1e6, (lastUs[p] as number) - (firstUs[p] as number))
    return counts[p] === 0 ? 0 : ((counts[p] as number) * 1e6) / spanUs
  })
}

/** What the scenario says of it: of a steady stream, or of a surge that is drawn beside one. */
function rateOf(id: string, { clients, faults }: LaneScenario): number | null {
  const arrivals = clients[id]?.arrivals
  if (arrivals !== undefined) return steadyRate(arrivals)
  for (const [name, fault] of Object.entries(faults)) {
    if (fault.kind === 'surge' && `${fault.population}+${name}` === id) return fault.perSecond
  }
  return null
}
