/**
 * A run that is written as an access log is read back by the importer: the same requests, targets and times, as exactly
 * as the format has them.
 */
import { describe, expect, test } from 'vitest'
import { logFormats } from '../../src/interop/index.ts'
import { EPOCH_US, whyNoLog } from '../../src/interop/writers/entry.ts'
import { type LogWriterId, logPieces, logWriters } from '../../src/interop/writers/index.ts'
import type { Recording } from '../../src/model/recording.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import { attemptsOf, type TracedAttempt } from '../../src/trace/attempt.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { busyLane } from '../support/busyLane.ts'
import { constant, DIRECT, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { readText } from './reading.ts'

/** What a format tells apart: moments, in microseconds; what no target had; and how long took what no target answered. */
const EXACT: Readonly<
  Record<
    LogWriterId,
    { readonly stampUs: number; readonly keepsAll: boolean; readonly hasAllTimes: boolean }
  >
> = {
  nginx: { stampUs: 1_000_000, keepsAll: true, hasAllTimes: true },
  haproxy: { stampUs: 1000, keepsAll: false, hasAllTimes: false },
  envoy: { stampUs: 1000, keepsAll: false, hasAllTimes: true },
  alb: { stampUs: 1, keepsAll: false, hasAllTimes: false },
}

const READ_AS: Readonly<Record<LogWriterId, string>> = {
  nginx: 'clf',
  haproxy: 'haproxy',
  envoy: 'envoy',
  alb: 'alb',
}

const textOf = (trace: Trace, lane: LaneScenario, id: LogWriterId): string => {
  const writer = logWriters.find((each) => each.id === id) as (typeof logWriters)[number]
  return [...logPieces({ trace, lane, recordings: {} }, writer)].join('')
}

const lane = busyLane()
const trace = simulate(lane)
/** What came to a node and was over there: what a balancer logs. */
const logged = [...attemptsOf(trace)].filter(
  ({ nodeUs, backUs, author, endUs }) =>
    nodeUs !== null &&
    (backUs !== null || ((author === 'node' || author === 'client') && endUs !== null)),
)

/** When it was over at the node. */
function endOf({ nodeUs, backUs, endUs, target, cause }: TracedAttempt): number {
  const [came, end] = [nodeUs as number, endUs as number]
  if (cause === 'client-timeout') return Math.max(came, end)
  return backUs ?? (target === null ? came : end)
}

/** A log may say that it never reached a target: no other format than NGINX's reads that as a request. */
const wasDispatched = (id: LogWriterId, { target, cause }: TracedAttempt): boolean =>
  target !== null && (id !== 'alb' || (cause !== 'connect-refused' && cause !== 'connect-timeout'))

describe.each(logWriters.map(({ id }) => id))('%s', (id) => {
  const text = textOf(trace, lane, id)
  const { stampUs, keepsAll, hasAllTimes } = EXACT[id]
  const kept = logged.filter((attempt) => keepsAll || wasDispatched(id, attempt))

  test('is a line for each attempt that was over at a node', () => {
    expect(text.trimEnd().split('\n')).toHaveLength(logged.length)
    expect(logged.length).toBeGreaterThan(800)
  })

  test('is read as what it is, without a warning, and nothing is unreadable', async () => {
    const { report } = await readText(text)
    expect(report.formats.map((format) => format.id)).toEqual([READ_AS[id]])
    expect(logFormats.map((format) => format.id)).toContain(READ_AS[id])
    expect(report.leftOut.map(({ why }) => why).join()).not.toMatch(/unreadable|comment|far from/)
    expect(report.warnings).toEqual([])
    expect(report.requests).toBe(kept.length)
  })

  test('gives back paths, sizes and how many each target had', async () => {
    const { recording, report } = await readText(text)
    const count = (values: Iterable<string | number>): Record<string, number> => {
      const counts: Record<string, number> = {}
      for (const value of values) counts[value] = (counts[value] ?? 0) + 1
      return counts
    }
    expect(count(Array.from(recording.path, (p) => recording.paths[p] as string))).toEqual(
      count(kept.map(({ path }) => path)),
    )
    const targets = count(kept.flatMap(({ target }) => (target === null ? [] : [target])))
    expect(report.targets).toEqual(Object.values(targets).sort((a, b) => b - a))
    expect(count(recording.bytes)).toEqual(
      count(kept.map(({ author }) => (author === 'target' ? 10_000 : 0))),
    )
  })

  test('gives back moments and durations, as exactly as it has them', async () => {
    const { recording } = await readText(text)
    // NGINX writes when a request ended, to the second; the importer spreads these out within it.
    const moments = kept
      .map((one) => (id === 'nginx' ? Math.floor(endOf(one) / 1e6) * 1e6 : (one.nodeUs as number)))
      .sort((a, b) => a - b)
    const [first = 0, read = 0] = [moments[0], recording.atUs[0]]
    moments.forEach((us, i) => {
      const readUs = (recording.atUs[i] as number) - read
      expect(Math.abs(readUs - (us - first))).toBeLessThanOrEqual(stampUs)
    })
    const took = Array.from(recording.tookUs ?? [])
      .filter((us) => us >= 0)
      .sort((a, b) => a - b)
    const expected = kept
      .filter(({ author }) => hasAllTimes || author === 'target')
      .map((one) => endOf(one) - (one.nodeUs as number))
      .sort((a, b) => a - b)
    expect(took).toHaveLength(expected.length)
    expected.forEach((us, i) => {
      expect(Math.abs((took[i] as number) - us)).toBeLessThanOrEqual(500)
    })
  })
})

test('a line of each is what the balancer of that name writes', () => {
  const plain = laneOf({
    'clients.users.requests.page.path': '/a?b=1',
    durationMs: 200,
    'clients.users.arrivals.perSecond': 10,
    'network.fromClients.eu.home': constant(20),
    'network.sameZone': constant(1),
    'targetGroups.web.targets.s0.zone': 'a',
  })
  const one = simulate(plain)
  const lines = logWriters.map(({ id }) => textOf(one, plain, id).split('\n')[0])
  expect(EPOCH_US).toBe(Date.UTC(2000, 0, 1) * 1000)
  expect(lines).toMatchInlineSnapshot(`
    [
      "203.0.113.0 - - [01/Jan/2000:00:00:00 +0000] "GET /a?b=1 HTTP/1.1" 200 10000 "-" "ballast/users" 0.014 0.014 10.0.0.1:80",
      "203.0.113.0:32768 [01/Jan/2000:00:00:00.110] web web/s0 0/0/0/14/14 200 10000 - - ---- 0/0/0/0/0 0/0 "GET /a?b=1 HTTP/1.1"",
      "[2000-01-01T00:00:00.110Z] "GET /a?b=1 HTTP/1.1" 200 - 0 10000 14 14 "203.0.113.0" "ballast/users" "users/0/0#1" "shop.example" "10.0.0.1:80"",
      "http 2000-01-01T00:00:00.124000Z app/web/0000000000000000 203.0.113.0:32768 10.0.0.1:80 0.000 0.014 0.000 200 200 0 10000 "GET http://shop.example:80/a?b=1 HTTP/1.1" "ballast/users" - - arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/web/0000000000000000 "Root=users/0/0#1" "-" "-" 0 2000-01-01T00:00:00.110000Z "forward" "-" "-" "10.0.0.1:80" "200" "-" "-"",
    ]
  `)
})

test('what a request line cannot hold is written as clients write it', async () => {
  const recording: Recording = {
    hash: 'feedfacefeedface',
    title: '',
    attribution: '',
    atUs: Float64Array.of(0),
    path: Uint16Array.of(0),
    bytes: Float64Array.of(7),
    client: Uint32Array.of(0),
    tookUs: null,
    paths: ['/é "x" \\\n[1] 🜁'],
    clients: 1,
  }
  const recordings = { [recording.hash]: recording }
  const hostile = laneOf({
    'clients.users.arrivals': { kind: 'replay', recording: recording.hash },
  })
  const run = { trace: simulate(hostile, recordings), lane: hostile, recordings }
  for (const writer of logWriters) {
    const { recording: read } = await readText([...logPieces(run, writer)].join(''))
    expect(read.paths).toEqual(['/%C3%A9%20%22x%22%20%5C%0A[1]%20%F0%9F%9C%81'])
    expect([...read.bytes]).toEqual([7])
  }
})

test('a log is written by a balancer that sees requests', () => {
  expect(whyNoLog(lane)).toBeNull()
  expect(whyNoLog(laneOf(DIRECT))).toMatch(/no balancer/)
  expect(whyNoLog(laneOf({ 'balancers.web.kind': 'network' }))).toMatch(/layer 4/)
})
