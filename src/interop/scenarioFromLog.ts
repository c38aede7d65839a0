/**
 * A scenario that replays a recording, and every assumption in it: what a log does not say has to come from somewhere,
 * and each rule says where, and at which control it can be changed.
 * - Speed-up: the log plays in about 72 s, unless that means more than 400 requests a second; at its own speed where it
 *   would not even be doubled, and within an hour.
 * - Work: what the log says a request took. Where it does not say, 40 ms on average: 24 ms, and a part in proportion
 *   to the size of the answer, of which the largest gets at most a second.
 * - Targets: as many as the log names, all equal, with the weights of their shares where these differ; else three to
 *   six. Slots: as few as keep them busy 0.62 of the time on average and 0.95 in the busiest of sixty parts.
 * - Clients: no limit of connections, because what the log shows was sent; they give up after 10 s, or after twice the
 *   longest request of the log, up to a minute.
 * - Length: that of the log divided by the speed-up, to the next second, and as long again as a client waits, so that
 *   the last requests end too.
 */
import type { Recording } from '../model/recording.ts'
import { DURATION_MAX_MS } from '../model/time.ts'
import { problemAt, type Result, refuse } from '../scenario/document/problem.ts'
import { validateScenario } from '../scenario/document/validate.ts'
import { REPLAY_ZONES, replayDocument } from '../scenario/presets/replayed.ts'
import type { Scenario } from '../scenario/types.ts'
import { busiest, type Load, loadOf } from './load.ts'
import type { LogReport } from './readLog.ts'
import { counted, grouped, multiple, spell } from './words.ts'

/** What is left of a long title. */
export const TITLE_MAX = 80

export interface ReplayOptions {
  readonly speedUp?: number
  readonly baseMs?: number
  readonly perKilobyteMs?: number
}

/** Something that the log does not say, and what was taken in its place. */
export interface Assumption {
  /** A sentence. */
  readonly text: string
  /** Where in the scenario it can be changed: `clients.visitors.arrivals.speedUp`. */
  readonly path: string
}

export interface FromLog {
  readonly scenario: Scenario
  readonly assumptions: readonly Assumption[]
  /** A busy moment, and a speed at which something is seen. */
  readonly opening: { readonly opensAtMs: number; readonly speedMs: number }
}

const PLAY_MS = 72_000
const PER_SECOND_MAX = 400
const SPEED_UP_MAX = 100_000
/** The limit of attempts in a scenario, unless it says another. */
const ATTEMPTS_DEFAULT = 2_000_000
/** The most that a scenario allows: no client of a log ever waits for a connection. */
const CONNECTIONS = 10_000

const VISITORS = 'clients.visitors'
const ARRIVALS = `${VISITORS}.arrivals`
const GROUP = 'targetGroups.web'

/** @param report of the log; without it (a recording alone) targets are assumed */
export function scenarioFromLog(
  recording: Recording,
  report: Pick<LogReport, 'targets' | 'tookOfTarget'> = { targets: [], tookOfTarget: 0 },
  options: ReplayOptions = {},
): Result<FromLog> {
  const requests = recording.atUs.length
  if (requests === 0) {
    return refuse([problemAt('recording', 'has no requests. Choose a log that has some.')])
  }
  const timeout = chooseTimeout(recording)
  const speed = chooseSpeedUp(recording, timeout.ms, options.speedUp)
  if (typeof speed === 'string') return refuse([problemAt('speedUp', speed)])
  const replayMs = recordedMs(recording) / speed.factor
  const durationMs = Math.ceil((replayMs + 1) / 1000) * 1000 + timeout.ms
  const work = chooseWork(recording, report, options)
  const load = loadOf(recording, speed.factor, work)
  const group = chooseTargets(load, report.targets)
  const result = validateScenario(
    replayDocument({
      title: recording.title.slice(0, TITLE_MAX),
      durationMs,
      arrivals: {
        recording: recording.hash,
        speedUp: speed.factor,
        baseMs: work.baseMs,
        perKilobyteMs: work.perKilobyteMs,
      },
      clients: { timeoutMs: timeout.ms, connections: { perAddress: CONNECTIONS } },
      algorithm: group.isWeighted ? 'weighted-round-robin' : 'round-robin',
      targets: group.targets,
      ...(requests * 2 > ATTEMPTS_DEFAULT ? { attempts: requests * 2 } : {}),
    }),
  )
  if (!result.ok) return result
  const length = `The run lasts ${spell(durationMs)}: ${spell(durationMs - timeout.ms)} of the log and ${spell(timeout.ms)} in which the last requests end.`
  const assumptions = [
    speed.assumption,
    { text: length, path: 'durationMs' },
    ...work.assumptions,
    ...group.assumptions,
    {
      text: 'A client opens as many connections as it needs: what the log shows was sent.',
      path: `${VISITORS}.connections.perAddress`,
    },
    timeout.assumption,
    {
      text: 'Clients are 40 ms away from the balancer, one way.',
      path: 'network.fromClients.eu.eu-west',
    },
  ]
  return { ok: true, scenario: result.scenario, assumptions, opening: busiest(load) }
}

