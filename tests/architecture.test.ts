/**
 * The rules of the house, held against every file: who imports whom, what the replay zone may use,
 * how tests reach the engine, how long things get. Each rule is shown a violation that it must find.
 */
import { describe, expect, test } from 'vitest'
import { importViolations, simulateViolations } from './support/architecture/importRules.ts'
import { lengthViolations } from './support/architecture/lengthRules.ts'
import { isInReplayZone, replayViolations } from './support/architecture/replayRules.ts'
import { readSources } from './support/architecture/sourceFiles.ts'

const src = readSources('src')
const tests = readSources('tests')
const tools = readSources('tools')

const planted = (path: string, text: string) => ({ path, text })

describe('layers', () => {
  test('a folder imports only what the table allows', () => {
    expect(src.length).toBeGreaterThan(0)
    expect(src.flatMap(importViolations)).toEqual([])
  })

  test.each([
    ['src/base/a.ts', "import { x } from '../model/x.ts'", 'base must not import model'],
    ['src/model/a.ts', "import type { X } from '../trace/x.ts'", 'model must not import trace'],
    ['src/view/a.ts', "export { x } from '../engine/x.ts'", 'view must not import engine'],
    ['src/app/a.tsx', "const x = import('../engine/x.ts')", 'app must not import engine'],
    ['src/app/a.ts', "type X = import('../cli/x.ts').X", 'app must not import cli'],
    ['src/cli/a.ts', "import { x } from '../view/x.ts'", 'cli must not import view'],
    ['src/app/a.ts', "new Worker(new URL('../engine/x.ts', import.meta.url))", 'app must not'],
    ['src/runtime/laneClient.ts', "import '../engine/x.ts'", 'runtime must not import engine'],
    ['src/index.ts', "import '../src/app/x.ts'", 'src must not import app'],
    ['src/base/a.ts', "import '../../tests/x.ts'", 'is in no layer'],
    ['src/attic/a.ts', '', 'folder attic is not in the table of layers'],
    ['src/engine/a.ts', "import * as v from 'valibot'", 'must not import the package valibot'],
    ['src/base/a.ts', "import { readFileSync } from 'node:fs'", 'the package node:fs'],
    ['src/app/a.ts', "import { scaleLinear } from 'd3-scale'", 'the package d3-scale'],
    ['src/view/a.ts', "import { useState } from 'react'", 'the package react'],
  ])('%s with %s is found out', (path, text, message) => {
    expect(importViolations(planted(path, text)).join()).toContain(message)
  })

  test.each([
    ['src/runtime/worker.ts', "import { x } from '../engine/x.ts'"],
    ['src/view/a.ts', "import { scaleLinear } from 'd3-scale'"],
    ['src/index.ts', "export { simulate } from './engine/simulate.ts'"],
    ['src/engine/traffic/a.ts', "import { x } from '../../base/x.ts'"],
  ])('%s with %s is allowed', (path, text) => {
    expect(importViolations(planted(path, text))).toEqual([])
  })
})

describe('families', () => {
  test.each([
    ['src/algorithms/a.ts', './b.ts'],
    ['src/algorithms/a.ts', './index.ts'],
    ['src/algorithms/parts/a.ts', '../b.ts'],
    ['src/faults/define.ts', './crash.ts'],
    ['src/engine/a.ts', '../algorithms/b.ts'],
    ['src/arrivals/a.ts', '../distributions/constant.ts'],
  ])('%s may not import the member %s', (path, member) => {
    expect(importViolations(planted(path, `import { b } from '${member}'`))).toHaveLength(1)
  })

  test.each([
    ['src/algorithms/index.ts', './b.ts'],
    ['src/algorithms/a.ts', './parts/ring.ts'],
    ['src/algorithms/a.ts', './define.ts'],
    ['src/engine/a.ts', '../algorithms/index.ts'],
  ])('%s may import %s', (path, member) => {
    expect(importViolations(planted(path, `import { b } from '${member}'`))).toEqual([])
  })
})

