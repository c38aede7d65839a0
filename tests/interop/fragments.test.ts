/**
 * A file of each format, read by Ballast and by the few lines below, which know of each format where in a line things
 * stand and nothing else: both have to come to the same requests.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logFormats } from '../../src/interop/index.ts'
import { fragment, readFragment } from './reading.ts'

interface Row {
  readonly client: string
  readonly path: string
  /** Bytes of the answer. */
  readonly bytes: number
  /** Milliseconds by the log. */
  readonly took: number | null
  readonly target: string | null
}

/** One line, taken apart by position; null when no target had it. */
type Take = (line: string) => Row | null

const word = (line: string, i: number, separator: string | RegExp = ' '): string =>
  line.split(separator)[i] ?? ''
const quoted = (line: string, i: number): string => line.split('"')[i * 2 + 1] ?? ''
/** Without scheme, host and query. */
const pathIn = (target: string): string =>
  (target.split('?')[0] as string).replace(/^https?:\/\/[^/]*/, '')
const requestPath = (request: string): string => pathIn(word(request, 1))
const withoutPort = (text: string): string => text.replace(/:\d+$/, '').replace(/[[\]]/g, '')
/** Milliseconds from a text in seconds. */
const seconds = (text: string): number => Math.round(Number(text) * 1e6) / 1000
const size = (text: string): number => (text === '-' ? 0 : Number(text))

/** After the request: status and size. */
const clf = (line: string, client: string): Row => ({
  client,
  path: requestPath(quoted(line, 0)),
  bytes: size(word(line.split('"')[2] as string, 2)),
  took: null,
  target: null,
})
/** Fields of a JSON line, as texts. */
const json = (line: string): ((name: string) => string) => {
  const fields = JSON.parse(line) as Readonly<Record<string, unknown>>
  return (name) => String(fields[name])
}

const NGINX_OWN =
  "log_format own '$remote_addr|$time_iso8601|$request|$status|$body_bytes_sent|'\n '$request_time|$upstream_response_time';"
const APACHE_OWN = String.raw`LogFormat "%h %B \"%r\" %t %>s %b \"%{User-Agent}i\" %D" own`

const FORMATS: Readonly<Record<string, { id: string; logFormat?: string; take: Take }>> = {
  'common.log': { id: 'clf', take: (line) => clf(line, word(line, 0)) },
  'combined.log': { id: 'clf', take: (line) => clf(line, word(line, 0)) },
  'vhost-combined.log': { id: 'clf', take: (line) => clf(line, word(line, 1)) },
  'nginx-main.log': {
    id: 'clf',
    take: (line) => clf(line, word(line.split('"').at(-2) as string, 0, ',')),
  },
  'nginx-timed.log': {
    id: 'clf',
    take: (line) => ({
      ...clf(line, word(line, 0)),
      took: seconds(line.split('urt="')[1]?.split('"')[0] ?? ''),
      target: line.split('ua="')[1]?.split('"')[0] ?? '',
    }),
  },
  'nginx-own.log': {
    id: 'declared',
    logFormat: NGINX_OWN,
    take: (line) => ({
      client: word(line, 0, '|'),
      path: requestPath(word(line, 2, '|')),
      bytes: Number(word(line, 4, '|')),
      took: seconds(word(line, 6, '|').split(', ').at(-1) as string),
      target: null,
    }),
  },
  'apache-own.log': {
    id: 'declared',
    logFormat: APACHE_OWN,
    take: (line) => ({
      client: word(line, 0),
      path: requestPath(quoted(line, 0)),
      bytes: Number(word(line, 1)),
      took: Number(line.split(' ').at(-1)) / 1000,
      target: null,
    }),
  },
  'nginx.jsonl': {
    id: 'json',
    take(line) {
      const of = json(line)
      return {
        client: of('remote_addr'),
        path: pathIn(of('request_uri')),
        bytes: Number(of('body_bytes_sent')),
        took: seconds(of('upstream_response_time')),
        target: of('upstream_addr'),
      }
    },
  },
  'caddy.jsonl': {
    id: 'caddy',
    take(line) {
      const of = JSON.parse(line) as {
        request: { client_ip: string; uri: string }
        size: number
        duration: number
      }
      return {
        client: of.request.client_ip,
        path: pathIn(of.request.uri),
        bytes: of.size,
        took: of.duration * 1000,
        target: null,
      }
    },
  },
  'traefik.jsonl': {
    id: 'traefik',
    take(line) {
      const of = json(line)
      return {
        client: of('ClientHost'),
        path: pathIn(of('RequestPath')),
        bytes: Number(of('DownstreamContentSize')),
        took: Number(of('OriginDuration')) / 1e6,
        target: of('ServiceAddr'),
      }
    },
  },
  'envoy.jsonl': {
    id: 'envoy-json',
    take(line) {
      const of = json(line)
      return {
        client: withoutPort(of('downstream_remote_address')),
        path: pathIn(of('path')),
        bytes: Number(of('bytes_sent')),
        took: Number(of('upstream_service_time')),
        target: of('upstream_host'),
      }
    },
  },
  'haproxy.log': {
    id: 'haproxy',
    take(line) {
      const [, place, durations, , bytes] = (line.split('] ')[1] as string).split(' ')
      if (place?.includes('<')) return null
      return {
        client: withoutPort(word(line.split(']: ')[1] as string, 0)),
        path: requestPath(quoted(line, 0)),
        bytes: Number(bytes),
        took: Number(word(durations as string, 3, '/')),
        target: place as string,
      }
    },
  },
  'alb.log': {
    id: 'alb',
    take: (line) =>
      word(line, 4) === '-'
        ? null
        : {
            client: withoutPort(word(line, 3)),
            path: requestPath(quoted(line, 0)),
            bytes: Number(word(line, 11)),
            took: seconds(word(line, 6)),
            target: word(line, 4),
          },
  },
  'elb.log': {
    id: 'elb',
    take: (line) =>
      word(line, 3) === '-'
        ? null
        : {
            client: withoutPort(word(line, 2)),
            path: requestPath(quoted(line, 0)),
            bytes: Number(word(line, 10)),
            took: seconds(word(line, 5)),
            target: word(line, 3),
          },
  },
  'cloudfront.log': {
    id: 'cloudfront',
    take: (line) => ({
      client: word(line, 4, '\t'),
      path: word(line, 7, '\t'),
      bytes: Number(word(line, 3, '\t')),
      took: seconds(word(line, 18, '\t')),
      target: null,
    }),
  },
  'iis.log': {
    id: 'iis',
    take: (line) => ({
      client: word(line, 8),
      path: word(line, 4),
      bytes: Number(word(line, 14)),
      took: Number(word(line, 15)),
      target: null,
    }),
  },
  'envoy.log': {
    id: 'envoy',
    take(line) {
      const numbers = (line.split('"')[2] as string).split(' ')
      if (line.endsWith('"-"')) return null
      return {
        client: quoted(line, 1),
        path: requestPath(quoted(line, 0)),
        bytes: Number(numbers[4]),
        took: Number(numbers[6]),
        target: line.split('"').at(-2) as string,
      }
    },
  },
  'istio.log': {
    id: 'envoy',
    take(line) {
      const numbers = (line.split('"')[4] as string).split(' ')
      return {
        client: withoutPort(line.split(' ').at(-3) as string),
        path: requestPath(quoted(line, 0)),
        bytes: Number(numbers[2]),
        took: Number(numbers[4]),
        target: line.split('"').at(-2) as string,
      }
    },
  },
}

