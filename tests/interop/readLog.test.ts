import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LINE_MAX } from '../../src/interop/lines.ts'
import { EXAMPLES_MAX, type LogResult, readLog } from '../../src/interop/readLog.ts'

const line = (second: number, path = '/', client = 'a.example', size: number | '-' = 10): string =>
  `${client} - - [01/Aug/1995:00:00:${String(second).padStart(2, '0')} -0400] "GET ${path} HTTP/1.0" 200 ${size}`

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The bytes in pieces of the given size, as a file would come. */
async function* pieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  await Promise.resolve()
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}

const readBytes = (bytes: Uint8Array, size?: number): Promise<LogResult> =>
  readLog(pieces(bytes, size), { title: 'Test' })

async function read(...lines: readonly string[]) {
  const result = await readBytes(bytesOf(lines.join('\n')))
  if (!result.ok) throw new Error(result.message)
  return result
}

describe('a log', () => {
  it('becomes a recording with pseudonyms in order of appearance', async () => {
    const { recording, report } = await read(
      line(1, '/b?user=jim', 'jim.example', 30),
      line(2, '/a', 'ann.example', '-'),
      line(3, '/b', 'jim.example', 0),
    )
    expect(recording).toMatchObject({
      title: 'Test',
      attribution: '',
      paths: ['/b', '/a'],
      clients: 2,
    })
    expect([...recording.atUs]).toEqual([0, 1e6, 2e6])
    expect([...recording.path]).toEqual([0, 1, 0])
    expect([...recording.client]).toEqual([0, 1, 0])
    expect([...recording.bytes]).toEqual([30, 0, 0])
    expect(report).toMatchObject({ requests: 3, withoutSize: 1, withSizeZero: 1 })
  })

  it('is spread out within each second', async () => {
    const { recording } = await read(line(1), line(2), line(2), line(2), line(2), line(5))
    // At 1.5, 2.125, 2.375, 2.625, 2.875 and 5.5 s.
    expect([...recording.atUs]).toEqual([0, 625_000, 875_000, 1_125_000, 1_375_000, 4_000_000])
  })

  it('is sorted by time, and what has one stamp keeps its order', async () => {
    const { recording } = await read(line(3, '/c'), line(1, '/a'), line(3, '/d'), line(2, '/b'))
    expect([...recording.path].map((path) => recording.paths[path])).toEqual([
      '/a',
      '/b',
      '/c',
      '/d',
    ])
  })

  it('keeps the fractions of a log that has them', async () => {
    const alb = (time: string): string =>
      `http ${time} app/lb/1 10.0.0.9:1 10.0.0.1:80 0 0 0 200 200 1 2 "GET http://x:80/ HTTP/1.1" "-" - - arn`
    const { recording, report } = await read(
      alb('2018-07-02T22:23:00.186641Z'),
      alb('2018-07-02T22:23:00.186642Z'),
      alb('2018-07-02T22:23:00.186642Z'),
    )
    expect(report.format.id).toBe('alb')
    expect([...recording.atUs]).toEqual([0, 1, 1])
  })

  it('may be gzip, in any pieces', async () => {
    const text = Array.from({ length: 500 }, (_, i) => line(i % 60, `/${i}`)).join('\n')
    const plain = await readBytes(bytesOf(text), 1000)
    for (const size of [1, 3, 100_000]) {
      expect(await readBytes(gzipSync(text), size)).toEqual(plain)
    }
  })

  it('may end lines with a carriage return, and the last one not at all', async () => {
    const { report } = await read(`${line(1)}\r`, '', `${line(2)}\r`)
    expect(report).toMatchObject({ lines: 2, requests: 2 })
  })

  it('counts lines that are none, and shows the first few', async () => {
    const long = `${line(2)}${'x'.repeat(200)}`
    const { report } = await read(line(1), long, ...new Array(9).fill('what?'), line(3))
    expect(report).toMatchObject({ lines: 12, requests: 2, unreadable: 10 })
    expect(report.examples.length).toBe(EXAMPLES_MAX)
    expect(report.examples[0]?.text).toBe(long.slice(0, 120))
    expect(report.examples[1]).toEqual({
      number: 3,
      text: 'what?',
      reason: 'it is not host, time, request, status and size',
    })
  })

  it('is read in the format of most of its first lines', async () => {
    const other = `${line(1)} "-" "agent"`
    expect((await read(other, line(2), other)).report).toMatchObject({
      format: { id: 'combined' },
      requests: 2,
      unreadable: 1,
    })
  })

  it('may hold a line without end, which costs no memory', async () => {
    const endless = `${line(1)}\n${'y'.repeat(LINE_MAX * 4)}\n${line(2)}`
    const result = await readBytes(bytesOf(endless), 5000)
    expect(result).toMatchObject({
      ok: true,
      report: { requests: 2, unreadable: 1, examples: [{ number: 2, reason: 'it is too long' }] },
    })
  })

  it('names its content: the same for the same requests, another for others', async () => {
    const hash = async (...lines: string[]) => (await read(...lines)).recording.hash
    const original = await hash(line(1), line(2))
    expect(original).toMatch(/^[0-9a-f]{16}$/)
    expect(await hash(line(11), line(12))).toBe(original)
    expect(await hash(line(1), line(3))).not.toBe(original)
    expect(await hash(line(1), line(2, '/x'))).not.toBe(original)
    expect(await hash(line(1), line(2, '/', 'b.example'))).not.toBe(original)
    expect(await hash(line(1), line(2, '/', 'a.example', 11))).not.toBe(original)
  })

  it('gives more paths than can be told apart one name', async () => {
    const lines = Array.from({ length: 65_540 }, (_, i) => line(1, `/${i}`))
    const result = await readBytes(bytesOf(lines.join('\n')), 1_000_000)
    if (!result.ok) throw new Error(result.message)
    const { paths, path } = result.recording
    expect(paths.length).toBe(65_535)
    expect(paths.at(-1)).toBe('other')
    expect([...path.slice(-7)]).toEqual([65_533, ...new Array(6).fill(65_534)])
  })
})

