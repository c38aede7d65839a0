/** What an imported log asks of the targets, and what had to be assumed. */
import { describe, expect, it } from 'vitest'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import type { LogReport } from '../../src/interop/readLog.ts'
import {
  type FromLog,
  type ReplayOptions,
  scenarioFromLog,
} from '../../src/interop/scenarioFromLog.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { recordingsOf } from '../../src/scenario/recordings.ts'
import { simulate } from '../support/simulate.ts'
import { type Read, readText } from './reading.ts'

const stamp = (second: number): string =>
  new Date(Date.UTC(2024, 4, 5) + second * 1000).toISOString()

/** `count` lines, `perSecond` of them a second, each perhaps with something at the end. */
function log(count: number, perSecond: number, more: (i: number) => string = () => ''): string {
  return Array.from({ length: count }, (_, i) => {
    const client = `192.0.2.${i % 50}`
    const at = stamp(i / perSecond)
    return `${client} - - [${at}] "GET /${i % 7} HTTP/1.1" 200 ${2000 + (i % 5) * 1000} "-" "x"${more(i)}`
  }).join('\n')
}

const made = ({ recording, report }: Read, options: ReplayOptions = {}): FromLog => {
  const result = scenarioFromLog(recording, report, options)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result
}
const fromText = async (text: string, options: ReplayOptions = {}): Promise<FromLog> =>
  made(await readText(text), options)

const visitors = ({ scenario }: FromLog) => {
  const clients = scenario.clients['visitors']
  if (clients?.arrivals.kind !== 'replay') throw new Error('visitors replay a recording')
  return { ...clients, arrivals: clients.arrivals }
}
const targets = ({ scenario }: FromLog) =>
  Object.values(scenario.targetGroups['web']?.targets ?? {})

/** The numbers of lane A. */
function replay(read: Read, options: ReplayOptions = {}) {
  const { scenario } = made(read, options)
  const lane = resolveLane(scenario, null)
  return reportOf(simulate(lane, { [read.recording.hash]: read.recording }))
}

describe('the targets of a scenario from a log', () => {
  it('are equal: nothing is slow that the log does not call slow', async () => {
    const found = targets(await fromText(log(300, 1)))
    expect(new Set(found.map(({ speed }) => speed))).toEqual(new Set([1]))
    expect(new Set(found.map(({ weight }) => weight))).toEqual(new Set([1]))
    expect(found.length).toBe(3)
  })

  it('are as many as the log names, with equal weights when chance alone tells them apart', async () => {
    const made = await fromText(log(400, 5, (i) => ` ua=10.0.0.${i % 4}:80`))
    expect(targets(made).map(({ weight }) => weight)).toEqual([1, 1, 1, 1])
    expect(made.scenario.targetGroups['web']?.algorithm.id).toBe('round-robin')
  })

  it('have the shares of the log where these differ', async () => {
    const made = await fromText(log(400, 5, (i) => ` ua=10.0.0.${i % 10 < 7 ? 1 : (i % 3) + 2}:80`))
    const weights = targets(made).map(({ weight }) => weight)
    expect(weights[0]).toBe(70)
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 0)
    expect(made.scenario.targetGroups['web']?.algorithm.id).toBe('weighted-round-robin')
  })

  it('have so many slots that they are busy 0.62 of the time', async () => {
    const read = await readText(log(18_000, 300, () => ' 0.200'))
    const found = targets(made(read))
    const slots = found.reduce((sum, target) => sum + target.slots, 0)
    // 300 a second of 0.2 s are 60 at a time.
    expect(60 / slots).toBeGreaterThan(0.58)
    expect(60 / slots).toBeLessThanOrEqual(0.62)
  })
})

describe('the work', () => {
  it('is what the log says, at the target where it knows that', async () => {
    const read = await readText(log(200, 2, (i) => ` 0.300 0.${100 + (i % 100)}`))
    const { assumptions } = made(read)
    expect(assumptions.map(({ text }) => text)).toContain(
      'Work is what the log says: the time of the target, for every request.',
    )
    const { scenario } = made(read)
    const { targets: served } = replay(read)
    // 100 to 199 ms, each twice; over the whole run, which begins and ends with all of it.
    const workMs = Array.from({ length: 200 }, (_, i) => 100 + (i % 100)).reduce((a, b) => a + b)
    const busyMs = served.map(({ utilisation, slots }) => utilisation * slots * scenario.durationMs)
    expect(busyMs.reduce((a, b) => a + b)).toBeCloseTo(workMs, 0)
    expect(read.report.tookOfTarget).toBe(200)
  })

  it('is 40 ms on average where it does not, and at most a second', async () => {
    const { arrivals } = visitors(await fromText(log(300, 1)))
    expect(arrivals.baseMs).toBe(24)
    expect(arrivals.baseMs + arrivals.perKilobyteMs * 4).toBeCloseTo(40, 2)
    const huge = '192.0.2.1 - - [05/May/2024:00:00:00 +0000] "GET /big HTTP/1.1" 200 900000000'
    const withHuge = visitors(await fromText(`${log(3000, 1)}\n${huge}`))
    expect(withHuge.arrivals.perKilobyteMs * 900_000).toBeLessThanOrEqual(1000)
  })

  it('is all base when no size is known', async () => {
    const text = '192.0.2.1 - - [05/May/2024:00:00:00 +0000] "GET / HTTP/1.1" 304 -'
    expect(visitors(await fromText(text)).arrivals).toMatchObject({ baseMs: 40, perKilobyteMs: 0 })
  })
})

