/** What Ballast says of a lane: the same arrivals and the same work of each request, through the same balancer. */
import type { Recording } from '../../src/model/recording.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import { attemptsOf } from '../../src/trace/attempt.ts'
import { CHANGE_KINDS, type Trace } from '../../src/trace/schema.ts'
import { constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import type { TestbedLane } from './lanes.ts'
import type { Ended, RecordedChange } from './recordings.ts'
import { type ScriptedRequest, scriptOf } from './script.ts'

export interface Predicted {
  readonly ended: readonly Ended[]
  /** When the balancer found a target down or up. */
  readonly changes: readonly RecordedChange[]
}

/**
 * Nothing of the machine is in it. What was measured began anywhere between two health checks, and in a second of the
 * clock: `seed` decides the one, `phaseMs` says how late in a second the script begins.
 */
export function predictedOf(lane: TestbedLane, { seed = 1, phaseMs = 0 } = {}): Predicted {
  const recording = recordingOf(scriptOf(lane.traffic), phaseMs)
  const trace = simulate(scenarioOf(lane, seed, phaseMs), { [recording.hash]: recording })
  const ended: Ended[] = []
  for (const { name, target, status, sentUs, endUs } of attemptsOf(trace)) {
    ended[name.ordinal] = {
      target: target === null ? null : Number(target.slice(1)),
      status,
      latencyMs: ((endUs ?? Number.NaN) - sentUs) / 1000,
    }
  }
  return { ended, changes: changesIn(trace, phaseMs) }
}

/** By its hash a scenario names it. */
const HASH = 'feedfacefeedface'

const recordingOf = (script: readonly ScriptedRequest[], phaseMs: number): Recording => ({
  hash: HASH,
  title: 'Script',
  attribution: '',
  atUs: Float64Array.from(script, ({ atMs }) => Math.round((phaseMs + atMs) * 1000)),
  path: new Uint16Array(script.length),
  bytes: new Float64Array(script.length),
  client: Uint32Array.from(script, (_, i) => i),
  tookUs: Float64Array.from(script, ({ workMs }) => workMs * 1000),
  paths: ['/'],
  clients: script.length,
})

/** After the last request until all are served, in any lane. */
const DRAIN_MS = 20_000

function scenarioOf(lane: TestbedLane, seed: number, phaseMs: number): LaneScenario {
  const { algorithm, targets, queueLimit, traffic, check, fails, deaths } = lane
  const lastMs = scriptOf(traffic).at(-1)?.atMs ?? 0
  return laneOf({
    seed: String(seed),
    durationMs: Math.ceil(phaseMs + lastMs) + DRAIN_MS,
    'clients.users.arrivals': { kind: 'replay', recording: HASH },
    'clients.users.timeoutMs': DRAIN_MS,
    'targetGroups.web': {
      algorithm,
      health:
        check === null
          ? { isActive: false, failsOpen: false }
          : {
              intervalMs: check.interMs,
              timeoutMs: check.interMs,
              healthyAfter: check.rise,
              unhealthyAfter: check.fall,
            },
      ...(fails === null
        ? {}
        : {
            ejection: {
              dialect: 'nginx',
              maxFails: fails.maxFails,
              failTimeoutMs: 1000 * fails.failTimeoutS,
            },
          }),
      targets: Object.fromEntries(
        targets.map(({ slots, weight, slowness }, i) => [
          `s${i}`,
          { zone: 'a', slots, weight, speed: 1 / slowness, queue: { limit: queueLimit } },
        ]),
      ),
    },
    faults: Object.fromEntries(
      deaths.map(({ target, atMs, backMs }, i) => [
        `death${i}`,
        { kind: 'crash', target: `s${target}`, atMs: phaseMs + atMs, forMs: backMs - atMs },
      ]),
    ),
    network: {
      sameZone: constant(0),
      crossZone: constant(0),
      fromClients: { eu: { home: constant(0) } },
    },
  })
}

const WORDS: Readonly<Partial<Record<(typeof CHANGE_KINDS)[number], RecordedChange['what']>>> = {
  'target-down': 'killed',
  'target-up': 'back',
  unhealthy: 'down',
  healthy: 'up',
}

function changesIn({ changes }: Trace, phaseMs: number): readonly RecordedChange[] {
  return changes.chunks.flatMap(({ rows, kind, atUs }) =>
    Array.from({ length: rows }, (_, i) => ({
      atMs: (atUs[i] as number) / 1000 - phaseMs,
      what: WORDS[CHANGE_KINDS[kind[i] as number] as (typeof CHANGE_KINDS)[number]],
    })).filter((change): change is RecordedChange => change.what !== undefined),
  )
}
