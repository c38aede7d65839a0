/**
 * A scenario that replays a recording. Where nothing else is asked for, three rules choose:
 * - Speed-up: the log plays in about 72 s, unless that means more than 400 requests a second, and within an hour.
 * - Work: a request costs a base and a part in proportion to its size, and the targets together (five at full
 *   speed, one at a quarter) are busy 0.62 of the time on average. Of the mean, 0.6 is base: a small answer costs
 *   work too. A request whose size is 0 or unknown costs the base alone.
 * - Length: that of the log divided by the speed-up, rounded up to a second.
 */
import type { Recording } from '../model/recording.ts'
import { DURATION_MAX_MS } from '../model/time.ts'
import { problemAt, type Result, refuse } from '../scenario/document/problem.ts'
import { validateScenario } from '../scenario/document/validate.ts'
import { replayDocument, SLOTS, SPEED_TOTAL } from '../scenario/presets/replayed.ts'
import type { Scenario } from '../scenario/types.ts'

export interface ReplayOptions {
  readonly speedUp?: number
  readonly baseMs?: number
  readonly perKilobyteMs?: number
}

const PLAY_MS = 72_000
const PER_SECOND_MAX = 400
const LOAD = 0.62
const BASE_SHARE = 0.6
/** The limit of attempts in a scenario, unless it says another. */
const ATTEMPTS_DEFAULT = 2_000_000

export function scenarioFromLog(
  recording: Recording,
  options: ReplayOptions = {},
): Result<{ readonly scenario: Scenario }> {
  const requests = recording.atUs.length
  if (requests === 0) {
    return refuse([problemAt('recording', 'has no requests. Choose a log that has some.')])
  }
  const spanMs = (recording.atUs[requests - 1] as number) / 1000
  const speedUp = options.speedUp ?? chooseSpeedUp(spanMs, requests)
  const durationMs = Math.ceil((spanMs / speedUp + 1) / 1000) * 1000
  const work = chooseWork(recording, requests / (durationMs / 1000))
  return validateScenario(
    replayDocument({
      title: recording.title.slice(0, 80),
      recording: recording.hash,
      speedUp,
      baseMs: options.baseMs ?? work.baseMs,
      perKilobyteMs: options.perKilobyteMs ?? work.perKilobyteMs,
      durationMs,
      ...(requests * 2 > ATTEMPTS_DEFAULT ? { attempts: requests * 2 } : {}),
    }),
  )
}

/** Two digits are enough, so that the number can be said. */
function chooseSpeedUp(spanMs: number, requests: number): number {
  const toPlay = spanMs / PLAY_MS
  const toBear = (PER_SECOND_MAX * spanMs) / (requests * 1000)
  const atLeast = (spanMs / (DURATION_MAX_MS - 2000)) * 1.1
  return twoDigits(Math.max(atLeast, Math.min(toPlay, toBear), 0.001))
}

function twoDigits(value: number): number {
  return Math.min(100_000, Math.max(0.001, Number(value.toPrecision(2))))
}

function chooseWork(recording: Recording, perSecond: number) {
  const requests = recording.bytes.length
  const kilobytes = recording.bytes.reduce((sum, bytes) => sum + bytes, 0) / requests / 1000
  const meanMs = (LOAD * SPEED_TOTAL * SLOTS * 1000) / perSecond
  const baseMs = kilobytes > 0 ? meanMs * BASE_SHARE : meanMs
  const perKilobyteMs = kilobytes > 0 ? (meanMs - baseMs) / kilobytes : 0
  const round = (ms: number, max: number): number =>
    Math.min(max, Math.max(0.001, Math.round(ms * 1000) / 1000))
  return { baseMs: round(baseMs, 600_000), perKilobyteMs: round(perKilobyteMs, 10_000) }
}
