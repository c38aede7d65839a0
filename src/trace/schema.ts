/**
 * The output document: what happened in one lane. Four tables of typed columns, and what their numbers mean.
 * Rows are added when a thing is over, so that a row never changes: an attempt when neither its client nor a
 * target has anything left to do with it, a connection when it closes. Attempts are thus in order of `finishUs`.
 */
import type { Chunk, Table } from '../base/columns.ts'

/** An offset that was never reached. */
export const UNSET = 0xffffffff
/** A node, target or connection that the attempt never had. */
export const NONE = 0xffff
export const NO_ROW = 0xffffffff

/**
 * One attempt of a request. Times are whole microseconds; the offsets count from `sentUs` and are UNSET when the
 * attempt never got there.
 */
export const ATTEMPTS = {
  /** Index into `names.populations`. */
  population: 'u16',
  /** User of a closed loop; 0 in an open one. */
  user: 'u32',
  ordinal: 'u32',
  /** 1 for the first. */
  attempt: 'u8',
  /** How the request ended with this attempt (`OUTCOMES`); 0 when another attempt followed. */
  outcome: 'u8',
  /** Position in `AUTHORS`. */
  author: 'u8',
  /** Position in `CAUSES`. */
  cause: 'u8',
  /** Position in `VISITS`: what the target made of it, whoever heard of that. */
  visit: 'u8',
  /** HTTP status that the author wrote; 0 for none. */
  status: 'u16',
  /** Index into `names.paths`. */
  path: 'u16',
  /** Index into `names.nodes`, or NONE. */
  node: 'u16',
  /** Index into `names.targets`, or NONE. */
  target: 'u16',
  /** Number of the connection from the client and of the one to the target, in order of opening, or NO_ROW. */
  connection: 'u32',
  targetConnection: 'u32',
  /** When the client sent this attempt. */
  sentUs: 'f64',
  /** How long before that the client first sent the request: 0 in the first attempt. */
  sinceFirstUs: 'u32',
  /** Arrived at the node. */
  nodeUs: 'u32',
  /** The worker of its connection there was done with it; UNSET too where nodes take no time. */
  routedUs: 'u32',
  /** Arrived at the target. */
  targetUs: 'u32',
  /** Service began. */
  startUs: 'u32',
  /**
   * Left the target: its service ended, or it was refused, reset or cancelled. Without `startUs` it was never
   * served: it waited from `targetUs` to here (not at all when it was refused).
   */
  serviceEndUs: 'u32',
  /** The answer was back at the node. */
  backUs: 'u32',
  /** Over for the client: answered, given up or refused. */
  endUs: 'u32',
  /** Nobody has anything left to do with it: never before any other stamp. Rows are in this order. */
  finishUs: 'u32',
} as const

/** How a connection ended: position in this list is the number in the column. */
export const CONNECTION_ENDINGS = [
  'open', // not before the run was over
  'idle', // one of its ends closed it because it lay idle, or it was not to be kept
  'old', // its client found it too old
  'reset', // refused, or reset by a target or a node
  'abandoned', // whoever had opened it gave up on what it carried
] as const
export type ConnectionEnding = (typeof CONNECTION_ENDINGS)[number]

/**
 * One connection, client to node (or to a target, without a balancer), or node to target. A client's has both where a
 * balancer of layer 4 passes it on: it is one connection from end to end.
 */
export const CONNECTIONS = {
  /** Number in order of opening. */
  id: 'u32',
  /** 0: opened by a client; 1: by a node. */
  side: 'u8',
  population: 'u16',
  /** Pseudonym of the client's address within its population. */
  address: 'u32',
  /** Source port of a client's; 0 of a node's. */
  port: 'u16',
  node: 'u16',
  /** Which worker of the node accepted it, from 0 on; 0 of a node's. */
  worker: 'u8',
  target: 'u16',
  /** When the first packet left, when it could carry a request, when it closed. */
  openedUs: 'f64',
  readyUs: 'f64',
  closedUs: 'f64',
  /** Position in `CONNECTION_ENDINGS`. */
  ending: 'u8',
  requests: 'u32',
  /** Bytes of the answers. */
  bytes: 'f64',
} as const

