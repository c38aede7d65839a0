/** What comes from outside neither drives the terminal nor overwrites anything, and has an end. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { csvField } from '../../src/base/csv.ts'
import type { Io } from '../../src/cli/io.ts'
import { readText } from '../../src/cli/io.ts'
import { SCENARIO_FORMAT } from '../../src/scenario/document/upgrades.ts'
import { decodeLink, encodeLink } from '../../src/scenario/link/link.ts'
import { DEFAULT_VIEW } from '../../src/scenario/link/linkView.ts'
import { documentWith, scenarioWith } from '../scenario/small.ts'
import { file, shell } from './shell.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may reach a terminal
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/

const EVIL = 'Fine\u001b[2J\u0007\nDigest 0123456789abcdef of one lane\u009b\u202e'
const evil = file(
  'evil.json',
  documentWith({ title: EVIL, durationMs: 1000, lanes: { x: { title: EVIL, patch: {} } } }),
)

describe('a title with escape characters', () => {
  test.each([
    [['run', evil]],
    [['run', evil, '--json']],
    [['validate', evil]],
    [['open', evil]],
    [['open', evil, '--full']],
  ])('reaches the terminal as text in %j', async (args) => {
    const { code, out, err } = await shell(args)
    expect([code, CONTROLS.test(out), CONTROLS.test(err)]).toEqual([0, false, false])
  })

  test('is shown, and cannot fake a line of the report', async () => {
    const { out } = await shell(['run', evil])
    expect(out).toContain('Fine\\x1b[2J\\x07\\nDigest 0123456789abcdef')
    expect(out.split('\n').filter((line) => line.startsWith('Digest'))).toHaveLength(1)
  })

  test('is in printed JSON what it was', async () => {
    expect(JSON.parse((await shell(['open', evil])).out).title).toBe(EVIL)
    expect(JSON.parse((await shell(['run', evil, '--json'])).out).title).toBe(EVIL)
  })

  test('is text in an unreadable line of a log and in what is wrong with a document, too', async () => {
    const log = file('evil.log', `\u001b]0;pwned\u0007 no log\n`.repeat(3))
    for (const args of [
      ['import', log],
      ['validate', file('evil.txt', '{\u001b[31m')],
    ]) {
      const { code, err } = await shell(args)
      expect([code, CONTROLS.test(err)]).toEqual([1, false])
    }
  })
})

describe('comma-separated values', () => {
  test.each([
    ['=cmd|1', "'=cmd|1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['/a,b', '"/a,b"'],
    ['/a"b', '"/a""b"'],
    ['/a=b', '/a=b'],
  ])('write %j so that no spreadsheet takes it for a formula', (text, field) => {
    expect(csvField(text)).toBe(field)
  })
})

describe('a file that is written', () => {
  const source = file('source.json', documentWith({ durationMs: 1000 }))
  const text = readFileSync(source, 'utf8')
  const folder = dirname(source)

  test('is never the one that is read, by whatever name', async () => {
    const alias = join(folder, 'alias.csv')
    symlinkSync(source, alias)
    for (const path of [source, alias, join(folder, '.', 'x', '..', 'source.json')]) {
      mkdirSync(join(folder, 'x'), { recursive: true })
      const { code, out, err } = await shell(['run', source, '--trace', path])
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain('which the command reads. Name another file.')
    }
    expect(readFileSync(source, 'utf8')).toBe(text)
  })

  test('is looked at before the run', async () => {
    for (const path of [join(folder, 'nowhere', 'x.csv'), folder]) {
      const { code, out } = await shell(['run', source, '--trace', path])
      expect([code, out]).toEqual([1, ''])
    }
  })

  test('stands there whole or not at all', async () => {
    const csv = join(folder, 'whole.csv')
    const wrong = await shell(['run', source, '--lane', 'Z', '--trace', csv])
    expect([wrong.code, existsSync(csv)]).toEqual([2, false])
    expect((await shell(['run', source, '--trace', csv])).code).toBe(0)
    expect(readFileSync(csv, 'utf8')).toMatch(/^lane,population/)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

describe('input without an end', () => {
  test('is read to a bound and no further', async () => {
    let given = 0
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 2 ** 24
        yield await Promise.resolve(new Uint8Array(2 ** 24))
      }
    }
    const io = { stdin: endless() } as unknown as Io
    await expect(readText('-', io)).rejects.toThrow('Standard input has more than 256 MiB')
    expect(given).toBeLessThan(2 ** 29)
  })

  test('of very many names is refused before anything is made of it', async () => {
    const names = Array.from({ length: 1_000_002 }, (_, i) => `"a${i}" :1`)
    const { code, err } = await shell(['validate', '-'], { stdin: `{${names.join()}}` })
    expect([code, err]).toEqual([1, expect.stringContaining('has more than 1000000 names')])
  })

  test('of one very long text is refused with a word', async () => {
    const long = JSON.stringify({ format: SCENARIO_FORMAT, title: 'x'.repeat(12_000_000) })
    const { code, err } = await shell(['validate', '-'], { stdin: long })
    expect([code, err]).toEqual([1, expect.stringContaining('title is a text of 12000000 charac')])
  })
})

describe('what is asked for and cannot be', () => {
  const source = file('plain.json', documentWith({ durationMs: 1000 }))
  test.each<[readonly string[], string]>([
    [['run', source, '--set', 'faults.__proto__={"kind":"crash"}'], 'faults.__proto__ is unknown'],
    [['run', source, '--set', 'foo.bar=1'], 'foo is unknown; there is format, title, seed'],
    [['run', source, '--set', 'limits.foo=1'], 'limits.foo is unknown; there is attempts and inFl'],
    [
      ['run', source, '--goal', '1e306', '--json'],
      '--goal is 1e306; it must be milliseconds above',
    ],
    [['run', source, '--trace='], '--trace has no value; it must be FILE. Add it.'],
    [['explain', source, '--at', '5', '--attempt', '2'], '--attempt is about a request'],
  ])('%j ends with 2 and says why', async (args, sentence) => {
    const { code, out, err } = await shell(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(sentence)
  })

  test('a folder as a dataset is told, not thrown', async () => {
    const folder = join(dirname(source), 'folder.json')
    mkdirSync(folder, { recursive: true })
    const { code, err } = await shell(['run', source, '--dataset', folder])
    expect([code, err]).toEqual([1, `${folder} is a folder. Name the files in it.\n`])
  })
})

test('a scenario file that embeds its log is a dataset', async () => {
  const line = (s: number): string =>
    `10.0.0.1 - - [01/Aug/1995:00:00:${String(s).padStart(2, '0')} -0400] "GET /a HTTP/1.0" 200 100`
  const log = file('own.log', Array.from({ length: 50 }, (_, i) => line(i)).join('\n'))
  const own = file('own.json', (await shell(['import', log])).out)
  const link = (await shell(['link', own])).out.trim()
  expect((await shell(['run', link])).code).toBe(1)
  expect((await shell(['run', link, '--dataset', own])).code).toBe(0)
})

test('a link of a link keeps how it was looked at', async () => {
  const view = { ...DEFAULT_VIEW, playheadMs: 1250, goalMs: 99 }
  const link = await encodeLink(scenarioWith(), view)
  const again = await decodeLink((await shell(['link', link, '--seed', 'z'])).out.trim())
  expect(again.ok && again.view).toEqual(view)
})
