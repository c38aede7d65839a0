/** What every fault owes, and what each of them does. */
import { describe, expect, test } from 'vitest'
import type { Effect, FaultTone } from '../../src/faults/define.ts'
import {
  captionOf,
  effectsOf,
  type FaultSpec,
  faultByKind,
  faults,
  faultsOf,
  faultTone,
  namedBy,
  wordsOf,
} from '../../src/faults/index.ts'
import { settingsOf } from '../support/settingsOf.ts'

/** What is called has no name of its own: a fault says which of both it is about. */
const calledBy = (spec: FaultSpec): readonly string[] => ('called' in spec ? [spec.called] : [])

describe.each(faults)('$id', ({ id, knobs }) => {
  const specs = settingsOf(knobs).map((setting) => ({ kind: id, ...setting }) as FaultSpec)

  test('says when and for how long, after what it does', () => {
    expect(Object.keys(knobs).slice(-2)).toEqual(['atMs', 'forMs'])
    expect(faultByKind(id).knobs).toBe(knobs)
  })

  test('has effects on things that its knobs name, and finite strength', () => {
    for (const spec of specs) {
      const effects = effectsOf(spec)
      expect(effects.length).toBeGreaterThan(0)
      for (const effect of effects) {
        for (const [name, value] of Object.entries(effect)) {
          if (name === 'kind') continue
          if (typeof value === 'string') expect(['thing', ...calledBy(spec)]).toContain(value)
          else expect(Number.isFinite(value)).toBe(true)
        }
      }
    }
  })

  test('has a caption of a few words that names the thing', () => {
    for (const spec of specs) {
      expect(captionOf(spec)).toMatch(
        calledBy(spec).length > 0 ? /^(dependency|identity)/ : /thing/,
      )
      expect(captionOf(spec).length).toBeLessThan(40)
    }
  })

  test('has words that say the same beside its target', () => {
    for (const spec of specs) {
      const [target] = namedBy(spec, 'targets')
      expect(wordsOf(spec)).toMatch(/^\S.*\S$/)
      if (target !== undefined) expect(captionOf(spec)).toBe(`${target} ${wordsOf(spec)}`)
    }
  })

  test('does the same whenever it happens', () => {
    const [spec] = specs
    expect(effectsOf({ ...spec, atMs: 5, forMs: 1 } as FaultSpec)).toEqual(
      effectsOf({ ...spec, atMs: 9000, forMs: 77 } as FaultSpec),
    )
  })
})

const when = { atMs: 12_000, forMs: 34_000 }

test.each<{ spec: FaultSpec; effect: Effect; caption: string; tone: FaultTone }>([
  {
    spec: { kind: 'slow-dependency', called: 'behind', factor: 8, ...when },
    effect: { kind: 'dependency', called: 'behind', factor: 1 / 8 },
    caption: 'dependency 8× slow',
    tone: 'slow',
  },
  {
    spec: { kind: 'dependency-outage', called: 'identity', ...when },
    effect: { kind: 'dependency', called: 'identity', factor: 0 },
    caption: 'identity provider out',
    tone: 'down',
  },
  {
    spec: { kind: 'crash', target: 'web-2', ...when },
    effect: { kind: 'down', target: 'web-2' },
    caption: 'web-2 crashed',
    tone: 'down',
  },
  {
    spec: { kind: 'hang', target: 'web-2', ...when },
    effect: { kind: 'speed', target: 'web-2', factor: 0 },
    caption: 'web-2 hung',
    tone: 'down',
  },
  {
    spec: { kind: 'slowdown', target: 'web-2', factor: 2.8, ...when },
    effect: { kind: 'speed', target: 'web-2', factor: 1 / 2.8 },
    caption: 'web-2 2.8× slow',
    tone: 'slow',
  },
  {
    spec: { kind: 'errors', target: 'web-2', ratio: 0.125, ...when },
    effect: { kind: 'errors', target: 'web-2', ratio: 0.125 },
    caption: 'web-2 12.5 % errors',
    tone: 'errors',
  },
  {
    spec: { kind: 'zone-outage', zone: 'a', ...when },
    effect: { kind: 'zone-out', zone: 'a' },
    caption: 'zone a out',
    tone: 'down',
  },
  {
    spec: { kind: 'packet-loss', between: 'a', and: 'eu', ratio: 0.07, ...when },
    effect: { kind: 'loss', between: 'a', and: 'eu', ratio: 0.07 },
    caption: 'a–eu 7 % lost',
    tone: 'traffic',
  },
  {
    spec: { kind: 'packet-loss', between: 'a', and: 'b', ratio: 1, ...when },
    effect: { kind: 'loss', between: 'a', and: 'b', ratio: 1 },
    caption: 'a cut off from b',
    tone: 'traffic',
  },
  {
    spec: { kind: 'surge', population: 'browsers', perSecond: 1234.5, ...when },
    effect: { kind: 'surge', population: 'browsers', perSecond: 1234.5 },
    caption: 'browsers +1235/s',
    tone: 'traffic',
  },
])('$caption', ({ spec, effect, caption, tone }) => {
  expect(effectsOf(spec)).toEqual([effect])
  expect(captionOf(spec)).toBe(caption)
  expect(faultTone(spec)).toBe(tone)
})

test('those that one can do to a target are the ones with an effect on a target', () => {
  const withEffect = faults.filter(({ id, knobs }) =>
    settingsOf(knobs).some((setting) =>
      effectsOf({ kind: id, ...setting } as FaultSpec).some((effect) => 'target' in effect),
    ),
  )
  expect(faultsOf('targets')).toEqual(withEffect)
})
