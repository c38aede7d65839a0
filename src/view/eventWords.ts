/** What happens at one moment, in sentences: of every attempt that has a stamp then, and of every change. */

import type { AttemptName } from '../model/name.ts'
import { CAUSE_TEXTS, VISITS, type Visit } from '../model/outcome.ts'
import { type AttemptChunk, readAttempt, type TracedAttempt } from '../trace/attempt.ts'
import { CHANGE_KINDS, type ChangeKind, type Names, type Trace, UNSET } from '../trace/schema.ts'
import { firstWorkers } from '../trace/workers.ts'
import { formatCount, formatFigure, formatPercent } from './format.ts'

export interface TraceEvent {
  /** A sentence without its stop: `web-2 ends request 17 001 for node a`. */
  readonly sentence: string
  /** The attempt that it is about; null for a change. */
  readonly attempt: AttemptName | null
  /** Whether it is a client's, who sees a request fail. */
  readonly isFailure: boolean
}

/** In the order of the way of a request, attempts first. Empty when nothing has a stamp at that microsecond. */
export function eventsAt(trace: Trace, us: number): readonly TraceEvent[] {
  const events: TraceEvent[] = []
  let first = 0
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      if (!hasStampAt(chunk, i, us)) continue
      const attempt = readAttempt(trace, chunk, { i, row: first + i })
      const visited = VISITS[chunk.visit[i] as number] ?? 'unfinished'
      events.push(...attemptEvents(trace.meta.names, attempt, visited, us))
    }
    first += chunk.rows
  }
  for (const chunk of trace.changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      if (chunk.atUs[i] !== us) continue
      const kind = CHANGE_KINDS[chunk.kind[i] as number] as ChangeKind
      const [a, b, value] = [chunk.a[i], chunk.b[i], chunk.value[i]] as [number, number, number]
      const sentence = CHANGE_WORDS[kind](trace.meta.names, { a, b, value })
      events.push({ sentence, attempt: null, isFailure: false })
    }
  }
  return events
}

function hasStampAt(chunk: AttemptChunk, i: number, us: number): boolean {
  const offset = us - (chunk.sentUs[i] as number)
  if (offset < 0 || offset >= UNSET) return false
  return (
    offset === 0 ||
    chunk.nodeUs[i] === offset ||
    chunk.routedUs[i] === offset ||
    chunk.targetUs[i] === offset ||
    chunk.startUs[i] === offset ||
    chunk.serviceEndUs[i] === offset ||
    chunk.backUs[i] === offset ||
    chunk.endUs[i] === offset
  )
}

function attemptEvents(
  names: Names,
  attempt: TracedAttempt,
  visited: Visit,
  us: number,
): TraceEvent[] {
  const told = (at: number | null, sentence: () => string): string[] =>
    at === us ? [sentence()] : []
  const request = requestWords(names, attempt.name)
  const node = nodeWords(names, attempt.node)
  const sentences = [
    ...told(attempt.sentUs, () => sentWords(attempt, request)),
    ...told(attempt.nodeUs, () => `${capital(node)} gets ${request}`),
    ...told(attempt.routedUs, () => `${capital(node)} is done with ${request}`),
    ...told(attempt.targetUs, () => `${attempt.target} gets ${request}${fromNode(attempt, node)}`),
    ...told(attempt.startUs, () => `${attempt.target} begins ${request}`),
    ...told(attempt.serviceEndUs, () => leaveWords(attempt, visited, request, node)),
    ...told(attempt.backUs, () => `${capital(node)} has word of ${request} from ${attempt.target}`),
  ]
  const { name } = attempt
  const events = sentences.map((sentence) => ({ sentence, attempt: name, isFailure: false }))
  if (attempt.endUs !== us) return events
  const isFailure = attempt.failure !== 'none' && attempt.outcome !== 'continued'
  return [...events, { sentence: endWords(attempt, request), attempt: name, isFailure }]
}

/** `request 17 001`, and whose it is where that is not plain. */
function requestWords({ populations }: Names, { population, user, ordinal }: AttemptName): string {
  const whose = populations.length > 1 ? ` of ${population}` : ''
  const who = user > 0 ? ` of user ${formatCount(user)}` : ''
  return `request ${formatCount(ordinal)}${who}${whose}`
}

/** Nodes are called by their zones, as on the stage. */
function nodeWords({ nodes }: Names, id: string | null): string {
  const zone = nodes.find((node) => node.id === id)?.zone
  return zone === undefined ? 'no node' : `node ${zone}`
}

const fromNode = ({ node }: TracedAttempt, words: string): string =>
  node === null ? '' : ` from ${words}`

const sentWords = ({ name }: TracedAttempt, request: string): string =>
  name.attempt === 1
    ? `A client sends ${request}`
    : `A client sends ${request} again, attempt ${name.attempt}`

function leaveWords(
  { target, node, startUs, targetUs, serviceEndUs, status }: TracedAttempt,
  visited: Visit,
  request: string,
  nodeName: string,
): string {
  const whom = node === null ? '' : ` for ${nodeName}`
  if (visited === 'served') return `${target} ends ${request}${whom}`
  if (visited === 'failed' && startUs === null && targetUs === serviceEndUs)
    return `${target} is full and turns ${request} away`
  if (visited === 'failed' && startUs !== null)
    return `${target} ends ${request}${whom} with an error, ${status || 500}`
  if (startUs === null && targetUs === serviceEndUs) return `${target} refuses ${request}`
  return `${target} drops ${request}`
}

