/**
 * The scenario in which recorded traffic is replayed: targets in three zones, round robin beside least outstanding
 * requests. Used by the NASA example and for imported logs.
 */
import { EUROPE, NAMED_WEB, WEB } from './parts.ts'

/** The zones to which targets are dealt. */
export const REPLAY_ZONES = ['a', 'b', 'c'] as const

export interface Replay {
  readonly title: string
  readonly durationMs: number
  /** The arrival process `replay` without its kind. */
  readonly arrivals: Readonly<Record<string, unknown>>
  /** What else is to be said of the clients. */
  readonly clients: Readonly<Record<string, unknown>>
  readonly algorithm: string
  /** By id. */
  readonly targets: Readonly<Record<string, unknown>>
  readonly attempts?: number
}

/** A document to validate: what is left out has its default. */
export function replayDocument(replay: Replay): Readonly<Record<string, unknown>> {
  const { title, durationMs, arrivals, clients, algorithm, targets } = replay
  return {
    format: 1,
    title,
    seed: '1',
    durationMs,
    ...EUROPE,
    clients: {
      visitors: { place: 'eu', arrivals: { kind: 'replay', ...arrivals }, ...clients },
    },
    dns: { ...NAMED_WEB, resolvers: { isp: { place: 'eu' } } },
    balancers: WEB,
    targetGroups: {
      web: {
        algorithm: { id: algorithm },
        health: { intervalMs: 5000, timeoutMs: 2000 },
        targets,
      },
    },
    ...(replay.attempts === undefined ? {} : { limits: { attempts: replay.attempts } }),
    lanes: {
      least: {
        title: 'Least outstanding requests',
        patch: { targetGroups: { web: { algorithm: { id: 'least-outstanding' } } } },
      },
    },
  }
}
