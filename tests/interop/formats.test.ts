import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { albLog } from '../../src/interop/albLog.ts'
import { combined } from '../../src/interop/combined.ts'
import { common } from '../../src/interop/common.ts'
import { logFormats } from '../../src/interop/index.ts'
import { PATH_MAX } from '../../src/interop/requestLine.ts'
import { parseCommonStamp, parseIsoStamp } from '../../src/interop/stamps.ts'

const CLF = '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326'
const AGENT = '"http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)"'
// The first example line of "Access log entries" in the guide of AWS.
const ALB =
  'http 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 ' +
  '10.0.0.1:80 0.000 0.001 0.000 200 200 34 366 "GET http://www.example.com:80/ HTTP/1.1" ' +
  '"curl/7.46.0" - - arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 ' +
  '"Root=1-58337262-36d228ad5d99923122bbe354" "-" "-" 0 2018-07-02T22:22:48.364000Z "forward" "-" "-" ' +
  '"10.0.0.1:80" "200" "-" "-"'

describe('time stamps', () => {
  const common = (text: string): number => parseCommonStamp(text)

  it('of the Common Log Format are read with their zone', () => {
    expect(common('10/Oct/2000:13:55:36 -0700')).toBe(Date.UTC(2000, 9, 10, 20, 55, 36))
    expect(common('01/Jan/1970:00:00:00 +0000')).toBe(0)
    expect(common('29/Feb/2024:23:30:00 +0530')).toBe(Date.UTC(2024, 1, 29, 18))
  })

  it('with a fraction are read to the microsecond', () => {
    expect(parseIsoStamp('2018-07-02T22:23:00.186641Z')).toBe(
      Date.UTC(2018, 6, 2, 22, 23) + 186.641,
    )
    expect(parseIsoStamp('2018-07-02T22:23:00Z')).toBe(Date.UTC(2018, 6, 2, 22, 23))
  })

  it('agree with the calendar on every day', () => {
    const date = fc.date({
      min: new Date(Date.UTC(1000, 0, 1)),
      max: new Date(Date.UTC(9999, 11, 31)),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(date, (day) => {
        const text = `${day.toISOString().slice(0, 19)}Z`
        expect(parseIsoStamp(text)).toBe(Date.parse(text))
      }),
    )
  })

  it.each([
    '30/Feb/2024:00:00:00 +0000',
    '29/Feb/2100:00:00:00 +0000',
    '01/Foo/2024:00:00:00 +0000',
    '01/Jan/2024:24:00:00 +0000',
    '1/Jan/2024:00:00:00 +0000',
    'yesterday',
  ])('are not %s', (text) => {
    expect(common(text)).toBeNaN()
  })
})

describe('the Common Log Format', () => {
  it('is read', () => {
    expect(common.parse(CLF)).toEqual({
      atMs: Date.UTC(2000, 9, 10, 20, 55, 36),
      client: '127.0.0.1',
      method: 'GET',
      path: '/apache_pb.gif',
      hasProtocol: true,
      status: 200,
      bytes: 2326,
    })
  })

  const request = (text: string, rest = '200 5') =>
    common.parse(`h - - [10/Oct/2000:13:55:36 -0700] "${text}" ${rest}`)

  it('may lack a protocol, and a size', () => {
    expect(request('GET /history/apollo/')).toMatchObject({
      path: '/history/apollo/',
      hasProtocol: false,
    })
    expect(request('GET / HTTP/1.0', '404 -')).toMatchObject({ status: 404, bytes: null })
  })

  it('may hold quotes and spaces in the request', () => {
    expect(request('GET /a"b" 200 x HTTP/1.0')).toMatchObject({ path: '/a"b" 200 x' })
  })

  it('loses query, fragment, scheme and host', () => {
    expect(request('GET /find?name=Jim HTTP/1.1')).toMatchObject({ path: '/find' })
    expect(request('GET http://a.example:80/x#y HTTP/1.1')).toMatchObject({ path: '/x' })
    expect(request('GET http://a.example?q HTTP/1.1')).toMatchObject({ path: '/' })
  })

  it('has bounded paths', () => {
    const record = request(`GET /${'x'.repeat(5000)} HTTP/1.1`)
    expect(typeof record === 'string' ? 0 : record.path.length).toBe(PATH_MAX)
  })

  it.each([
    ['-', 'it holds no request with a method and a path'],
    ['\\x16\\x03\\x01', 'it holds no request with a method and a path'],
    ['GET', 'it holds no request with a method and a path'],
  ])('says why a line with the request %s is none', (text, reason) => {
    expect(request(text, '400 0')).toBe(reason)
  })

  it('says when the time is none', () => {
    expect(common.parse(CLF.replace('Oct', 'Okt'))).toContain(
      '10/Okt/2000:13:55:36 -0700 is no time',
    )
  })
})

describe('the Combined Log Format', () => {
  it('is the common one with referrer and user agent', () => {
    expect(combined.parse(`${CLF} ${AGENT}`)).toEqual(common.parse(CLF))
    expect(combined.parse(`${CLF} "-" "-" rt=0.003 "10.0.0.7"`)).toEqual(common.parse(CLF))
  })

  it('is told apart from it', () => {
    expect(combined.parse(CLF)).toBe('there is no referrer and user agent')
    expect(common.parse(`${CLF} ${AGENT}`)).toBe('there is more after the size')
  })
})

describe('the log of an Application Load Balancer', () => {
  it('is read, with the arrival and not the time of the answer', () => {
    expect(albLog.parse(ALB)).toEqual({
      atMs: Date.UTC(2018, 6, 2, 22, 22, 48, 364),
      client: '192.168.131.39',
      method: 'GET',
      path: '/',
      hasProtocol: true,
      status: 200,
      bytes: 366,
    })
  })

  it('falls back on the time of the answer in lines that have no other', () => {
    const old = ALB.split(' "Root=')[0] as string
    expect(albLog.parse(old)).toMatchObject({ atMs: Date.UTC(2018, 6, 2, 22, 23) + 186.641 })
  })

  it('may hold escaped quotes and spaces in the user agent, and an IPv6 client', () => {
    const odd = ALB.replace('curl/7.46.0', 'a \\"b\\" c').replace('192.168.131.39', '2001:db8::7')
    expect(albLog.parse(odd)).toMatchObject({ client: '2001:db8::7', path: '/' })
  })

  it.each([
    [ALB.replace('http ', 'tls '), 'it does not begin with one of'],
    [ALB.slice(0, 120), 'fields instead of 17 or more'],
    [ALB.replace(' 200 200 ', ' - - '), '- is no status'],
    [
      ALB.replace('"GET http://www.example.com:80/ HTTP/1.1"', '"- http://www.example.com:80- -"'),
      'no request',
    ],
  ])('says why a line is none', (line, reason) => {
    expect(albLog.parse(line)).toContain(reason)
  })
})

describe('every format', () => {
  it('reads its own lines and no other', () => {
    const lines = { common: CLF, combined: `${CLF} ${AGENT}`, alb: ALB }
    for (const format of logFormats) {
      for (const [id, line] of Object.entries(lines)) {
        expect(typeof format.parse(line) === 'object').toBe(id === format.id)
      }
    }
  })

  it('gives a request or a reason for any text, quickly', () => {
    const cut = fc.tuple(fc.constantFrom(CLF, `${CLF} ${AGENT}`, ALB), fc.nat(400), fc.string())
    const mangled = cut.map(([line, at, text]) => line.slice(0, at) + text + line.slice(at))
    fc.assert(
      fc.property(fc.oneof(fc.string(), mangled), (line) => {
        for (const format of logFormats) {
          const record = format.parse(line)
          if (typeof record === 'string') expect(record.length).toBeGreaterThan(0)
          else expect(Number.isFinite(record.atMs)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('is not slowed down by a long hostile line', () => {
    const hostile = [
      `h - - ${'['.repeat(30_000)}`,
      `${CLF.slice(0, 60)}${'" 200 '.repeat(5_000)}`,
      `http ${'"\\'.repeat(15_000)}`,
      `h - - [10/Oct/2000:13:55:36 -0700] "GET /${' '.repeat(30_000)}`,
    ]
    const startMs = performance.now()
    for (const line of hostile) for (const format of logFormats) format.parse(line)
    expect(performance.now() - startMs).toBeLessThan(2_000)
  })
})