function endWords({ outcome, status, cause, failure }: TracedAttempt, request: string): string {
  const again = outcome === 'continued' ? ', and will try again' : ''
  if (failure === 'none') return `The client has its answer to ${request}, ${status}`
  const code = status === 0 ? '' : `${status}, `
  if (failure === 'gave-up') return `The client waits no longer for ${request}${again}`
  return `${capital(request)} fails: ${code}${CAUSE_TEXTS[cause]}${again}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

type Words = (
  names: Names,
  of: { readonly a: number; readonly b: number; readonly value: number },
) => string

/** A node of the only balancer goes by its zone. */
function nodeOf({ nodes }: Names, at: number): string {
  const isOnly = nodes.every(({ balancer }) => balancer === nodes[0]?.balancer)
  return `Node ${isOnly ? nodes[at]?.zone : nodes[at]?.id}`
}

/** One worker of all nodes, by its number. */
function workerName(names: Names, worker: number): string {
  const firsts = firstWorkers(names)
  const node = firsts.findLastIndex((first) => first <= worker)
  const { workers = 1 } = names.nodes[node] ?? {}
  const name = nodeOf(names, node)
  return workers === 1 ? name : `${name}, worker ${worker - (firsts[node] as number) + 1},`
}

/** Who counts errors at a node: it, or one of the workers that each do so by themselves. */
const counterOf = (names: Names, at: number): string =>
  names.nodes[at]?.counting === 1
    ? nodeOf(names, at)
    : `A worker of ${nodeOf(names, at).toLowerCase()}`

const CHANGE_WORDS: Readonly<Record<ChangeKind, Words>> = {
  'fault-start': ({ faults }, { a }) => `The fault ${faults[a]?.id} begins`,
  'fault-end': ({ faults }, { a }) => `The fault ${faults[a]?.id} ends`,
  unhealthy: (names, { a, b }) => `${nodeOf(names, a)} finds ${names.targets[b]?.id} unhealthy`,
  healthy: (names, { a, b }) => `${nodeOf(names, a)} finds ${names.targets[b]?.id} healthy`,
  'fail-open': (names, { a, value }) =>
    value === 0
      ? `${nodeOf(names, a)} has no healthy target and uses all (fail-open)`
      : `${nodeOf(names, a)} holds only ${formatPercent(value)} of its targets healthy and uses all (panic)`,
  'fail-open-end': (names, { a }) => `${nodeOf(names, a)} uses only healthy targets again`,
  'dns-answer': ({ resolvers }, { a, b }) =>
    `Resolver ${resolvers[a]?.id} gets a DNS answer, with ${b} good ${b === 1 ? 'entry' : 'entries'}`,
  'answer-bad': ({ answers }, { a, value }) =>
    `DNS holds ${answers[a]?.names} to be bad: only ${value} of its checkers say that it is good`,
  'answer-good': ({ answers }, { a, value }) =>
    `DNS holds ${answers[a]?.names} to be good again: ${value} of its checkers say so`,
  'target-down': ({ targets }, { b }) => `${targets[b]?.id} goes down`,
  'target-up': ({ targets }, { b }) => `${targets[b]?.id} is up again`,
  ejected: (names, { a, b, value }) =>
    `${counterOf(names, a)} ejects ${names.targets[b]?.id}${value > 1 ? `, ejection ${value} in a row` : ''}`,
  'ejection-end': (names, { a, b }) =>
    `${counterOf(names, a)} lets ${names.targets[b]?.id} back in`,
  'slow-start': (names, { a, b }) => `${nodeOf(names, a)} lets ${names.targets[b]?.id} in slowly`,
  deregistered: ({ targets }, { b }) => `${targets[b]?.id} is deregistered`,
  registered: ({ targets }, { b }) => `${targets[b]?.id} is registered again`,
  draining: (names, { a, b }) =>
    `${nodeOf(names, a)} hears that ${names.targets[b]?.id} is deregistered and drains it`,
  unused: (names, { a, b }) =>
    `${nodeOf(names, a)} waits no longer for ${names.targets[b]?.id}: its deregistration delay is over`,
  joined: (names, { a, b }) =>
    `${nodeOf(names, a)} hears that ${names.targets[b]?.id} is registered`,
  stopping: ({ targets }, { b }) => `${targets[b]?.id} is told to stop`,
  scaling: ({ targets }, { a, b, value }) =>
    `${targets[a]?.group} is to have ${b} ${b === 1 ? 'instance' : 'instances'}${Number.isNaN(value) ? '' : `: its metric is ${formatFigure(value)}`}`,
  launching: ({ targets }, { b }) => `${targets[b]?.id} is launched`,
  'in-service': ({ targets }, { b }) => `${targets[b]?.id} is in service`,
  terminating: ({ targets }, { b }) => `${targets[b]?.id} is to be terminated and drains`,
  'dependency-load': (_, { a, b }) =>
    `Behind the targets ${formatCount(a)} ${a === 1 ? 'call is' : 'calls are'} in service and ${formatCount(b)} wait`,
  'identity-load': (_, { a, b }) =>
    `At the identity provider ${formatCount(a)} ${a === 1 ? 'call is' : 'calls are'} in service and ${formatCount(b)} wait`,
  'signed-in': (names, { a, b, value }) =>
    `${nodeOf(names, b)} has the session of client ${formatCount(value + 1)} of ${names.populations[a]?.id}`,
  'host-load': ({ hosts }, { a, value }) =>
    `On host ${hosts[a]?.id} ${formatCount(value)} slots are at work`,
  'worker-load': (names, { a, b, value }) =>
    `${workerName(names, a)} was busy ${formatPercent(value)} of the time and has ${formatCount(b)} ${b === 1 ? 'request' : 'requests'}`,
  vacant: ({ targets }, { b }) => `${targets[b]?.id} has no instance`,
}
