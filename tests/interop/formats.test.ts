/** Lines as servers, tools and people really leave them, one peculiarity at a time. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LineOutcome, LogRecord } from '../../src/interop/define.ts'
import { logFormats } from '../../src/interop/index.ts'
import { LogLine } from '../../src/interop/parts/logLine.ts'
import { cutPath, PATH_MAX } from '../../src/interop/parts/requestLine.ts'
import { readLines } from './reading.ts'

const CLF = '192.0.2.7 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326'
const AGENT = '"http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)"'
// The first example line of "Access log entries" in the guide of AWS.
const ALB =
  'http 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.0.2.39:2817 ' +
  '10.0.0.1:80 0.000 0.001 0.000 200 200 34 366 "GET http://www.example.com:80/ HTTP/1.1" ' +
  '"curl/7.46.0" - - arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 ' +
  '"Root=1-58337262-36d228ad5d99923122bbe354" "-" "-" 0 2018-07-02T22:22:48.364000Z "forward" "-" "-" ' +
  '"10.0.0.1:80" "200" "-" "-"'

/** One line in one format. */
function readIn(id: string, line: string): LineOutcome {
  const format = logFormats.find((each) => each.id === id)
  if (format === undefined) throw new Error(`${id} is no format`)
  return format.open()(new LogLine(line))
}
const clf = (line: string): LineOutcome => readIn('clf', line)
const record = (outcome: LineOutcome): LogRecord => {
  if (typeof outcome === 'string' || 'notReplayed' in outcome)
    throw new Error(JSON.stringify(outcome))
  return outcome
}

describe('a line of the Common or Combined Log Format', () => {
  it('is read', () => {
    expect(clf(CLF)).toEqual({
      atMs: Date.UTC(2000, 9, 10, 20, 55, 36),
      isWholeSecond: true,
      hasZone: true,
      client: '192.0.2.7',
      method: 'GET',
      path: '/apache_pb.gif',
      hasProtocol: true,
      status: 200,
      bytes: 2326,
      took: null,
      target: null,
      hasUnusedNumber: false,
    })
  })

  it.each([
    ['referrer and agent', ` ${AGENT}`],
    ['a blank at the end', ' '],
    ['two texts', ' "-" "x"'],
    ['half of the pair', ' - "x"'],
    ['more after them', ` ${AGENT} something=else "10.0.0.7"`],
    ['an agent with quotes of its own', ' "-" "Mozilla "5.0" (x)"'],
  ])('may have %s after the size', (_, rest) => {
    expect(clf(CLF + rest)).toEqual(clf(CLF))
  })

  const request = (text: string, rest = '200 5') =>
    clf(`h - - [10/Oct/2000:13:55:36 -0700] "${text}" ${rest}`)

  it('may lack a protocol, a size and a status', () => {
    expect(request('GET /history/apollo/')).toMatchObject({
      path: '/history/apollo/',
      hasProtocol: false,
    })
    expect(request('GET / HTTP/1.0', '404 -')).toMatchObject({ status: 404, bytes: null })
    expect(request('GET / HTTP/1.0', '- -')).toMatchObject({ status: null, bytes: null })
    expect(request('GET / HTTP/1.0', '204')).toMatchObject({ status: 204, bytes: null })
  })

  it('may hold quotes, blanks and backslashes in the request', () => {
    expect(request('GET /a"b" 200 x HTTP/1.0')).toMatchObject({ path: '/a"b" 200 x' })
    expect(request('GET /a\\" 200 7 HTTP/1.0')).toMatchObject({ path: '/a\\" 200 7', bytes: 5 })
    expect(request('GET /dos\\')).toMatchObject({ path: '/dos\\' })
  })

  it('loses query, fragment, scheme and host', () => {
    expect(request('GET /find?name=Jim HTTP/1.1')).toMatchObject({ path: '/find' })
    expect(request('GET http://a.example:80/x#y HTTP/1.1')).toMatchObject({ path: '/x' })
    expect(request('GET http://a.example?q HTTP/1.1')).toMatchObject({ path: '/' })
    expect(request('GET /go?to=http://b.example/x HTTP/1.1')).toMatchObject({ path: '/go' })
  })

  it.each(['RPC_IN_DATA', 'M-SEARCH', 'VERSION2', 'get'])('may have the method %s', (method) => {
    expect(request(`${method} /x HTTP/1.1`)).toMatchObject({ method: method.toUpperCase() })
  })

  it.each([
    ['-', '400 0'],
    ['\\x16\\x03\\x01', '400 0'],
    ['GET', '400 0'],
    ['PROPFIND-AND-FAR-TOO-LONG-TO-BE-ONE /', '400 0'],
  ])('says why a line with the request %s is none', (text, rest) => {
    expect(request(text, rest)).toBe('it holds no request with a method and a path')
  })

  it('says when the time is none, and when it is no line at all', () => {
    expect(clf(CLF.replace('Oct', 'Okt'))).toContain('10/Okt/2000:13:55:36 -0700 is no time')
    expect(clf('miriwo')).toBe('it is not host, time, request, status and size')
  })

  it.each([
    ['a request time of NGINX', '0.012', { ms: 12, of: 'request' }],
    ['request and upstream time', '0.012 0.010', { ms: 10, of: 'target' }],
    ['named times', 'rt=0.012 uct=0.001 urt=0.010', { ms: 10, of: 'target' }],
    ['several tries', 'rt=0.5 urt="0.001, 0.400"', { ms: 400, of: 'target' }],
    ['an upstream that was not asked', 'rt=0.012 urt=-', { ms: 12, of: 'request' }],
    [
      'the milliseconds of Traefik',
      '17 "web@docker" "http://10.0.0.5:80" 23ms',
      { ms: 23, of: 'request' },
    ],
  ])('takes %s', (_, rest, took) => {
    expect(record(clf(`${CLF} ${AGENT} ${rest}`)).took).toEqual(took)
    if (!rest.includes('"')) expect(record(clf(`${CLF} ${rest}`)).took).toEqual(took)
  })

  it('does not guess at a whole number, and says that it is there', () => {
    expect(clf(`${CLF} ${AGENT} 1234`)).toMatchObject({ took: null, hasUnusedNumber: true })
  })

  it('names the target where an address with a port says so', () => {
    expect(clf(`${CLF} ${AGENT} "10.0.0.7:8080"`)).toMatchObject({ target: '10.0.0.7:8080' })
  })
})