describe('replay zone', () => {
  test('uses no clock, chance, locale, timer or inexact function', () => {
    const zone = src.filter(({ path }) => isInReplayZone(path))
    expect(zone.length).toBeGreaterThan(0)
    expect(zone.flatMap(replayViolations)).toEqual([])
  })

  test.each([
    'Date.now()',
    'const at = performance.now()',
    'crypto.getRandomValues(bytes)',
    'setTimeout(go, 1)',
    'new Intl.NumberFormat()',
    'Math.random()',
    'Math.log(x)',
    'Math.hypot(x, y)',
    'const { exp } = Math',
    "Math['pow'](x, 2)",
    'const m = Math',
    'const y = x ** 2',
    'x **= 2',
    'globalThis.Date',
    'const { now } = Date',
    'const later = { setTimeout }',
    'x.toLocaleString()',
    'a.localeCompare(b)',
    'const f = (window: number) => window\nwindow.open()',
  ])('%s is found out', (text) => {
    expect(replayViolations(planted('src/base/a.ts', text))).toHaveLength(1)
  })

  test.each(['async function go() {}', 'const go = async () => 1', 'Promise.resolve(1)'])(
    '%s is found out in the engine',
    (text) => {
      expect(replayViolations(planted('src/engine/a.ts', text))).toHaveLength(1)
      expect(replayViolations(planted('src/scenario/a.ts', text))).toEqual([])
    },
  )

  test.each([
    'Math.sqrt(Math.floor(x)) * Math.PI',
    'log.Date = { performance: 1 }',
    'const f = (window: number) => window',
    'for (const { self } of all) go(self)',
    '// Math.log(x) and x ** 2',
    "const text = 'Date.now()'",
  ])('%s is allowed', (text) => {
    expect(replayViolations(planted('src/base/a.ts', text))).toEqual([])
  })
})

describe('simulate', () => {
  test('is reached by tests only through the file that checks the trace', () => {
    expect(tests.flatMap(simulateViolations)).toEqual([])
  })

  test.each([
    "import { simulate } from '../src/engine/simulate.ts'",
    "import { simulate as run } from '../src/index.ts'",
    "import * as engine from '../src/engine/simulate.ts'",
    "const engine = await import('../src/engine/simulate.ts')",
    "export { simulate } from '../src/engine/simulate.ts'",
    "export * from '../src/index.ts'",
  ])('%s is found out', (text) => {
    expect(simulateViolations(planted('tests/a.test.ts', text))).toHaveLength(1)
  })

  test('may be imported from the file that checks the trace, and there from the engine', () => {
    const engine = "import { simulate } from '../../src/engine/simulate.ts'"
    expect(simulateViolations(planted('tests/support/simulate.ts', engine))).toEqual([])
    const checked = "import { simulate } from './support/simulate.ts'"
    expect(simulateViolations(planted('tests/a.test.ts', checked))).toEqual([])
  })
})

describe('lengths', () => {
  test('no file has more than 400 lines, no function more than 70', () => {
    expect([...src, ...tests, ...tools].flatMap(lengthViolations)).toEqual([])
  })

  const statements = (count: number) => 'x()\n'.repeat(count)

  test.each([
    [401, statements(401)],
    [71, `function long() {\n${statements(69)}}\n`],
    [71, `const long = () => {\n${statements(69)}}\n`],
  ])('%i lines are found out', (count, text) => {
    expect(lengthViolations(planted('src/a.ts', text)).join()).toContain(`${count} lines`)
  })

  test('400 lines, and a function of 70, are allowed', () => {
    expect(lengthViolations(planted('src/a.ts', statements(400)))).toEqual([])
    const text = `function long() {\n${statements(68)}}\n`
    expect(lengthViolations(planted('src/a.ts', text))).toEqual([])
  })
})
