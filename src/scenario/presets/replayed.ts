/**
 * The scenario in which recorded traffic is replayed: six targets in three zones, one of them four times
 * slower, round robin beside least outstanding requests. Used by the NASA example and for imported logs.
 */
import { EUROPE, NAMED_WEB, WEB } from './parts.ts'

/** How fast the six targets are, together: 5 at full speed and one at a quarter. */
export const SPEED_TOTAL = 5.25
export const SLOTS = 2

export interface Replay {
  readonly title: string
  /** Hash of the recording. */
  readonly recording: string
  readonly speedUp: number
  readonly baseMs: number
  readonly perKilobyteMs: number
  readonly durationMs: number
  readonly attempts?: number
}

/** A document to validate: what is left out has its default. */
export function replayDocument(replay: Replay): Readonly<Record<string, unknown>> {
  const { title, recording, speedUp, baseMs, perKilobyteMs, durationMs } = replay
  return {
    format: 0,
    title,
    seed: '1',
    durationMs,
    ...EUROPE,
    clients: {
      visitors: {
        place: 'eu',
        arrivals: { kind: 'replay', recording, speedUp, baseMs, perKilobyteMs },
        timeoutMs: 30_000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        algorithm: { id: 'round-robin' },
        health: { intervalMs: 5000, timeoutMs: 2000 },
        targets: Object.fromEntries(
          ['a', 'a', 'b', 'b', 'c', 'c'].map((zone, i) => [
            `web-${i + 1}`,
            { zone, slots: SLOTS, ...(i === 1 ? { speed: 0.25 } : {}) },
          ]),
        ),
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