describe('the client', () => {
  const rest = '[10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326'
  it.each([
    ['192.0.2.7 - -', '192.0.2.7'],
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.7:42001 - -', '192.0.2.7'],
    ['[2001:db8::7]:42001 - -', '2001:db8::7'],
    ['2001:db8::7 - -', '2001:db8::7'],
    ['::ffff:192.0.2.7 - -', '192.0.2.7'],
    ['shop.example:443 192.0.2.7 - -', '192.0.2.7'],
    ['shop.example:443 pc7.example.net - -', 'pc7.example.net'],
    ['203.0.113.5, 198.51.100.2, 10.0.0.1 - -', '203.0.113.5'],
    ['unknown, 203.0.113.5 - -', '203.0.113.5'],
    ['203.0.113.5 - "frank smith"', '203.0.113.5'],
    ['203.0.113.5 - frank smith', '203.0.113.5'],
    ['- 203.0.113.5 - -', '203.0.113.5'],
    ['17:203.0.113.5 - -', '203.0.113.5'],
    ['17:2001:db8::7 - -', '2001:db8::7'],
    ['access.log:17:203.0.113.5 - -', '203.0.113.5'],
    ['17:pc7.example.net - -', 'pc7.example.net'],
    ['May  5 10:00:00 10.9.9.9 nginx: 203.0.113.5 - -', '203.0.113.5'],
    ['May  5 10:00:00 lb1 nginx[77]: pc7.example.net - -', 'pc7.example.net'],
    ['<134>1 2024-05-05T10:00:00Z lb1 nginx - - - 203.0.113.5 - -', '203.0.113.5'],
    ['2024-05-05T10:00:00.000000001Z stdout F 203.0.113.5 - -', '203.0.113.5'],
    ['2024-05-05T10:00:00.000000001Z stdout F pc7.example.net - -', 'pc7.example.net'],
    ['web-1  | 203.0.113.5 - -', '203.0.113.5'],
    ['[pod/web-1/nginx] 203.0.113.5 - -', '203.0.113.5'],
  ])('of "%s" is %s', (before, client) => {
    expect(record(clf(`${before} ${rest}`)).client).toBe(client)
  })

  it.each([
    ['10.0.0.2 - -', '"-" "x" "203.0.113.5, 198.51.100.2"', '203.0.113.5'],
    ['10.0.0.2 - -', '"-" "x" "-"', '10.0.0.2'],
    ['10.0.0.2 - -', '"-" "x" "not a list"', '10.0.0.2'],
  ])('of "%s" with forwarded addresses %s is %s', (before, after, client) => {
    expect(record(clf(`${before} ${rest} ${after}`)).client).toBe(client)
  })
})

describe('a line within something else', () => {
  it.each([
    [
      'what Docker writes',
      JSON.stringify({ log: `${CLF}\n`, stream: 'stdout', time: '2024-05-05T10:00:00Z' }),
    ],
    [
      'a message of a collector',
      JSON.stringify({ '@timestamp': '2024-05-05T10:00:00Z', message: CLF }),
    ],
    ['the same behind a prefix', `3:${JSON.stringify({ log: CLF })}`],
  ])('%s is read as the line', async (_, line) => {
    const { report, recording } = await readLines(line, line)
    expect(report).toMatchObject({ requests: 2, formats: [{ id: 'clf' }] })
    expect(recording.paths).toEqual(['/apache_pb.gif'])
  })

  it.each([
    ['grep -n', '12:'],
    ['zgrep', 'logs/a.log.gz:'],
    ['Kubernetes', '2024-05-01T10:00:00.000000000Z stdout F '],
    ['syslog', 'May  5 10:00:00 lb1 collect[3]: '],
    ['Docker Compose', 'web-1  | '],
  ])('a log whose first field is its mark is found behind %s', (_, prefix) => {
    expect(readIn('alb', prefix + ALB)).toEqual(readIn('alb', ALB))
  })
})

