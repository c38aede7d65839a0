/** Files as they come: packed, cut, damaged, several, out of order; and what is said about them. */
import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXAMPLES_MAX } from '../../src/interop/intake.ts'
import { LINE_MAX } from '../../src/interop/parts/lines.ts'
import { readLog } from '../../src/interop/readLog.ts'
import { bytesOf, readBytes, readLines, readText, source } from './reading.ts'

const line = (second: number, path = '/', client = 'a.example', size: number | '-' = 10): string =>
  `${client} - - [01/Aug/1995:00:00:${String(second).padStart(2, '0')} -0400] "GET ${path} HTTP/1.0" 200 ${size}`

describe('a log', () => {
  it('becomes a recording with pseudonyms in order of appearance', async () => {
    const { recording, report } = await readLines(
      line(1, '/b?user=jim', 'jim.example', 30),
      line(2, '/a', 'ann.example', '-'),
      line(3, '/b', 'jim.example', 0),
    )
    expect(recording).toMatchObject({
      title: 'Test',
      attribution: '',
      paths: ['/b', '/a'],
      clients: 2,
      tookUs: null,
    })
    expect([...recording.atUs]).toEqual([0, 1e6, 2e6])
    expect([...recording.path]).toEqual([0, 1, 0])
    expect([...recording.client]).toEqual([0, 1, 0])
    expect([...recording.bytes]).toEqual([30, 0, 0])
    expect(report).toMatchObject({ requests: 3, withoutSize: 1, withSizeZero: 1 })
  })

  it('is spread out within each second', async () => {
    const { recording } = await readLines(line(1), line(2), line(2), line(2), line(2), line(5))
    // At 1.5, 2.125, 2.375, 2.625, 2.875 and 5.5 s.
    expect([...recording.atUs]).toEqual([0, 625_000, 875_000, 1_125_000, 1_375_000, 4_000_000])
  })

  it('is sorted by time, and what has one stamp keeps its order', async () => {
    const { recording } = await readLines(
      line(3, '/c'),
      line(1, '/a'),
      line(3, '/d'),
      line(2, '/b'),
    )
    const paths = [...recording.path].map((path) => recording.paths[path])
    expect(paths).toEqual(['/a', '/b', '/c', '/d'])
  })

  it('keeps the fractions of a log that has them', async () => {
    const alb = (time: string): string =>
      `http ${time} app/lb/1 192.0.2.9:1 10.0.0.1:80 0 0 0 200 200 1 2 "GET http://x:80/ HTTP/1.1" "x" - - arn`
    const { recording } = await readLines(
      alb('2018-07-02T22:23:00.186641Z'),
      alb('2018-07-02T22:23:00.186642Z'),
      alb('2018-07-02T22:23:00.186642Z'),
    )
    expect([...recording.atUs]).toEqual([0, 1, 1])
  })

  it('keeps the time that each request took, and says for which it does not know', async () => {
    const { recording, report } = await readLines(
      `${line(1)} "-" "x" 0.250`,
      line(2),
      `${line(3)} "-" "x" 0.500 0.400`,
    )
    expect([...(recording.tookUs ?? [])]).toEqual([250_000, -1, 400_000])
    expect(report).toMatchObject({ tookOfTarget: 1, tookOfRequest: 1 })
  })

  it('may mix common and combined lines, and formats', async () => {
    const { report } = await readLines(
      line(1),
      `${line(2)} "-" "agent"`,
      '{"time":"1995-08-01T04:00:03Z","remote_addr":"192.0.2.1","request":"GET / HTTP/1.1","status":200}',
      line(4),
    )
    expect(report).toMatchObject({
      requests: 4,
      formats: [
        { id: 'clf', requests: 3 },
        { id: 'json', requests: 1 },
      ],
    })
  })

  it('may say its columns at the top, parted by tabs, or have lost what it said', async () => {
    const fields = '#Fields: date time c-ip cs-method cs-uri-stem sc-status time-taken'
    const tabbed = '2024-05-05 10:00:01 192.0.2.7 GET /a 200 0.250'.replaceAll(' ', '\t')
    const { recording } = await readLines(fields, tabbed)
    expect([...(recording.tookUs ?? [])]).toEqual([250_000])
    const usual = '2024-05-05 10:00:01 10.0.0.9 GET /b - 443 - 192.0.2.7 Mozilla/5.0 - 200 0 0 31'
    const cut = await readLines(usual)
    expect([...(cut.recording.tookUs ?? [])]).toEqual([31_000])
    expect(cut.recording.paths).toEqual(['/b'])
    expect(cut.report.formats).toMatchObject([{ id: 'iis' }])
  })

  it('is found behind any number of lines that are none', async () => {
    const noise = Array.from({ length: 60 }, (_, i) => `\\x16\\x03\\x01 ${i}`)
    const { report } = await readLines(...noise, '# a comment', line(1))
    expect(report).toMatchObject({
      requests: 1,
      leftOut: [
        { why: 'unreadable', count: 60 },
        { why: 'comments', count: 1 },
      ],
    })
  })

  it.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR CR LF', '\r\r\n'],
    ['CR', '\r'],
  ])('may end its lines with %s, in any pieces', async (_, end) => {
    const bytes = bytesOf(`${[line(1), '', line(2), 'what?', line(3)].join(end)}${end}`)
    for (const size of [1, 2, 50, 10_000]) {
      const result = await readBytes(bytes, size)
      expect(result).toMatchObject({
        ok: true,
        report: { lines: 4, requests: 3, leftOut: [{ examples: [{ number: 4, text: 'what?' }] }] },
      })
    }
  })

  it('counts lines that are none, and shows the first few, without their control characters', async () => {
    const long = `what? ${'x'.repeat(200)}`
    const { report } = await readLines(
      line(1),
      long,
      '\u001b]0;owned\u0007 \u202e',
      ...new Array(9).fill('what?'),
      line(3),
    )
    expect(report).toMatchObject({ lines: 13, requests: 2 })
    const [unreadable] = report.leftOut
    expect(unreadable).toMatchObject({ why: 'unreadable', count: 11 })
    expect(unreadable?.examples.length).toBe(EXAMPLES_MAX)
    expect(unreadable?.examples[0]?.text).toBe(long.slice(0, 120))
    expect(unreadable?.examples[1]).toEqual({
      source: 'test.log',
      number: 3,
      text: '\\x1b]0;owned\\x07 \\u202e',
      reason: 'it is not host, time, request, status and size',
    })
  })

  it('may hold a line without end, which costs no memory', async () => {
    const endless = `${line(1)}\n${'y'.repeat(LINE_MAX * 4)}\n${line(2)}`
    for (const size of [5000, 1_000_000]) {
      const result = await readBytes(bytesOf(endless), size)
      expect(result).toMatchObject({
        ok: true,
        report: {
          requests: 2,
          leftOut: [{ count: 1, examples: [{ number: 2, reason: 'it is too long' }] }],
        },
      })
    }
  })

  it('names its content: the same for the same requests, another for others', async () => {
    const hash = async (...lines: string[]) => (await readLines(...lines)).recording.hash
    const original = await hash(line(1), line(2))
    expect(original).toMatch(/^[0-9a-f]{16}$/)
    expect(await hash(line(11), line(12))).toBe(original)
    expect(await hash(line(1), line(3))).not.toBe(original)
    expect(await hash(line(1), line(2, '/x'))).not.toBe(original)
    expect(await hash(line(1), line(2, '/', 'b.example'))).not.toBe(original)
    expect(await hash(line(1), line(2, '/', 'a.example', 11))).not.toBe(original)
    expect(await hash(line(1), `${line(2)} "-" "x" 0.250`)).not.toBe(original)
  })

  it('gives more paths than can be told apart one name, and says so', async () => {
    const lines = Array.from({ length: 65_540 }, (_, i) => line(1, `/${i}`))
    const { recording, report } = await readText(lines.join('\n'))
    const { paths, path } = recording
    expect(paths.length).toBe(65_535)
    expect(paths.at(-1)).toBe('other')
    expect([...path.slice(-7)]).toEqual([65_533, ...new Array(6).fill(65_534)])
    expect(report.warnings).toEqual([
      '6 requests with a path beyond the first 65,534: they share the path "other".',
    ])
  })

  it('tells paths apart by bytes that are no UTF-8', async () => {
    const head = 'a.example - - [01/Aug/1995:00:00:01 -0400] "GET /'
    const bytes = Buffer.from(
      `${head}\xe9 HTTP/1.0" 200 1\n${head}\xe8 HTTP/1.0" 200 1\n`,
      'latin1',
    )
    const result = await readBytes(Buffer.concat([bytes, bytesOf(line(2, '/é'))]))
    expect(result.ok && result.recording.paths).toEqual(['/%E9', '/%E8', '/é'])
  })
})

