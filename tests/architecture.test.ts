/**
 * The rules of the house, held against every file: who imports whom, without circles, what the replay zone may use,
 * how tests reach the engine, how long things get. Each rule is shown a violation that it must find.
 */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { castViolations } from './support/architecture/castRules.ts'
import { fileCircles, folderCircles } from './support/architecture/circleRules.ts'
import { importViolations, simulateViolations } from './support/architecture/importRules.ts'
import { lengthViolations } from './support/architecture/lengthRules.ts'
import { memberViolations } from './support/architecture/memberRules.ts'
import { nameViolations } from './support/architecture/nameRules.ts'
import { isInReplayZone, replayViolations } from './support/architecture/replayRules.ts'
import { readSources } from './support/architecture/sourceFiles.ts'

const src = readSources('src')
const tests = readSources('tests')
const tools = readSources('tools')

const planted = (path: string, text: string) => ({ path, text })
/** Files of src that import the ones named. */
const importing = (files: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(files).map(([path, others]) =>
    planted(path, others.map((other) => `import type { X } from '${other}'\n`).join('')),
  )

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

describe('circles', () => {
  // Panels of the page open one another, and the document is made of things that are made of its fields.
  const mutual = ['app', 'scenario']
  const layered = readdirSync(`${import.meta.dirname}/../src`).filter(
    (name) => !mutual.includes(name),
  )

  test('there are none, of types either, between files nor between the folders of a folder', () => {
    const folders = layered.flatMap((name) => folderCircles(src, `src/${name}`))
    expect([...fileCircles(src), ...folders]).toEqual([])
  })

  test('of files are found out, however long', () => {
    expect(fileCircles([planted('src/a.ts', "export * from './a.ts'")])).toEqual(['src/a.ts'])
    const three = importing({
      'src/a.ts': ['./b.ts'],
      'src/b.ts': ['./model/c.ts'],
      'src/model/c.ts': ['../a.ts'],
      'src/d.ts': ['./a.ts', './e.ts'],
      'src/e.ts': [],
    })
    expect(fileCircles(three)).toEqual(['src/a.ts src/b.ts src/model/c.ts'])
  })

  test.each([
    "import type { B } from './b.ts'",
    "import { type B } from './b.ts'",
    "export type { B } from './b.ts'",
    "type B = import('./b.ts').B",
    "const b = import('./b.ts')",
    "new Worker(new URL('./b.ts', import.meta.url))",
  ])('of a file with %s are found out', (text) => {
    const other = planted('src/b.ts', "import { a } from './a.ts'")
    expect(fileCircles([planted('src/a.ts', text), other])).toEqual(['src/a.ts src/b.ts'])
  })

  test('two circles are two', () => {
    const two = importing({
      'src/a.ts': ['./b.ts', './c.ts'],
      'src/b.ts': ['./a.ts'],
      'src/c.ts': ['./d.ts'],
      'src/d.ts': ['./c.ts'],
    })
    expect(fileCircles(two)).toEqual(['src/a.ts src/b.ts', 'src/c.ts src/d.ts'])
  })

  test('of folders are found out where no files are in one', () => {
    const pair = importing({
      'src/engine/client/a.ts': ['../network/b.ts', './c.ts'],
      'src/engine/client/c.ts': [],
      'src/engine/network/b.ts': [],
      'src/engine/network/deep/d.ts': ['../../client/c.ts'],
    })
    expect(fileCircles(pair)).toEqual([])
    expect(folderCircles(pair, 'src/engine')).toEqual(['src/engine/client src/engine/network'])
  })

  test('of three folders are found out', () => {
    const three = importing({
      'src/engine/client/a.ts': ['../network/b.ts'],
      'src/engine/network/c.ts': ['../targets/d.ts'],
      'src/engine/targets/e.ts': ['../client/f.ts'],
    })
    expect(folderCircles(three, 'src/engine')).toHaveLength(1)
  })

  test('are not made by a file that composes the folders, or that they share', () => {
    const composed = importing({
      'src/engine/world.ts': ['./client/state.ts', './network/state.ts'],
      'src/engine/client/state.ts': [],
      'src/engine/network/state.ts': [],
      'src/engine/client/steps.ts': ['../world.ts', '../network/state.ts'],
    })
    expect(fileCircles(composed)).toEqual([])
    expect(folderCircles(composed, 'src/engine')).toEqual([])
  })
})

describe('casts', () => {
  test('there are none in the engine on what is taken out of an array', () => {
    expect(src.flatMap(castViolations)).toEqual([])
  })

  test.each([
    'const x = words[at | STATUS] as number',
    'words[at] = (words[at] as number) | FLAG',
    'const x = (words[\n  at\n]) as number',
    'const x = times[at]!',
  ])('%s is found out', (text) => {
    expect(castViolations(planted('src/engine/a.ts', text))).toHaveLength(1)
  })

  test.each([
    'const x = words[at]',
    'const x = places.get(id) as number',
    'world.group!.first',
    "saved['capacity'] as number",
  ])('%s is allowed', (text) => {
    expect(castViolations(planted('src/engine/a.ts', text))).toEqual([])
  })

  test('elsewhere are allowed', () => {
    expect(castViolations(planted('src/base/a.ts', 'const x = words[at] as number'))).toEqual([])
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

describe('members', () => {
  test('are asked for by name in their family alone', () => {
    expect(src.flatMap(memberViolations)).toEqual([])
  })

  test.each([
    "if (fault.kind === 'hang') stop()",
    "const isReplay = 'replay' !== arrivals.kind",
    "switch (fault.kind) { case 'crash': stop() }",
  ])('%s is found out', (text) => {
    expect(memberViolations(planted('src/runtime/a.ts', text))).toHaveLength(1)
    expect(memberViolations(planted('src/faults/a.ts', text))).toEqual([])
  })

  test.each([
    "if (effect.kind === 'errors') stop()",
    "const fault = { kind: 'crash' }",
    "if (arrivals.loop === 'recorded') stop()",
  ])('%s is allowed', (text) => {
    expect(memberViolations(planted('src/runtime/a.ts', text))).toEqual([])
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
  test('no file has more than 400 lines, in the core 350, no function more than 70', () => {
    const violations = [...src, ...tests, ...tools].flatMap(lengthViolations)
    expect(violations).toEqual([])
  })

  const statements = (count: number) => 'x()\n'.repeat(count)

  test.each([
    [401, 'src/a.ts', statements(401)],
    [351, 'src/engine/client/a.ts', statements(351)],
    [351, 'src/scenario/a.ts', statements(351)],
    [351, 'src/runtime/a.ts', statements(351)],
    [71, 'src/a.ts', `function long() {\n${statements(69)}}\n`],
    [71, 'src/a.ts', `const long = () => {\n${statements(69)}}\n`],
  ])('%i lines are found out in %s', (count, path, text) => {
    expect(lengthViolations(planted(path, text)).join()).toContain(`${count} lines`)
  })

  test('400 lines, and a function of 70, are allowed', () => {
    expect(lengthViolations(planted('src/a.ts', statements(400)))).toEqual([])
    const text = `function long() {\n${statements(68)}}\n`
    expect(lengthViolations(planted('src/a.ts', text))).toEqual([])
  })
})

describe('names from links and files', () => {
  test('are looked up among own members only', () => {
    expect(src.flatMap(nameViolations)).toEqual([])
  })

  test.each(['scenario.faults[id]', 'state.scenario.clients[id]', 'scenario.lanes[lane]?.title'])(
    '%s is found out',
    (text) => {
      expect(nameViolations(planted('src/app/a.ts', text))).toHaveLength(1)
    },
  )

  test('by own are allowed', () => {
    expect(nameViolations(planted('src/app/a.ts', 'own(scenario.faults, id)'))).toEqual([])
  })
})
