/** Lines that are made to be slow. Time grows with their length and no faster, and the longest costs little. */
import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { declaredFormat } from '../../src/interop/declared.ts'
import type { LogFormat } from '../../src/interop/define.ts'
import { logFormats } from '../../src/interop/index.ts'
import { LINE_MAX } from '../../src/interop/parts/lines.ts'
import { LogLine } from '../../src/interop/parts/logLine.ts'
import { readText } from './reading.ts'

const HEAD = '192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] '
const ALB_HEAD =
  'http 2018-07-02T22:23:00.186641Z app/lb/1 192.0.2.7:1 10.0.0.1:80 0 0 0 200 200 1 2 '

/** What is repeated, and what stands before and after it. */
const SHAPES: readonly (readonly [before: string, again: string, after: string])[] = [
  [`${HEAD}"GET a`, ' ', 'b" 200 1 "-" "x"'],
  [`${HEAD}"GET /`, ' ', ''],
  [`${HEAD}"GET /`, '" 200 ', ''],
  [`${HEAD}"GET /`, '" ', ''],
  [`${HEAD}"GET /`, '\\"', '" 200 1'],
  [`${HEAD}"GET / HTTP/1.0" 200 1 "-" "`, '" "', ''],
  [`${HEAD}"GET / HTTP/1.0" 200 1 `, 'a="', ''],
  [`${HEAD}"GET / HTTP/1.0" 200 1 `, '\t', ''],
  [`${HEAD}"GET / HTTP/1.0" 200 1 `, '0.001, ', ''],
  ['', '[x] "', ''],
  ['', '[', ''],
  ['', '[10/Oct/2000:13:55:36 -0700] ', ''],
  ['h - - ', '[[', ']] "GET / HTTP/1.0" 200 1'],
  ['', ' ', '192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 1'],
  ['', '192.0.2.7, ', `${HEAD}"GET / HTTP/1.0" 200 1`],
  ['', ':', `${HEAD}"GET / HTTP/1.0" 200 1`],
  ['', '- ', `${HEAD}"GET / HTTP/1.0" 200 1`],
  ['', '12:', HEAD],
  ['<1>1 ', 'a ', HEAD],
  [ALB_HEAD, '"\\', ''],
  [ALB_HEAD, '" ', ''],
  ['{"a":', '{"', '}'],
  ['{"log":"', ' ', `${HEAD}\\"GET / HTTP/1.0\\" 200 1"}`],
  ['{', '{', '}'],
  ['haproxy[1]: 192.0.2.7:1 [06/Feb/2009:12:14:14.655] f b/s 1/1/1/1/1 200 1 ', '{} ', '"GET /'],
  ['[2020-11-25T21:26:18.409Z] "GET / HTTP/1.1" 200 - ', '- ', '"x"'],
  ['2024-05-05', '\t', ''],
  ['2024-05-05 ', '1 ', ''],
]

const declared: readonly LogFormat[] = [
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time $upstream_response_time',
  'LogFormat "%{X-Forwarded-For}i %l %u %t \\"%r\\" %>s %b \\"%{User-Agent}i\\" %D" x',
].map((text) => {
  const made = declaredFormat(text)
  if (!made.ok) throw new Error(made.message)
  return made.format
})
const formats: readonly LogFormat[] = [...logFormats, ...declared]

const lineOf = ([before, again, after]: (typeof SHAPES)[number], length: number): string => {
  const times = Math.floor((length - before.length - after.length) / again.length)
  return before + again.repeat(times) + after
}

/** The least of several: what else the machine does only ever adds. */
function leastMs(rounds: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < rounds; i++) {
    const from = performance.now()
    work()
    least = Math.min(least, performance.now() - from)
  }
  return least
}

const readInAll = (line: string): void => {
  for (const format of formats) format.open()(new LogLine(line))
}

describe('a hostile line', () => {
  // What is quadratic takes hundreds; a slow machine takes three times as long as one on which all are below 5 ms.
  it.each(SHAPES)(
    '%j + %j ... costs some milliseconds at its longest, in all formats',
    (...shape) => {
      const line = lineOf(shape, LINE_MAX)
      expect(leastMs(60, () => readInAll(line))).toBeLessThan(shape[1] === ' ' ? 5 : 15)
    },
  )

  it('costs in proportion to its length', () => {
    for (const shape of SHAPES) {
      const [short, long] = [lineOf(shape, LINE_MAX / 8), lineOf(shape, LINE_MAX)]
      const shortMs = leastMs(20, () => readInAll(short))
      const longMs = leastMs(20, () => readInAll(long))
      // Eight times as long; quadratic would be 64 times. A tenth of a millisecond is what calls cost anyhow.
      expect(longMs, shape.join(' ... ')).toBeLessThan(24 * shortMs + 0.1)
    }
  })

  it('among others is counted and takes nothing from them', async () => {
    const good = `${HEAD}"GET / HTTP/1.0" 200 1`
    const bad = SHAPES.map((shape) => lineOf(shape, LINE_MAX - 1))
    const { report } = await readText([good, ...bad, good].join('\n'))
    expect(report.lines).toBe(bad.length + 2)
    expect(report.requests).toBeGreaterThanOrEqual(2)
  })
})