describe('several logs', () => {
  it('are merged by time, and their clients are the same people', async () => {
    const result = await readLog(
      [
        source('b.log', bytesOf([line(4, '/4'), line(6, '/6', 'b.example')].join('\n'))),
        source('empty.log', bytesOf('')),
        source('a.log.gz', gzipSync([line(3, '/3'), line(5, '/5', 'b.example')].join('\n'))),
      ],
      { title: 'Two' },
    )
    if (!result.ok) throw new Error(result.message)
    const { recording, report } = result
    expect([...recording.path].map((path) => recording.paths[path])).toEqual([
      '/3',
      '/4',
      '/5',
      '/6',
    ])
    expect(recording.clients).toBe(2)
    expect(report.sources).toEqual([
      { name: 'b.log', lines: 2 },
      { name: 'empty.log', lines: 0 },
      { name: 'a.log.gz', lines: 2 },
    ])
    expect(report.warnings).toEqual(['empty.log holds no requests.'])
  })
})

describe('a line of another time', () => {
  const at = (date: string): string =>
    `192.0.2.1 - - [${date}:10:00:00 +0000] "GET / HTTP/1.1" 200 1`
  const usual = ['01/May/2024', '01/May/2024', '02/May/2024', '03/May/2024'].map(at)

  it.each([
    ['01/Jan/1970', 'its year is 1970'],
    ['31/Dec/9999', 'its year is 9999'],
    ['01/May/2022', 'its year is 2022'],
  ])('%s is left out and named', async (date, reason) => {
    const { recording, report } = await readLines(...usual.slice(0, 2), at(date), ...usual.slice(2))
    expect(report.requests).toBe(4)
    expect(report.leftOut).toMatchObject([
      { why: 'a time far from all others', count: 1, examples: [{ number: 3, reason }] },
    ])
    // From a quarter of the first second to half of the last.
    expect(recording.atUs.at(-1)).toBe(2 * 86_400e6 + 250_000)
  })

  it('is kept where many share it: a log may pause', async () => {
    const { report } = await readLines(
      ...usual,
      ...usual.map((text) => text.replace('2024', '2022')),
    )
    expect(report).toMatchObject({ requests: 8, leftOut: [] })
  })

  it('is kept where there is no other', async () => {
    expect((await readLines(at('01/Jan/1970'))).report.requests).toBe(1)
  })
})

