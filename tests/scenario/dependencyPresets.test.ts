/** What the examples of something behind the targets say holds for any seed. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { deepHealthCheck } from '../../src/scenario/presets/deepHealthCheck.ts'
import type { Preset } from '../../src/scenario/presets/preset.ts'
import { slowDatabase } from '../../src/scenario/presets/slowDatabase.ts'
import { attemptsOf } from '../../src/trace/attempt.ts'
import { bundledSimulate } from '../support/bundled.ts'
import { SEEDS } from '../support/seeds.ts'

const { simulate } = await bundledSimulate()

/** Share of the attempts that are the last of their request and fail, of those sent within these seconds. */
function failing(
  { scenario }: Preset,
  lane: string | null,
  seed: number,
): (from: number, to: number) => number {
  const all = [...attemptsOf(simulate(resolveLane({ ...scenario, seed: `${seed}` }, lane)))]
  return (from, to) => {
    const sent = all.filter(
      ({ sentUs, outcome }) => sentUs >= from * 1e6 && sentUs < to * 1e6 && outcome !== 'continued',
    )
    return sent.filter(({ failure }) => failure !== 'none').length / sent.length
  }
}

it.each(SEEDS)('a deep check makes half an outage a whole and longer one: seed %i', (seed) => {
  const deep = failing(deepHealthCheck, null, seed)
  expect(deep(14, 20)).toBe(1)
  // Three checks of each target after the database is back.
  expect(deep(20, 23)).toBe(1)
  expect(deep(27, 38)).toBe(0)
  for (const lane of ['shallow', 'open']) {
    const failed = failing(deepHealthCheck, lane, seed)
    expect(Math.abs(failed(10, 20) - 0.5)).toBeLessThan(0.06)
    expect(failed(20.2, 38)).toBe(0)
  }
})

it.each(SEEDS)('retries keep a database down that has long been fast again: seed %i', (seed) => {
  const retries = failing(slowDatabase, null, seed)
  expect(retries(2, 10)).toBe(0)
  expect(retries(30, 58)).toBeGreaterThan(0.99)
  const short = failing(slowDatabase, 'short', seed)
  expect(short(10, 20)).toBeGreaterThan(0.9)
  expect(short(21, 58)).toBeLessThan(0.01)
  expect(failing(slowDatabase, 'budget', seed)(35, 58)).toBeLessThan(0.01)
})