describe('a small log', () => {
  it.each([1, 2, 5, 50, 1000])('of %d lines within a second is served, on time', async (count) => {
    const report = replay(await readText(log(count, 1000)))
    expect(report.requests).toBe(count)
    expect(report.errorRatio).toBe(0)
    expect(report.latency.p99Ms).toBeLessThan(1000)
  })
})

describe('the clients', () => {
  it('are not held up by a limit that time lapse makes too tight', async () => {
    // All behind one address, as with a CDN: 30,000 requests, one a second.
    const text = log(30_000, 1).replace(/^192\.0\.2\.\d+/gm, '192.0.2.1')
    const report = replay(await readText(text))
    expect(report.errorRatio).toBe(0)
    expect(report.latency.p50Ms).toBeLessThan(200)
  })

  it('wait twice as long as the longest request of the log, up to a minute', async () => {
    const timeout = async (seconds: string) =>
      visitors(await fromText(log(20, 2, (i) => (i === 3 ? ` ${seconds}` : ' 0.010')))).timeoutMs
    expect(await timeout('0.500')).toBe(10_000)
    expect(await timeout('12.000')).toBe(24_000)
    expect(await timeout('500.000')).toBe(60_000)
  })
})

describe('the time', () => {
  const speedUp = async (text: string) => visitors(await fromText(text)).arrivals.speedUp

  it('of a long log is compressed to 72 s, of a short one it is as it was', async () => {
    expect(await speedUp(log(721, 0.1))).toBe(100)
    expect(await speedUp(log(100, 10))).toBe(1)
    expect(await speedUp(log(3000, 1000))).toBe(1)
  })

  it('is compressed to at most 400 requests a second', async () => {
    expect(await speedUp(log(60_000, 20))).toBe(20)
  })

  it('ends when the last request can have ended', async () => {
    const { scenario } = await fromText(log(4321, 1), { speedUp: 60 })
    expect(scenario.durationMs).toBe(73_000 + 10_000)
    const read = await readText(log(600, 1))
    expect(replay(read)).toMatchObject({ requests: 600 })
  })

  it('is refused when it cannot be, with what can', async () => {
    const read = await readText(log(200, 0.01))
    for (const factor of [0, 1, 1e9, Number.NaN]) {
      const result = scenarioFromLog(read.recording, read.report, { speedUp: factor })
      expect(result).toMatchObject({
        ok: false,
        problems: [
          { path: 'speedUp', message: expect.stringContaining('it must be 5.8 to 100000') },
        ],
      })
    }
  })

  it('opens at the busiest moment, at a speed at which some ten requests a second are seen', async () => {
    const quiet = log(600, 1)
    const busy = log(600, 100).replace(/2024-05-05T00:00/g, '2024-05-05T00:05')
    const { opening, scenario } = await fromText(`${quiet}\n${busy}`)
    const { speedUp } = visitors(await fromText(`${quiet}\n${busy}`)).arrivals
    expect(opening.opensAtMs).toBeGreaterThan(298_000 / speedUp)
    expect(opening.opensAtMs).toBeLessThan(306_000 / speedUp)
    expect(opening.opensAtMs).toBeLessThan(scenario.durationMs)
    expect(opening.speedMs).toBeGreaterThanOrEqual(25)
    expect((await fromText(log(2, 1))).opening.speedMs).toBe(1000)
  })
})

describe('the assumptions', () => {
  it('each name a control that is there', async () => {
    for (const text of [
      log(300, 1),
      log(300, 1, (i) => ` 0.1${10 + (i % 80)} ua=10.0.0.${i % 9 < 6 ? 1 : 2}:80`),
    ]) {
      const { scenario, assumptions } = await fromText(text)
      for (const { path, text: sentence } of assumptions) {
        const value = path
          .split('.')
          .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], scenario)
        expect(value, path).toBeDefined()
        expect(sentence).toMatch(/^[A-Z0-9].*\.$/)
      }
      expect(new Set(assumptions.map(({ path }) => path)).size).toBe(assumptions.length)
    }
  })

  it('say what was chosen: speed, length, work, targets, connections, timeout, distance', async () => {
    const { assumptions } = await fromText(log(7201, 1))
    expect(assumptions.map(({ text }) => text)).toEqual([
      'The log plays 100 times faster than it was recorded: its 2 h in 72 s. Each request takes as long as it would at its own speed.',
      'The run lasts 83 s: 73 s of the log and 10 s in which the last requests end.',
      'The log does not say how long requests took, so each costs 24 ms of work.',
      'On top it costs 4 ms for each kilobyte of its answer.',
      '6 equal targets: the log does not say how many there were.',
      '2 slots a target: as few as keep them busy 62 % of the time on average and 95 % in the busiest part.',
      'A client opens as many connections as it needs: what the log shows was sent.',
      'A client gives up after 10 s.',
      'Clients are 40 ms away from the balancer, one way.',
    ])
  })
})

describe('a scenario from a log', () => {
  it('asks for the recording and compares with least outstanding requests', async () => {
    const read = await readText(log(100, 1))
    const { scenario } = made(read)
    expect(recordingsOf(scenario)).toEqual([read.recording.hash])
    expect(Object.keys(scenario.lanes)).toEqual(['least'])
  })

  it('is refused when there is nothing to replay', async () => {
    const { recording } = await readText(log(1, 1))
    const nothing = { targets: [], tookOfTarget: 0 } satisfies Pick<
      LogReport,
      'targets' | 'tookOfTarget'
    >
    const empty = { ...recording, atUs: new Float64Array(0) }
    expect(scenarioFromLog(empty, nothing)).toEqual({
      ok: false,
      problems: [
        { path: 'recording', message: 'recording has no requests. Choose a log that has some.' },
      ],
    })
  })
})