describe('what is no log', () => {
  const utf16 = Buffer.from(`\ufeff${line(1)}\n`, 'utf16le')
  it.each([
    ['bzip2', Buffer.from('BZh91AY&SY')],
    ['a zip archive', Buffer.from('PK\u0003\u0004rest of it')],
    ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0])],
    ['UTF-16', utf16],
    ['UTF-16', utf16.subarray(2)],
    ['UTF-16', Buffer.from(utf16).swap16()],
    ['a tar archive', Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\u000000')])],
  ])('is refused as %s', async (name, bytes) => {
    for (const size of [3, 1000]) {
      for (const packed of [bytes, gzipSync(bytes)]) {
        expect(await readBytes(packed, size)).toMatchObject({
          ok: false,
          message: expect.stringContaining(`test.log is ${name}, which is not read here. `),
        })
      }
    }
  })

  it('is refused with what is known and with its first lines', async () => {
    const result = await readBytes(bytesOf('a,b,c\n1,2,3\n'))
    expect(result).toMatchObject({
      ok: false,
      message: expect.stringMatching(
        /^The log is of no known format: none of its 2 lines is a request\. Known are AWS .*Common or Combined Log Format; plain, as gzip or as zstd\./,
      ),
      examples: [
        { number: 1, text: 'a,b,c' },
        { number: 2, text: '1,2,3' },
      ],
    })
  })

  it('is refused when nothing in it reached a target, saying so', async () => {
    const own =
      '2015-05-13T23:39:43.945958Z lb 192.0.2.39:2817 - -1 -1 -1 503 0 0 0 "GET http://a.example:80/ HTTP/1.1" "x" - -'
    expect(await readBytes(bytesOf(own))).toMatchObject({
      ok: false,
      message: expect.stringContaining('1 line: answered by the balancer itself'),
    })
  })

  it.each(['', '\n\n', ' \r\n '])('is refused when it is empty: %j', async (text) => {
    expect(await readBytes(bytesOf(text))).toMatchObject({
      ok: false,
      message: expect.stringContaining('The log holds no lines.'),
    })
  })

  it('never throws, whatever the bytes', async () => {
    const garbage = fc.uint8Array({ maxLength: 400 })
    const packed = fc
      .tuple(garbage, fc.constantFrom([0x1f, 0x8b, 8], [0x28, 0xb5, 0x2f, 0xfd, 0x20]))
      .map(([bytes, head]) => Uint8Array.of(...head, ...bytes))
    const half = garbage.map((bytes) => Uint8Array.of(...bytesOf(`${line(1)}\n`), ...bytes))
    await fc.assert(
      fc.asyncProperty(fc.oneof(garbage, packed, half), fc.nat(50), async (bytes, size) => {
        const result = await readBytes(bytes, size + 1)
        expect(typeof result.ok).toBe('boolean')
      }),
      { numRuns: 300, seed: 1 },
    )
  })

  it('may be a source that fails', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield bytesOf(`${line(1)}\n${line(2)}`)
      await Promise.reject(new Error('unplugged'))
    }
    expect(await readLog([{ name: 'usb.log', bytes: failing() }], { title: 'Test' })).toMatchObject(
      {
        ok: true,
        report: {
          requests: 2,
          warnings: [
            'usb.log: it is damaged, or could not be read to its end; what comes after is missing.',
          ],
        },
      },
    )
  })
})