describe('the log of an Application Load Balancer', () => {
  it('is read, with the arrival and not the time of the answer', () => {
    expect(readIn('alb', ALB)).toMatchObject({
      atMs: Date.UTC(2018, 6, 2, 22, 22, 48, 364),
      client: '192.0.2.39',
      path: '/',
      bytes: 366,
      took: { ms: 1, of: 'target' },
      target: '10.0.0.1:80',
    })
  })

  it('falls back on the time of the answer in lines that have no other', () => {
    const old = ALB.split(' "Root=')[0] as string
    expect(readIn('alb', old)).toMatchObject({ atMs: Date.UTC(2018, 6, 2, 22, 23) + 186.641 })
  })

  it('may hold escaped quotes in the user agent, and a function instead of a target', () => {
    const odd = ALB.replace('curl/7.46.0', 'a \\"b\\" c').replace('10.0.0.1:80 0.000', '- 0.000')
    expect(readIn('alb', odd)).toMatchObject({ path: '/', target: null })
  })

  it('counts a target that gave no answer as one that had the request', () => {
    const timedOut = ALB.replace('0.000 0.001 0.000 200 200', '0.000 -1 -1 504 -')
    expect(readIn('alb', timedOut)).toMatchObject({
      status: 504,
      took: null,
      target: '10.0.0.1:80',
    })
  })

  it.each(['redirect', 'waf,fixed-response', 'authenticate'])('leaves out a %s', (action) => {
    const own = ALB.replace('10.0.0.1:80 0.000 0.001 0.000 200 200', '- -1 -1 -1 302 -')
    expect(readIn('alb', own.replace('"forward"', `"${action}"`))).toEqual({
      notReplayed: `answered by the balancer itself (${action})`,
    })
  })

  it.each([
    [ALB.replace('http ', 'tls '), 'it does not begin with one of'],
    [ALB.slice(0, 120), 'fields instead of 17 or more'],
    [ALB.replace(' 200 200 ', ' x 200 '), 'x is no status'],
  ])('says why a line is none', (line, reason) => {
    expect(readIn('alb', line)).toContain(reason)
  })
})

describe('the log of HAProxy', () => {
  const line =
    'Feb  6 12:14:14 localhost haproxy[14389]: 192.0.2.2:33317 [06/Feb/2009:12:14:14.655] http-in ' +
    'static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} "GET /index.html HTTP/1.1"'
  it('may lose the end of its request to syslog', () => {
    const cut = line.slice(0, line.indexOf(' HTTP/1.1"'))
    expect(readIn('haproxy', cut)).toMatchObject({ path: '/index.html', hasProtocol: false })
  })
  it('knows a target that was asked and did not answer', () => {
    const failed = line.replace('10/0/30/69/109 200', '10/0/30/-1/109 502')
    expect(readIn('haproxy', failed)).toMatchObject({ took: null, target: 'static/srv1' })
  })
})

describe('paths', () => {
  it('are cut when they are long, and stay apart', () => {
    const [a, b] = [`/${'x'.repeat(5000)}a`, `/${'x'.repeat(5000)}b`]
    expect(cutPath(a).length).toBe(PATH_MAX)
    expect(cutPath(a)).not.toBe(cutPath(b))
    expect(cutPath('/short')).toBe('/short')
  })
})

describe('every format', () => {
  it('takes its own lines and those of no other', () => {
    const lines = { clf: CLF, alb: ALB }
    for (const format of logFormats) {
      for (const [id, line] of Object.entries(lines)) {
        expect(typeof format.open()(new LogLine(line)) === 'object').toBe(id === format.id)
      }
    }
  })

  it('gives a request or a reason for any text', () => {
    const cut = fc.tuple(fc.constantFrom(CLF, `${CLF} ${AGENT}`, ALB), fc.nat(400), fc.string())
    const mangled = cut.map(([line, at, text]) => line.slice(0, at) + text + line.slice(at))
    fc.assert(
      fc.property(fc.oneof(fc.string(), mangled), (text) => {
        for (const format of logFormats) {
          const outcome = format.open()(new LogLine(text))
          if (typeof outcome === 'string') expect(outcome.length).toBeGreaterThan(0)
          else if ('path' in outcome) expect(Number.isFinite(outcome.atMs)).toBe(true)
        }
      }),
      { numRuns: 2000, seed: 1 },
    )
  })
})