describe('a fragment of', () => {
  it.each(Object.entries(FORMATS))('%s is read as its columns say', async (name, format) => {
    const { take, logFormat } = format
    const lines = readFileSync(fragment(name), 'utf8')
      .split(/\r?\n/)
      .filter((line) => line !== '' && !line.startsWith('#'))
    const rows = lines.map(take).filter((row) => row !== null)
    const { recording, report } = await readFragment(
      name,
      logFormat === undefined ? {} : { logFormat },
    )
    expect(report.requests).toBe(rows.length)
    expect(report.lines - report.requests).toBe(
      report.leftOut.reduce((sum, { count }) => sum + count, 0),
    )
    expect(report.leftOut.filter(({ why }) => why === 'unreadable')).toEqual([])
    expect(recording.clients).toBe(new Set(rows.map((row) => row.client)).size)
    expect(new Set(recording.paths)).toEqual(new Set(rows.map((row) => row.path)))
    const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b)
    expect(sorted(recording.bytes)).toEqual(sorted(rows.map((row) => row.bytes)))
    const took = rows.map((row) => (row.took === null ? -1 : Math.round(row.took * 1000)))
    expect(sorted(recording.tookUs ?? took.map(() => -1))).toEqual(sorted(took))
    const served = new Map<string, number>()
    for (const { target } of rows) {
      if (target !== null) served.set(target, (served.get(target) ?? 0) + 1)
    }
    expect(sorted(report.targets)).toEqual(sorted(served.values()))
    expect(report.formats.map(({ id }) => id)).toEqual([format.id])
  })

  it('every format is here, and every file is used', () => {
    const used = Object.values(FORMATS).map(({ id }) => id)
    for (const { id } of logFormats) expect(used).toContain(id)
    expect(readdirSync(fragment('')).sort()).toEqual(Object.keys(FORMATS).sort())
  })

  it.each([
    ['alb.log', 'answered by the balancer itself (redirect)', 4],
    ['elb.log', 'answered by the balancer itself', 3],
    ['haproxy.log', 'answered by the balancer itself (<NOSRV>)', 3],
    ['envoy.log', 'answered by the balancer itself (NR)', 3],
    ['iis.log', 'comments', 6],
  ])('%s: what is no traffic to a target is counted and named', async (name, why, count) => {
    const { report } = await readFragment(name)
    expect(report.leftOut).toMatchObject([{ why, count }])
    expect(report.leftOut[0]?.examples[0]?.number).toBeGreaterThan(0)
  })
})