const recordedMs = ({ atUs }: Recording): number => (atUs[atUs.length - 1] as number) / 1000

interface SpeedUp {
  readonly factor: number
  readonly assumption: Assumption
}

/** Two digits are enough, so that the number can be said. A string says why the one that was asked for cannot be. */
function chooseSpeedUp(
  recording: Recording,
  timeoutMs: number,
  asked: number | undefined,
): SpeedUp | string {
  const spanMs = recordedMs(recording)
  const requests = recording.atUs.length
  const atLeast = spanMs / (DURATION_MAX_MS - timeoutMs - 2000)
  if (asked !== undefined && !(asked >= Math.max(0.001, atLeast) && asked <= SPEED_UP_MAX)) {
    const from = Math.max(0.001, twoDigits(atLeast * 1.05))
    return `is ${asked}; it must be ${from} to ${SPEED_UP_MAX} for a log of ${spell(spanMs)}, since a run lasts an hour at most. Change it.`
  }
  const toPlay = spanMs / PLAY_MS
  const toBear = (PER_SECOND_MAX * spanMs) / (requests * 1000)
  const wanted = Math.min(toPlay, toBear)
  const chosen = twoDigits(Math.max(1, atLeast * 1.05, wanted < 2 ? 1 : wanted))
  const factor = asked ?? chosen
  if (spanMs / factor > DURATION_MAX_MS) {
    return `would have to be over ${SPEED_UP_MAX} for a log of ${spell(spanMs)}. Cut the log.`
  }
  const how =
    factor === 1
      ? `The log plays at its own speed${spanMs > 0 ? `: ${spell(spanMs)}` : ''}.`
      : `The log plays ${multiple(factor)}: its ${spell(spanMs)} in ${spell(spanMs / factor)}.`
  const text = `${how} Each request takes as long as it would at its own speed.`
  return { factor, assumption: { text: factor === 1 ? how : text, path: `${ARRIVALS}.speedUp` } }
}

const twoDigits = (value: number): number => Math.min(SPEED_UP_MAX, Number(value.toPrecision(2)))

const TIMEOUT_MS = 10_000
const TIMEOUT_MAX_MS = 60_000

function chooseTimeout({ tookUs }: Recording) {
  const longestMs = tookUs === null ? 0 : tookUs.reduce((most, us) => Math.max(most, us), 0) / 1000
  const twiceMs = Math.ceil((2 * longestMs) / 1000) * 1000
  const ms = Math.min(TIMEOUT_MAX_MS, Math.max(TIMEOUT_MS, twiceMs))
  const why = ms === TIMEOUT_MS ? '' : ' The log has requests that took long.'
  const assumption = {
    text: `A client gives up after ${spell(ms)}.${why}`,
    path: `${VISITORS}.timeoutMs`,
  }
  return { ms, assumption }
}

/** Where the log does not say how long requests took. */
const MEAN_MS = 40
const BASE_MS = 24
const LARGEST_MS = 1000

