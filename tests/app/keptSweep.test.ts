/** Sweeps that the browser keeps: found again by their scenario, few of them, and read as what comes from outside. */
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { BeginningTally } from '../../src/analysis/numbers/beginning.ts'
import { openArchive } from '../../src/app/documents/archive.ts'
import type { SweepState } from '../../src/app/page/state.ts'
import { readSweepText, sweepText } from '../../src/app/sweep/keptSweep.ts'
import { sweptSettings } from '../../src/app/sweep/sweptSettings.ts'
import { experimentKey } from '../../src/scenario/document/canonical.ts'
import { scenarioWith } from '../scenario/small.ts'
import { someReplication } from '../support/replications.ts'

const scenario = scenarioWith({ lanes: { other: { patch: {} } } })
const key = experimentKey(scenario)
const setting = sweptSettings(scenario).find(({ label }) => label === 'Rate')
if (setting === undefined) throw new Error('there is a rate')
const { field, varied } = setting
const lane = [someReplication({}), someReplication({ figures: { p99: Number.NaN } })]
const sweep: SweepState = {
  plan: {
    ...{ field, varied, scenario, key, values: [10, 20, 1e9] },
    wish: { from: 10, to: 1e9, count: 3, isLog: false, runs: 2 },
  },
  points: [10, 20].map((at) => ({ at, lanes: [lane, lane] })),
  done: 8,
  of: 8,
  leftMs: null,
  isRunning: false,
  problem: null,
  refused: [{ at: 1e9, why: 'It is too much.' }],
  keys: [key, 'another'],
}
const of = { engineRevision: 3, field, keys: sweep.keys }
const text = sweepText(sweep, 3) ?? ''

test('what is read is what was written, of the same engine', () => {
  expect(readSweepText(text, of)).toEqual(sweep)
  expect(readSweepText(text, { ...of, engineRevision: 4 })).toBeNull()
  expect(readSweepText(text, { ...of, keys: ['another'] })).toBeNull()
  expect(readSweepText(text, { ...of, field: 'nothing.here' })).toBeNull()
})

test('how each run began is not kept', () => {
  const tally = new BeginningTally(1e6)
  const begun = lane.map((each) => ({ ...each, beginning: tally.beginning }))
  const points = sweep.points.map(({ at }) => ({ at, lanes: [begun, begun] }))
  expect(sweepText({ ...sweep, points }, 3)).toBe(text)
})

test.each([
  ['no JSON', (all: string) => all.slice(1)],
  ['no list of points', (all: string) => all.replace(/"points":\[/, '"points":[4,')],
  ['a figure that is a word', (all: string) => all.replace(/"p50":[\d.]+/, '"p50":"fast"')],
  ['a run without figures', (all: string) => all.replace('"figures"', '"figure"')],
  ['values in disorder', (all: string) => all.replace('"at":10', '"at":30')],
  ['more runs than may be asked for', (all: string) => all.replace('"runs":2', '"runs":1e9')],
  [
    'another scenario',
    (all: string) => all.replace('"clients":{', '"durationMs":1234,"clients":{'),
  ],
])('%s is no sweep', (_, broken) => {
  expect(broken(text)).not.toBe(text)
  expect(readSweepText(broken(text), of)).toBeNull()
})

test('a dozen are kept, each found by all scenarios that it belongs to', async () => {
  const archive = await openArchive()
  for (let i = 0; i < 15; i++) {
    const keys = [`key ${i}`, 'shared']
    await archive.writeSweep({ id: `${i}`, slot: 'sweep', field, keys, text, savedAtMs: i })
  }
  const all = await archive.readSweeps('shared')
  expect(all.map(({ id }) => Number(id))).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
  expect((await archive.readSweeps('key 7')).map(({ id }) => id)).toEqual(['7'])
  expect(await archive.readSweeps('key 1')).toEqual([])
})
