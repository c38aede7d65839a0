import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonicalText, withoutDefaults } from '../../src/scenario/document/canonical.ts'
import type { Problem } from '../../src/scenario/document/problem.ts'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import { decodeLink, encodeLink } from '../../src/scenario/link/link.ts'
import { DEFAULT_VIEW } from '../../src/scenario/link/linkView.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import { casesOf } from '../support/seeds.ts'
import { smallDocument } from './small.ts'

const DOCUMENTS = casesOf(5000)
const LINKS = casesOf(5000)

/** A small generator of its own, so that a failure names a seed that brings it back. */
function chance(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0
    return mixed % below
  }
}

const HOSTILE: readonly unknown[] = [
  ...[null, true, 0, -1, 0.0001, 1e308, -1e308, 1e-320, 2 ** 53, 4096],
  ...['', 'x', 'web-1', '__proto__', 'constructor', '../..', 'a'.repeat(5000), '\u0000', '💥'],
  ...[[], {}, [[]], [{}], [1, 2, 3], { kind: 'poisson' }, { id: 'random' }, { kind: {} }],
  ...[{ a: { b: { c: { d: {} } } } }, Array.from({ length: 3000 }, () => 0)],
  JSON.parse('{"__proto__":{"polluted":1}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":1}}}'),
  JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`),
]

type Holder = Record<string | number, unknown>

/** Every object and list in a document. */
function holdersIn(value: unknown, found: Holder[] = []): readonly Holder[] {
  if (typeof value !== 'object' || value === null || found.length > 2000) return found
  found.push(value as Holder)
  for (const inner of Object.values(value)) holdersIn(inner, found)
  return found
}

/**
 * One to three changes anywhere: replaced, removed, renamed, moved, added, put into another order.
 */
function mutated(document: unknown, below: (n: number) => number): unknown {
  const copy: unknown = structuredClone(document)
  for (let times = 1 + below(3); times > 0; times--) {
    const holders = holdersIn(copy)
    const holder = holders[below(holders.length)] as Holder
    const keys = Object.keys(holder)
    const key = keys[below(Math.max(keys.length, 1))] ?? 'x'
    const other = holders[below(holders.length)] as Holder
    const hostile = structuredClone(HOSTILE[below(HOSTILE.length)])
    const kind = below(8)
    if (kind === 0) delete holder[key]
    else if (kind === 1) holder[`${key}x`] = holder[key]
    else if (kind === 2) holder[key] = structuredClone(other)
    else if (kind === 3 && typeof holder[key] === 'number') holder[key] *= below(9) - 4
    else if (kind === 4)
      Object.defineProperty(holder, NAMES[below(NAMES.length)] as string, own(hostile))
    else if (kind === 5) holder[key] = hostile
    else turn(holder)
  }
  return copy
}

/** The same members in the opposite order; a list stays as it is. */
function turn(holder: Holder): void {
  if (Array.isArray(holder)) return
  const members = Object.entries(holder).reverse()
  for (const [key] of members) delete holder[key]
  for (const [key, value] of members) Object.defineProperty(holder, key, own(value))
}

const NAMES = ['__proto__', 'constructor', 'kind', 'id', 'patch', 'lanes', 'weight', '0', 'é', '']
const own = (value: unknown) => ({ value, enumerable: true, configurable: true, writable: true })

function brokenLink(link: string, below: (n: number) => number): string {
  const at = 2 + below(link.length - 2)
  const letter = 'ABCXYZabcxyz019-_'.charAt(below(17))
  switch (below(6)) {
    case 0:
      return link.slice(0, at)
    case 1:
      return link.slice(0, at) + letter + link.slice(at)
    case 2:
      return link.slice(0, at) + link.slice(at + 1 + below(20))
    case 3:
      return link.slice(0, at) + link.slice(below(at), at) + link.slice(at)
    case 4:
      return `${below(30)}${link.slice(1)}`
    default:
      return link.slice(0, at) + letter + link.slice(at + 1)
  }
}

/**
 * Whether a refusal says where: its path stands at the front of its sentence, which ends like one.
 */
function namesItsPlace({ path, message }: Problem): boolean {
  if (message.length > 600 || !message.endsWith('.')) return false
  if (path === 'link') return message.startsWith('The link ')
  return message.startsWith(`${path} `) || message.startsWith('The document ')
}

const globals = (): readonly string[] =>
  [Object.prototype, Array.prototype, Function.prototype, globalThis].map((thing) =>
    Object.getOwnPropertyNames(thing).join(),
  )

describe('whatever is done to a valid document', () => {
  let before: readonly string[] = []
  beforeAll(() => {
    before = globals()
  })
  afterAll(() => {
    expect(globals()).toEqual(before)
    expect('polluted' in {}).toBe(false)
  })

  test(`${DOCUMENTS} changed documents each open, or are refused with the place`, () => {
    const originals = [smallDocument(), ...presets.map(({ scenario }) => withoutDefaults(scenario))]
    const counts = { opened: 0, refused: 0 }
    for (let seed = 0; seed < DOCUMENTS; seed++) {
      const below = chance(seed)
      const document = mutated(originals[below(originals.length)], below)
      const result = validateScenario(document)
      if (!result.ok) {
        counts.refused += 1
        expect([seed, result.problems.filter((problem) => !namesItsPlace(problem))]).toEqual([
          seed,
          [],
        ])
        expect([seed, result.problems.length > 0]).toEqual([seed, true])
        continue
      }
      counts.opened += 1
      const again = validateScenario(withoutDefaults(result.scenario))
      expect([seed, again.ok && canonicalText(again.scenario)]).toEqual([
        seed,
        canonicalText(result.scenario),
      ])
    }
    // Both happen often, or the mutations would be too tame or too wild to find anything.
    expect(Math.min(counts.opened, counts.refused)).toBeGreaterThan(DOCUMENTS / 20)
  }, 120_000)

  test(`${LINKS} changed links each open, or are refused with the place`, async () => {
    const links = await Promise.all(
      presets.map(({ scenario }) => encodeLink(scenario, DEFAULT_VIEW)),
    )
    let refused = 0
    for (let seed = 0; seed < LINKS; seed++) {
      const below = chance(seed)
      const link = brokenLink(links[below(links.length)] as string, below)
      const result = await decodeLink(link)
      if (result.ok) continue
      refused += 1
      expect([link, result.problems.filter((problem) => !namesItsPlace(problem))]).toEqual([
        link,
        [],
      ])
    }
    expect(refused).toBeGreaterThan(LINKS / 2)
  }, 120_000)
})