/** A base, and a part for each kilobyte; both unused for requests whose time is in the log. */
function chooseWork(
  recording: Recording,
  { tookOfTarget }: Pick<LogReport, 'tookOfTarget'>,
  options: ReplayOptions,
) {
  const { bytes, tookUs } = recording
  const requests = bytes.length
  let [sum, largest, timed] = [0, 0, 0]
  for (let i = 0; i < requests; i++) {
    const size = bytes[i] as number
    sum += size
    if (size > largest) largest = size
    if (tookUs !== null && (tookUs[i] as number) >= 0) timed++
  }
  const kilobytes = sum / requests / 1000
  const exact = Math.min((MEAN_MS - BASE_MS) / kilobytes, (LARGEST_MS * 1000) / largest)
  const perKilobyteMs = options.perKilobyteMs ?? (kilobytes > 0 ? threeDecimals(exact) : 0)
  const baseMs = options.baseMs ?? (kilobytes > 0 ? BASE_MS : MEAN_MS)
  const assumptions: Assumption[] = []
  if (timed > 0) {
    const what =
      tookOfTarget > 0
        ? 'the time of the target'
        : 'the time of the whole request, the sending of the answer included'
    assumptions.push({
      text: `Work is what the log says: ${what}, for ${timed === requests ? 'every request' : `${grouped(timed)} of ${counted(requests, 'request')}`}.`,
      path: `${ARRIVALS}.recordedWork`,
    })
  }
  if (timed < requests) {
    const who =
      timed > 0 ? 'Each other request' : 'The log does not say how long requests took, so each'
    assumptions.push({
      text: `${who} costs ${spell(baseMs)} of work${perKilobyteMs > 0 ? '' : ', whatever its size'}.`,
      path: `${ARRIVALS}.baseMs`,
    })
    if (perKilobyteMs > 0) {
      assumptions.push({
        text: `On top it costs ${perKilobyteMs} ms for each kilobyte of its answer.`,
        path: `${ARRIVALS}.perKilobyteMs`,
      })
    }
  }
  return { baseMs, perKilobyteMs, assumptions }
}

/** At least the least that is more than nothing. */
const threeDecimals = (ms: number): number => Math.max(0.001, Math.round(ms * 1000) / 1000)

const LOAD = 0.62
const LOAD_PEAK = 0.95
const TARGETS_ASSUMED = { min: 3, max: 6 } as const
const TARGETS_MAX = 100
const SLOTS_MAX = 10_000

function chooseTargets(load: Load, served: readonly number[]) {
  // So many slots are needed, all targets together.
  const needed = Math.max(load.mean / LOAD, load.peak / LOAD_PEAK)
  const named = served.slice(0, TARGETS_MAX)
  const { min, max } = TARGETS_ASSUMED
  const count = named.length > 0 ? named.length : Math.min(max, Math.max(min, Math.ceil(needed)))
  const shares = sharesOf(named)
  const most = shares === null ? 1 / count : Math.max(...shares)
  const slots = Math.min(SLOTS_MAX, Math.max(1, Math.ceil(needed * most)))
  const targets = Object.fromEntries(
    Array.from({ length: count }, (_, i): [string, unknown] => {
      const zone = REPLAY_ZONES[i % REPLAY_ZONES.length]
      const weight =
        shares === null
          ? {}
          : { weight: Math.max(0.1, Math.round((shares[i] as number) * 1000) / 10) }
      return [`web-${i + 1}`, { zone, slots, ...weight }]
    }),
  )
  const path = `${GROUP}.targets`
  const more =
    served.length > named.length ? ` of ${grouped(served.length)}, the ones with most requests` : ''
  const assumptions: Assumption[] = [
    {
      text:
        named.length > 0
          ? `${counted(count, 'target')}${more}: the log says which served. All are equally fast.`
          : `${count} equal targets: the log does not say how many there were.`,
      path,
    },
    {
      text: `${counted(slots, 'slot')} a target: as few as keep them busy ${LOAD * 100} % of the time on average and ${LOAD_PEAK * 100} % in the busiest part.`,
      path: `${path}.web-1.slots`,
    },
  ]
  if (shares !== null) {
    const said = shares.slice(0, 8).map((share) => `${Math.round(share * 100)} %`)
    assumptions.push({
      text: `They are weighted as the log has it: ${said.join(', ')}${shares.length > 8 ? ' ...' : ''}.`,
      path: `${path}.web-1.weight`,
    })
  }
  return { targets, isWeighted: shares !== null, assumptions }
}

/** Shares of the targets; null when they are equal but for chance, or nearly so. */
function sharesOf(served: readonly number[]): readonly number[] | null {
  if (served.length < 2) return null
  const total = served.reduce((sum, count) => sum + count, 0)
  const equal = total / served.length
  // Four standard errors of a count, and a fifth of it.
  const tolerance = Math.max(4 * Math.sqrt(equal), equal / 5)
  if (served.every((count) => Math.abs(count - equal) <= tolerance)) return null
  return served.map((count) => count / total)
}
