/** Writes down what a node knew, scored and drew when it picked, for the one attempt that somebody asks about. */
import type { SignalName } from '../../algorithms/define.ts'
import type { Candidate } from '../../trace/explanation.ts'
import { HEALTHY, INITIAL } from '../health/state.ts'
import type { Attempt } from '../indices.ts'
import type { World } from '../world.ts'
import type { Knowledge } from './knowledge.ts'

/** Called just before the pick. Asks the algorithm itself, so that the answer is the truth and not a retelling. */
export function explainPick(world: World, a: Attempt, knowledge: Knowledge): void {
  const { attempts, balancer, plan, watch } = world
  if (watch === null || watch.answer !== null || !isWatched(world, a)) return
  const node = attempts.node[a]
  const group = attempts.group[a]
  const { first } = plan.groups[group]
  const { algorithm, context } = knowledge
  const nameOf = (place: number): string =>
    plan.targets[plan.registrations[first + place].target].id
  const because =
    knowledge.usable.length > 0
      ? algorithm.because(context, nameOf)
      : 'The node had no registered target that it may use, so it answered 503 itself.'
  const candidates = Array.from({ length: knowledge.size }, (_, place) =>
    candidateOf(knowledge, place, nameOf(place)),
  )
  // The same draw address and the same state: the same pick. What picking changes is put back.
  const remembered = knowledge.memory.save()
  const chosen = algorithm.pick(context)
  knowledge.memory.load(remembered)
  watch.answer = {
    node: plan.nodes[node].id,
    atUs: world.nowUs,
    algorithm: algorithm.id,
    chosen: chosen === null ? null : nameOf(chosen),
    because,
    isFailOpen: balancer.failOpen[balancer.view(node, group)] === 1,
    scoreLabel: algorithm.score?.label ?? null,
    scoreUnit: algorithm.score?.unit ?? null,
    candidates,
  }
}

function isWatched({ attempts, nowUs, plan, watch }: World, a: Attempt): boolean {
  if (watch === null) return false
  if (watch.attempt === null) return nowUs >= watch.atUs
  return (
    attempts.ordinal[a] === watch.attempt.ordinal &&
    attempts.user[a] === watch.attempt.user &&
    attempts.attempt[a] === watch.attempt.attempt &&
    plan.populations[attempts.population[a]].id === watch.attempt.population
  )
}

function candidateOf(knowledge: Knowledge, place: number, name: string): Candidate {
  const { algorithm, context } = knowledge
  const known: Record<string, number> = {}
  for (const signal of algorithm.reads) {
    const value = signalOf(knowledge, signal, place)
    if (value !== null) known[signal] = value
  }
  const remembered: Record<string, number> = {}
  for (const [key, scope] of Object.entries(algorithm.state)) {
    if (scope === 'target') remembered[key] = context.state[key][place]
  }
  const health = knowledge.health(place)
  const isUsable = knowledge.usable.includes(place)
  return {
    target: name,
    isUsable,
    health: health === HEALTHY ? 'healthy' : health === INITIAL ? 'initial' : 'unhealthy',
    known,
    score: isUsable && algorithm.score ? algorithm.score.of(context, place) : null,
    remembered,
  }
}

/** A signal of one target; null for those that belong to the node. */
function signalOf(knowledge: Knowledge, signal: SignalName, place: number): number | null {
  if (signal === 'inFlight') return knowledge.inFlight(place)
  if (signal === 'weight') return knowledge.weight(place)
  return null
}
