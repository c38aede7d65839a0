/** Writes down what a node knew, scored and drew when it picked, for the one attempt that somebody asks about. */
import { HEALTHS } from '../../model/health.ts'
import type { Candidate } from '../../trace/explanation.ts'
import type { Attempt } from '../indices.ts'
import type { World } from '../world.ts'
import { narrowedFor } from './explainNarrowed.ts'
import type { Knowledge } from './knowledge.ts'
import { unservedBy } from './unserved.ts'

/** Called just before the pick. Asks the algorithm itself, so that the answer is the truth and not a retelling. */
export function explainPick(world: World, a: Attempt, knowledge: Knowledge): void {
  const { attempts, balancer, plan, watch } = world
  if (watch === null || watch.answer !== null || !isWatched(world, a)) return
  const { worker } = knowledge
  const group = attempts.group[a]
  const { first } = plan.groups[group]
  const { algorithm } = knowledge
  // Before anything else draws.
  const { chooser } = knowledge
  const nameOf = (place: number): string =>
    plan.targets[plan.registrations[first + place].target].id
  // The same draw address and the same state: the same pick. What picking changes is put back.
  const remembered = chooser.memory.save()
  const chosen = chooser.pick(a)
  const keyPlace = chosen === null ? null : (algorithm.spread?.placeOf(chooser.context) ?? null)
  chooser.memory.load(remembered)
  const because = chosen === null ? nobodyWords(world, chooser) : becauseOf(chooser, a, nameOf)
  const candidates = Array.from({ length: knowledge.size }, (_, place) =>
    candidateOf(chooser, place, nameOf(place)),
  )
  chooser.memory.load(remembered)
  const narrowed = narrowedFor(world, knowledge, { chooser, nameOf })
  knowledge.asked.length = 0
  watch.answer = {
    node: plan.nodes[knowledge.node].id,
    worker: workerOf(world, a),
    atUs: world.nowUs,
    algorithm: algorithm.id,
    chosen: chosen === null ? null : nameOf(chosen),
    because,
    narrowed,
    // Of the part that the request fell to: another may fail open.
    isFailOpen:
      knowledge.parts === null
        ? balancer.failOpen[balancer.view(worker, group)] === 1
        : narrowed.some(({ hasGivenIn }) => hasGivenIn),
    keyPlace,
    scoreLabel: algorithm.score?.label(knowledge.context.knobs) ?? null,
    scoreUnit: algorithm.score?.unit ?? null,
    candidates,
  }
}

/**
 * Called when a node of layer 4 has pinned a connection, for the attempt that opened it (`isNew`), and when it passes on
 * another, for which it chooses nothing.
 */
export function explainFlow(
  world: World,
  a: Attempt,
  knowledge: Knowledge,
  { place, isNew }: { readonly place: number | null; readonly isNew: boolean },
): void {
  if (world.watch?.attempt === null && !isNew) return
  const among = isNew ? knowledge.usable.length : 0
  explainGiven(world, a, knowledge, {
    place,
    algorithm: 'flow-hash',
    because: (target) => flowWords(target, among),
  })
}

/** Called when a request goes where its cookie or its client's address leads: no algorithm is asked. */
export const explainBound = (world: World, a: Attempt, knowledge: Knowledge, place: number): void =>
  explainGiven(world, a, knowledge, {
    place,
    algorithm: 'sticky',
    because: (target) =>
      `The group is sticky, and its client belongs to ${target}, which may be used: no algorithm was asked.`,
  })

/** What a node knew when no algorithm chose. */
function explainGiven(
  world: World,
  a: Attempt,
  knowledge: Knowledge,
  given: {
    readonly place: number | null
    readonly algorithm: string
    readonly because: (target: string | null) => string
  },
): void {
  const { balancer, plan, watch } = world
  if (watch === null || watch.answer !== null || !isWatched(world, a)) return
  const { place, algorithm, because } = given
  const { first, group, node, worker, size, usable } = knowledge
  const nameOf = (at: number): string => plan.targets[plan.registrations[first + at].target].id
  watch.answer = {
    node: plan.nodes[node].id,
    worker: workerOf(world, a),
    atUs: world.nowUs,
    algorithm,
    chosen: place === null ? null : nameOf(place),
    because: because(place === null ? null : nameOf(place)),
    narrowed: narrowedFor(world, knowledge, { chooser: null, nameOf }),
    // Of parts each says so of itself, and it belongs to none.
    isFailOpen: knowledge.parts === null && balancer.failOpen[balancer.view(worker, group)] === 1,
    keyPlace: null,
    scoreLabel: null,
    scoreUnit: null,
    candidates: Array.from({ length: size }, (_, at) => ({
      target: nameOf(at),
      isUsable: usable.includes(at),
      health: HEALTHS[knowledge.health(at)],
      known: {},
      score: null,
      remembered: {},
    })),
  }
}

/** `among` so many it was chosen; 0 when it had been chosen before. */
function flowWords(target: string | null, among: number): string {
  if (target === null) {
    return 'The node had no registered target that it may use, so it reset the connection.'
  }
  return among === 0
    ? `Its connection is pinned to ${target} since it opened. At layer 4 the node sees no requests, and chooses nothing for them.`
    : `At layer 4 a hash of the connection (addresses, ports, sequence number; ours is a model) chose ${target} among ${among}. All its requests go there until it ends.`
}

/**
 * Which worker of its node has accepted the connection of an attempt; null where there is one alone, or all decide as one
 * and the connection has gone.
 */
function workerOf({ attempts, connections, plan }: World, a: Attempt): number | null {
  const { nth } = plan.workers[attempts.worker[a]]
  const c = attempts.clientConnection[a]
  if (nth >= 0) return nth
  return c < 0 || plan.nodes[attempts.node[a]].workers === 1 ? null : connections.acceptedBy[c]
}

/** No algorithm is asked why it picked nobody. */
function nobodyWords(world: World, knowledge: Knowledge): string {
  const { status } = unservedBy(world, knowledge.group)
  const whom =
    knowledge.usable.length === 0
      ? 'The node had no target that it may use'
      : 'No target that the node may use has a weight'
  return `${whom}, so it answered ${status} itself.`
}

function becauseOf(knowledge: Knowledge, a: Attempt, nameOf: (place: number) => string): string {
  const { words, held } = knowledge.because(a, nameOf)
  if (held.length === 0) return words
  return `${words} Held back for this request, in slow start: ${held.map(nameOf).join(', ')}.`
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

/** What is divided by a weight of 0 is no score. */
const numberOr = (score: number | null): number | null =>
  score === null || Number.isNaN(score) ? null : score

function candidateOf(knowledge: Knowledge, place: number, name: string): Candidate {
  const { algorithm, context } = knowledge
  const known: Record<string, number> = {}
  for (const signal of algorithm.reads) {
    const read: unknown = Reflect.get(knowledge, signal)
    // Those that are no functions belong to the node or to the request, not to a target.
    if (typeof read !== 'function') continue
    const value: unknown = read.call(knowledge, place)
    if (typeof value !== 'string') known[signal] = Number(value)
  }
  const remembered: Record<string, number> = {}
  for (const { label, of } of algorithm.remembers ?? []) remembered[label] = of(context, place)
  const isUsable = knowledge.usable.includes(place)
  return {
    target: name,
    isUsable,
    health: HEALTHS[knowledge.health(place)],
    known,
    score: isUsable && algorithm.score ? numberOr(algorithm.score.of(context, place)) : null,
    remembered,
  }
}
