/** How much is simulated again for an answer, with an engine whose events are a microsecond apart. */
import { expect, test } from 'vitest'
import type { Engine, EngineRun } from '../../src/runtime/engine.ts'
import { Explainer } from '../../src/runtime/explainer.ts'
import type { CachedRun } from '../../src/runtime/runCache.ts'

interface Saved {
  readonly bytes: number
  readonly atUs: number
}

const CHECKPOINTS_AT = [0, 1, 2].map((i) => i * 1_000_000)
const STEP = 8000

function explainerOf(options: { readonly statesMax: number }) {
  let events = 0
  let held = 0
  const runFrom = (atUs: number): EngineRun<Saved> => {
    let nowUs = atUs
    return {
      advance(count) {
        events += count
        nowUs += count
        return false
      },
      get nowUs() {
        return nowUs
      },
      trace: () => ({}) as never,
      snapshot: () => ({ bytes: 1, atUs: nowUs }),
    }
  }
  const engine: Engine<Saved> = {
    start: () => runFrom(0),
    resume: (_, __, { atUs }) => runFrom(atUs),
    explain(_, __, { atUs }, states) {
      events += atUs - (states.at(-1)?.atUs ?? 0)
      return null
    },
    spread: () => null,
    texts: () => ({}),
  }
  const holds = (states: readonly unknown[]): boolean => {
    held = Math.max(held, states.length)
    return states.length <= options.statesMax
  }
  const explainer = new Explainer(engine, { holds })
  const checkpoints = CHECKPOINTS_AT.map((atUs) => ({ atUs, state: { bytes: 1, atUs } }))
  const run = { checkpoints } as unknown as CachedRun<Saved>
  /** Events that were simulated for the answer. */
  const ask = (atUs: number): number => {
    events = 0
    explainer.explain(run, {}, { attempt: null, atUs })
    return events
  }
  return { ask, held: () => held }
}

test('who scrubs waits for two steps at most, forwards and back', () => {
  const { ask, held } = explainerOf({ statesMax: 24 })
  expect(ask(1_700_000)).toBeLessThan(700_000 + 2 * STEP)
  for (let at = 1_700_000; at > 1_680_000; at -= 1000) expect(ask(at)).toBeLessThan(2 * STEP)
  for (let at = 1_690_000; at < 1_990_000; at += 1000) expect(ask(at)).toBeLessThan(3 * STEP)
  expect(held()).toBeLessThanOrEqual(24)
})

test('a jump keeps few states on its way, and a jump back finds them', () => {
  const { ask, held } = explainerOf({ statesMax: 24 })
  ask(1_900_000)
  expect(held()).toBeLessThan(900_000 / STEP / 4)
  expect(ask(1_300_000)).toBeLessThan(8 * STEP)
})

test('where there is no memory for any, each answer is simulated from the checkpoint', () => {
  const { ask } = explainerOf({ statesMax: 0 })
  expect(ask(1_500_000)).toBeGreaterThanOrEqual(500_000)
  expect(ask(1_500_000)).toBeGreaterThanOrEqual(500_000)
  // From the second checkpoint, and once: nothing comes of looking for what there is no memory for.
  expect(ask(1_500_000)).toBeLessThan(600_000)
})
