/** Writes down what a node knew, scored and drew when it picked, for the one attempt that somebody asks about. */
import type { Algorithm, SignalName } from '../../algorithms/define.ts'
import type { Candidate } from '../../trace/explanation.ts'
import * as F from '../attempt/attempts.ts'
import type { PlannedGroup, PlannedNode, PlannedTarget } from '../plan.ts'
import type { World } from '../world.ts'
import { HEALTHY, INITIAL, type NodeView } from './knowledge.ts'

/** Called just before the pick. Asks the algorithm itself, so that the answer is the truth and not a retelling. */
export function explainPick(world: World, f: number, node: number): void {
  const { watch } = world
  if (watch === null || watch.answer !== null || !isWatched(world, f)) return
  const view = world.views[node] as NodeView
  const group = world.plan.groups[world.plan.forwardGroup] as PlannedGroup
  const { algorithm } = group
  const nameOf = (target: number): string =>
    (world.plan.targets[group.first + target] as PlannedTarget).id
  const hasAny = view.usable.length > 0
  const because = hasAny
    ? algorithm.because(view.context, nameOf)
    : 'The node had no registered target that it may use, so it answered 503 itself.'
  const candidates = Array.from({ length: view.size }, (_, target) =>
    candidateOf(view, algorithm, target, nameOf(target)),
  )
  // The same draw address and the same state: the same pick. What picking changes is put back.
  const remembered = Object.entries(view.context.state).map(
    ([name, cells]) => [name, cells.slice()] as const,
  )
  const chosen = algorithm.pick(view.context)
  for (const [name, cells] of remembered) view.context.state[name]?.set(cells)
  watch.answer = {
    node: (world.plan.nodes[node] as PlannedNode).id,
    atUs: world.nowUs,
    algorithm: algorithm.id,
    chosen: chosen === null ? null : nameOf(chosen),
    because,
    isFailOpen: world.nodes.failOpen[node] === 1,
    scoreLabel: algorithm.score?.label ?? null,
    scoreUnit: algorithm.score?.unit ?? null,
    candidates,
  }
}

function isWatched(world: World, f: number): boolean {
  const { watch } = world
  if (watch === null) return false
  if (watch.attempt === null) return world.nowUs >= watch.atUs
  const w = world.words
  const at = f << F.WORD_BITS
  return (
    w[at | F.ORDINAL] === watch.attempt.ordinal &&
    w[at | F.USER] === watch.attempt.user &&
    w[at | F.ATTEMPT] === watch.attempt.attempt &&
    world.population(f).id === watch.attempt.population
  )
}

function candidateOf(
  view: NodeView,
  algorithm: Algorithm,
  target: number,
  name: string,
): Candidate {
  const known: Record<string, number> = {}
  for (const signal of algorithm.reads) {
    const value = signalOf(view, signal, target)
    if (value !== null) known[signal] = value
  }
  const remembered: Record<string, number> = {}
  for (const [key, scope] of Object.entries(algorithm.state)) {
    if (scope === 'target') remembered[key] = view.context.state[key]?.[target] as number
  }
  const health = view.health(target)
  const isUsable = view.usable.includes(target)
  return {
    target: name,
    isUsable,
    health: health === HEALTHY ? 'healthy' : health === INITIAL ? 'initial' : 'unhealthy',
    known,
    score: isUsable && algorithm.score ? algorithm.score.of(view.context, target) : null,
    remembered,
  }
}

/** A signal of one target; null for those that belong to the node. */
function signalOf(view: NodeView, signal: SignalName, target: number): number | null {
  if (signal === 'inFlight') return view.inFlight(target)
  if (signal === 'weight') return view.weight(target)
  return null
}