describe('what is no log', () => {
  it('is refused with what is known', async () => {
    expect(await readBytes(bytesOf('a,b,c\n1,2,3\n'))).toEqual({
      ok: false,
      message:
        'The log is of no known format: none of its first 2 lines is a request. Known are Common Log ' +
        'Format, Combined Log Format, AWS Application Load Balancer, plain or as gzip.',
      examples: [
        { number: 1, text: 'a,b,c', reason: 'it is a request in none of the known formats' },
        { number: 2, text: '1,2,3', reason: 'it is a request in none of the known formats' },
      ],
    })
  })

  it('is refused when it is empty', async () => {
    for (const text of ['', '\n\n']) {
      expect(await readBytes(bytesOf(text))).toMatchObject({
        ok: false,
        message: expect.stringContaining('The log holds no lines.'),
      })
    }
  })

  it('may be damaged gzip: what came before is kept, and the damage is told', async () => {
    const text = Array.from({ length: 5000 }, (_, i) => line(i % 60, `/${i * 7919}`)).join('\n')
    const packed = gzipSync(text)
    const cut = await readBytes(packed.subarray(0, packed.length >> 1), 512)
    expect(cut).toMatchObject({ ok: true, report: { stopped: 'the file is damaged from here on' } })
    expect(cut.ok && cut.report.requests).toBeGreaterThan(1000)
  })

  it('never throws, whatever the bytes', async () => {
    const garbage = fc.uint8Array({ maxLength: 400 })
    const gzipLike = garbage.map((bytes) => Uint8Array.of(0x1f, 0x8b, 8, ...bytes))
    const half = garbage.map((bytes) => Uint8Array.of(...bytesOf(`${line(1)}\n`), ...bytes))
    await fc.assert(
      fc.asyncProperty(fc.oneof(garbage, gzipLike, half), fc.nat(50), async (bytes, size) => {
        const result = await readBytes(bytes, size + 1)
        expect(typeof result.ok).toBe('boolean')
      }),
      { numRuns: 300 },
    )
  })

  it('may be a source that fails', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield bytesOf(`${line(1)}\n${line(2)}`)
      await Promise.reject(new Error('unplugged'))
    }
    expect(await readLog(failing(), { title: 'Test' })).toMatchObject({
      ok: true,
      report: { requests: 2, stopped: 'the file is damaged from here on' },
    })
  })
})
