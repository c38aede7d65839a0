/**
 * What a node knows of an attempt when it is over for it: what a line of an access log is made of, whatever the format.
 * A simulation has no date: its first moment is the first of the year 2000.
 */
import { addressIn, addressText, planBlock } from '../../model/addresses.ts'
import { formatAttempt } from '../../model/name.ts'
import type { Cause } from '../../model/outcome.ts'
import type { Recordings } from '../../model/recording.ts'
import { recordingOfClients } from '../../scenario/recordings.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import { attemptsOf, type TracedAttempt } from '../../trace/attempt.ts'
import { NO_ROW, type Trace } from '../../trace/schema.ts'

/** 1 January 2000, UTC, in microseconds since 1970. */
export const EPOCH_US = 946_684_800_000_000

export interface LogEntry {
  /** `population/user/ordinal#attempt`. */
  readonly name: string
  /** When it came to the node, and when it was over for that: whole microseconds since 1970. */
  readonly beganUs: number
  readonly endedUs: number
  readonly client: string
  readonly clientPort: number
  readonly population: string
  readonly method: string
  /** As it stands in a request line: nothing in it ends one. */
  readonly path: string
  readonly host: string
  readonly isSecure: boolean
  /** What the client was sent; null when it had gone. */
  readonly status: number | null
  readonly bytes: number
  readonly balancer: string
  readonly group: string | null
  readonly target: LoggedTarget | null
  readonly cause: Cause
}

export interface LoggedTarget {
  readonly id: string
  /** The first of the scenario has `10.0.0.1:80`. */
  readonly address: string
  /** Whether the answer is its own; else it never came, or the node answered in its place. */
  readonly hasAnswered: boolean
}

export interface LoggedRun {
  readonly trace: Trace
  readonly lane: LaneScenario
  readonly recordings: Recordings
}

/** Why a lane has no access log; null when it has one. */
export function whyNoLog({ balancers }: LaneScenario): string | null {
  const all = Object.values(balancers)
  if (all.length === 0) return 'there is no balancer that could write one'
  if (all.some(({ kind }) => kind === 'network')) return 'at layer 4 a node sees no requests'
  return null
}

/** What ended at its node, in the order of the trace: nearly that in which it ended. */
export function* entriesOf(run: LoggedRun): Generator<LogEntry> {
  const known = { clients: clientsOf(run), targets: targetsOf(run) }
  for (const attempt of attemptsOf(run.trace)) {
    const entry = entryOf(attempt, run, known)
    if (entry !== null) yield entry
  }
}

interface Known {
  readonly clients: (population: string, connection: number | null) => Client
  readonly targets: ReadonlyMap<string, string>
}

type Client = Pick<LogEntry, 'client' | 'clientPort'>

function entryOf(attempt: TracedAttempt, run: LoggedRun, known: Known): LogEntry | null {
  const { name, nodeUs, balancer, target, status, author, cause } = attempt
  const endedUs = endedAtNodeUs(attempt)
  if (nodeUs === null || endedUs === null || balancer === null) return null
  const isGone = cause === 'client-timeout'
  const { host, bytes } = askedOf(attempt, run)
  return {
    name: formatAttempt(name),
    beganUs: EPOCH_US + nodeUs,
    endedUs: EPOCH_US + endedUs,
    ...known.clients(name.population, attempt.connection),
    population: name.population,
    method: attempt.method,
    path: requestPath(attempt.path),
    host,
    isSecure: isSecure(run.lane, balancer),
    status: isGone ? null : status,
    bytes: isGone || author !== 'target' ? 0 : bytes,
    balancer,
    group: attempt.group,
    target:
      target === null
        ? null
        : {
            id: target,
            address: known.targets.get(target) ?? '',
            hasAnswered: author === 'target',
          },
    cause,
  }
}

/** Null where the run ended before. What a node answers without a target it answers at once. */
function endedAtNodeUs(attempt: TracedAttempt): number | null {
  const { nodeUs, backUs, endUs, target, author, cause } = attempt
  if (nodeUs === null) return null
  if (cause === 'client-timeout') return endUs === null ? null : Math.max(nodeUs, endUs)
  if (backUs !== null) return backUs
  if (author !== 'node') return null
  // A trace does not say when a node had waited long enough: the moment when its client heard of it is the nearest.
  return target === null ? nodeUs : endUs
}

/** What the request line cannot hold is written as clients write it. */
const requestPath = (path: string): string =>
  path.replace(/[^\x21-\x7e]|["\\]/gu, (character) => {
    try {
      return encodeURIComponent(character)
    } catch {
      return '%EF%BF%BD'
    }
  })

/** Host and size of the answer, which no column of the trace has; of recorded requests in a surge nothing says which they are. */
function askedOf(
  { name, request }: TracedAttempt,
  { lane, recordings }: LoggedRun,
): Pick<LogEntry, 'host' | 'bytes'> {
  const id = ownPopulation(name.population)
  const population = lane.clients[id]
  const replayed = population === undefined ? null : recordingOfClients(population)
  if (replayed !== null) {
    const { bytes } = recordings[replayed] ?? {}
    const isOwn = id === name.population
    return { host: 'recorded.invalid', bytes: isOwn ? (bytes?.[name.ordinal] ?? 0) : 0 }
  }
  const { host = 'unknown.invalid', responseBytes = 0 } = population?.requests[request] ?? {}
  return { host, bytes: responseBytes }
}

/** A surge is named `browsers+crowd`, and has the clients and the requests of its population. */
const ownPopulation = (id: string): string => id.split('+', 1)[0] ?? id

const isSecure = ({ balancers }: LaneScenario, balancer: string): boolean =>
  Object.values(balancers[balancer]?.listeners ?? {}).some(({ protocol }) => protocol === 'https')

/** By the number of its connection: the address is a pseudonym in the block of its population. */
function clientsOf({ trace, lane }: LoggedRun): Known['clients'] {
  const { chunks } = trace.connections
  let most = -1
  for (const { rows, id } of chunks) {
    for (let i = 0; i < rows; i++) most = Math.max(most, id[i] as number)
  }
  const addresses = new Uint32Array(most + 1)
  const ports = new Uint16Array(most + 1)
  for (const { rows, id, side, address, port } of chunks) {
    for (let i = 0; i < rows; i++) {
      if (side[i] !== 0) continue
      addresses[id[i] as number] = address[i] as number
      ports[id[i] as number] = port[i] as number
    }
  }
  const blocks = new Map(
    Object.entries(lane.clients).map(([id, { addressRange }]) => [id, planBlock(addressRange)]),
  )
  return (population, connection) => {
    const block = blocks.get(ownPopulation(population))
    if (block === undefined || connection === null || connection === NO_ROW) {
      return { client: '-', clientPort: 0 }
    }
    const address = addresses[connection] ?? 0
    return {
      client: addressText(addressIn(block, address)),
      clientPort: ports[connection] ?? 0,
    }
  }
}

const targetsOf = ({ trace }: LoggedRun): Known['targets'] =>
  new Map(
    trace.meta.names.targets.map(({ id }, i) => [id, `10.0.${(i + 1) >> 8}.${(i + 1) & 255}:80`]),
  )
