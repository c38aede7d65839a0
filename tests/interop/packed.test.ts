/** Logs as gzip and zstd, whole, cut, in several pieces, with something after them. */
import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { LogResult } from '../../src/interop/readLog.ts'
import { bytesOf, readBytes } from './reading.ts'

const line = (second: number, path: string): string =>
  `a.example - - [01/Aug/1995:00:00:${String(second).padStart(2, '0')} -0400] "GET ${path} HTTP/1.0" 200 10`

const manyLines = (count: number): string =>
  Array.from({ length: count }, (_, i) => line(i % 60, `/${i}`)).join('\n')

/** Twenty lines as `zstd -3` packs them, with a checksum: no test should need the program. */
const ZSTD =
  'KLUv/WRQBE0GAEJHFBeAJ+pzaZA+AoxwAmCNbLM7Yk+7ATbOCf////////+ZyRhbaymlUkoIoXMOIv7F1+KNlk2hNc' +
  'LVXBMMxh1aVHItIGVuEImAuYYjR64FSwvmATsgUINEpQe1PKk7Wi1sVlt0J8uFxWqL7mC5sFdt0Z2rF9aKLbtj9cJW' +
  'sWV3ql5YKrbsDtULO8WW3Zl64VJsizCpFxslZDsRdbkLk8VyFyaL5S5MFstdmCyWuzBZLHdhsljuwmSx3IXJYrkLk8' +
  'WvC2OQlwNzAgh04Ig='

const requestsOf = (result: LogResult): number => (result.ok ? result.report.requests : 0)

describe('a packed log', () => {
  it('may be gzip, in any pieces', async () => {
    const plain = await readBytes(bytesOf(manyLines(500)), 1000)
    for (const size of [1, 3, 100_000]) {
      expect(await readBytes(gzipSync(manyLines(500)), size)).toEqual(plain)
    }
  })

  it('may be of several members, in any pieces', async () => {
    const members = [manyLines(300), '', manyLines(200), manyLines(100)]
    const packed = Buffer.concat(members.map((text) => gzipSync(text === '' ? '' : `${text}\n`)))
    for (const size of [1, 7, 1000, 1_000_000]) {
      const result = await readBytes(packed, size)
      expect(result).toMatchObject({ ok: true, report: { requests: 600, warnings: [] } })
    }
  })

  it('may have something after it, which is said', async () => {
    const packed = Buffer.concat([gzipSync(manyLines(300)), Buffer.alloc(40)])
    for (const size of [1, 100, 1_000_000]) {
      expect(await readBytes(packed, size)).toMatchObject({
        ok: true,
        report: {
          requests: 300,
          warnings: ['test.log: something follows the compressed log and was left out.'],
        },
      })
    }
  })

  it('may be cut: what came before is kept, and the damage is told', async () => {
    const packed = gzipSync(
      Array.from({ length: 5000 }, (_, i) => line(i % 60, `/${i * 7919}`)).join('\n'),
    )
    const cut = await readBytes(packed.subarray(0, packed.length >> 1), 512)
    expect(requestsOf(cut)).toBeGreaterThan(1000)
    expect(cut).toMatchObject({
      report: { warnings: ['test.log: it is damaged from here on; what comes after is missing.'] },
    })
  })

  it('may be zstd, of several frames', async () => {
    const frame = Buffer.from(ZSTD, 'base64')
    for (const size of [1, 50, 1_000_000]) {
      const result = await readBytes(Buffer.concat([frame, frame]), size)
      expect(result).toMatchObject({ ok: true, report: { requests: 40, warnings: [] } })
    }
    expect(await readBytes(frame.subarray(0, frame.length - 9))).toMatchObject({ ok: false })
  })

  it('is refused as zstd when it would need a very large window', async () => {
    const header = Uint8Array.of(
      0x28,
      0xb5,
      0x2f,
      0xfd,
      0,
      0xa0,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    )
    expect(await readBytes(header, 100)).toMatchObject({
      ok: false,
      message: expect.stringContaining('is zstd with a window of over 32 MB'),
    })
  })
})