/** What changed: position in CHANGE_KINDS is the number in the column. */
export const CHANGE_KINDS = [
  'fault-start', // a = fault
  'fault-end', // a = fault
  'unhealthy', // a = node, b = target: this node no longer sends to it
  'healthy', // a = node, b = target
  'fail-open', // a = node, b = group, value = healthy share: too few are healthy for the node, so it uses all
  'fail-open-end', // a = node, b = group
  'dns-answer', // a = resolver, value = set of entries as bits, b = how many
  'target-down', // b = target: it refuses
  'target-up', // b = target
  'slow-start', // a = node, b = target, value = until when, in microseconds, unless it is unhealthy before
  'ejected', // a = node, b = target, value = how often in a row: by one of its workers, or by all that share counts
  'ejection-end', // a = node, b = target
  'deregistered', // b = target: the control plane knows it; nodes hear of it later
  'registered', // b = target: again
  'draining', // a = node, b = target, value = until when: the node has heard of it, and sends nothing new
  'unused', // a = node, b = target: the deregistration delay is over
  'joined', // a = node, b = target, value = its health: the node has heard that it is registered again
  'stopping', // b = target: it finishes what it has, and refuses the rest
  'scaling', // a = first target of the group, b = how many instances it is to have, value = the metric
  'launching', // b = target, value = when it will be in service
  'in-service', // b = target: launched, and registered
  'terminating', // b = target, value = when it will be gone
  'vacant', // b = target: it has no instance, at the start of the run or again
  'answer-bad', // a = answer of all records, value = how many checkers hold it to be good: too few
  'answer-good', // a = answer, value = the same: enough again
  'dependency-load', // a = calls in service behind the targets, b = calls that wait, value = its speed
  'identity-load', // the same of the identity provider
  'signed-in', // a = population, b = node, value = its client: a session begins
  'host-load', // a = host, value = how many slots of its containers are at work
  'worker-load', // a = worker, of all nodes; b = requests that it has, value = share of the time since the last look that it was busy
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** The number of a kind in its column. */
export const changeKind = (kind: ChangeKind): number => CHANGE_KINDS.indexOf(kind)

export const CHANGES = { atUs: 'f64', kind: 'u8', a: 'u16', b: 'u16', value: 'f64' } as const

/** One health check. `doneUs` is when the node knew. */
export const PROBES = {
  sentUs: 'f64',
  doneUs: 'f64',
  node: 'u16',
  target: 'u16',
  isOk: 'u8',
} as const

export type AttemptTable = Table<typeof ATTEMPTS>
export type ConnectionTable = Table<typeof CONNECTIONS>
export type ChangeTable = Table<typeof CHANGES>
export type ProbeTable = Table<typeof PROBES>

/** What the numbers in the columns stand for, in the order of the scenario. */
export interface Names {
  readonly populations: readonly {
    readonly id: string
    readonly place: string
    readonly isSurge: boolean
  }[]
  readonly paths: readonly {
    readonly id: string
    readonly method: string
    readonly path: string
    /** By balancer: the rule that it matches there, `otherwise` for the default. Those that have no other are left out. */
    readonly rules: Readonly<Record<string, string>>
  }[]
  readonly nodes: readonly {
    readonly id: string
    readonly balancer: string
    readonly zone: string
    /** How many worker processes it has, and how many of them count and eject each by itself: all of them, or 1 as one. */
    readonly workers: number
    readonly counting: number
    /** Whether they take time for what they do. */
    readonly takesTime: boolean
  }[]
  readonly targets: readonly {
    readonly id: string
    readonly group: string
    readonly zone: string
    readonly slots: number
    readonly queueLimit: number
  }[]
  readonly hosts: readonly {
    readonly id: string
    readonly zone: string
    readonly cores: number
    /** Indices of the targets that are containers on it. */
    readonly containers: readonly number[]
  }[]
  readonly resolvers: readonly {
    readonly id: string
    readonly place: string
    readonly ttlUs: number
    /** How old the answer is that it begins with; null where it begins with none. */
    readonly ageUs: number | null
  }[]
  /** The answers of all records, by what they name: a balancer or a target. */
  readonly answers: readonly { readonly id: string; readonly names: string }[]
  readonly faults: readonly {
    readonly id: string
    readonly kind: string
    readonly startUs: number
    readonly endUs: number
  }[]
}

/** Counts that the engine kept while it ran; the invariants hold stamps against them. */
export interface Counts {
  readonly requests: number
  readonly answered: number
  readonly gaveUp: number
  readonly refused: number
  /** Requests still under way when the run ended. */
  readonly unfinished: number
  readonly attempts: number
  readonly retries: number
  readonly events: number
  /** Integral over time of the requests in the system, in request-microseconds: Little's L times T. */
  readonly inSystemUs: number
  /** The same per target, of attempts that wait and of attempts in service. */
  readonly waitingUs: readonly number[]
  readonly servingUs: readonly number[]
  /** The most attempts in service and waiting at one moment, per target. */
  readonly servingMax: readonly number[]
  readonly waitingMax: readonly number[]
  /** Calls of what stands behind the targets; null where nothing does. */
  readonly calls: CallCounts | null
  /** The same of the identity provider, which is called three times for a log-in. */
  readonly logins: CallCounts | null
  /** By host. */
  readonly hosts: readonly HostCounts[]
  /** By worker of all nodes, in their order; none where no node takes time. */
  readonly workers: readonly WorkerCounts[]
}

/** Integrals over the whole run, and the most at one moment, of what a worker of a node had to do itself. */
export interface WorkerCounts {
  readonly busyUs: number
  /** Of the requests that it had, worked on or waiting, in request-microseconds. */
  readonly hadUs: number
  readonly hadMax: number
}

/** Integrals over the whole run. */
export interface HostCounts {
  /** Of the slots at work, and of the cores that they had, both in core-microseconds: their ratio is how much slower work was. */
  readonly workingUs: number
  readonly coresUs: number
  /** How long more were at work than it has cores. */
  readonly shortUs: number
}

export interface CallCounts {
  readonly made: number
  readonly answered: number
  /** Turned away or reset. */
  readonly refused: number
  /** Whoever had called gave up; the call may have been answered or refused all the same. */
  readonly timedOut: number
  /** Under way when the run ended. */
  readonly unfinished: number
  /** How many it may work on at one time; integrals of those it works on, and that wait, in call-microseconds. */
  readonly slots: number
  readonly servingUs: number
  readonly waitingUs: number
}

export interface TraceMeta {
  /** 16 hexadecimal digits over all finished attempts and changes in event order. */
  readonly digest: string
  readonly engineRevision: number
  readonly durationUs: number
  readonly warmUpUs: number
  /** When the run really ended: `durationUs`, or earlier when a limit was reached. */
  readonly endedUs: number
  /** The limit that stopped the run, as a sentence; null when it ran to its end. */
  readonly truncated: string | null
  readonly names: Names
  readonly counts: Counts
  /** Whether the tables hold all rows, or a sink has got them but for the last. */
  readonly hasRows: boolean
}

export interface Trace {
  readonly meta: TraceMeta
  readonly attempts: AttemptTable
  readonly connections: ConnectionTable
  readonly changes: ChangeTable
  readonly probes: ProbeTable
}

/**
 * Gets the rows of a run in place of its tables, a chunk as it fills, so that memory stays flat however long the run is.
 * A chunk is the taker's own until it gives it back, then or later, to be written over. What is in no full chunk at the
 * end stands in the trace.
 */
export interface RowSink {
  takeAttempts(chunk: Chunk<typeof ATTEMPTS>): Chunk<typeof ATTEMPTS> | null
  takeConnections(chunk: Chunk<typeof CONNECTIONS>): Chunk<typeof CONNECTIONS> | null
}
