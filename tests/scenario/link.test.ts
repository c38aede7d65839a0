import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText, withoutDefaults } from '../../src/scenario/document/canonical.ts'
import { SCENARIO_FORMAT } from '../../src/scenario/document/upgrades.ts'
import { decodeLink, encodeLink } from '../../src/scenario/link/link.ts'
import { DEFAULT_VIEW, type LinkView } from '../../src/scenario/link/linkView.ts'
import { casesOf } from '../support/seeds.ts'
import { randomLanes } from './randomLanes.ts'
import { scenarioWith } from './small.ts'

const VIEW: LinkView = {
  playheadMs: 14_250.125,
  speedMs: 40,
  goalMs: 300,
  lane: 'least',
  selected: { kind: 'target', id: 'web-2' },
  brush: { fromMs: 10_000, toMs: 20_000 },
}

/** A link with anything in it. */
const linkOf = (document: unknown): string =>
  `${SCENARIO_FORMAT}.${deflateRawSync(JSON.stringify(document)).toString('base64url')}`

async function opened(link: string) {
  const result = await decodeLink(link)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result
}

async function refusal(link: string): Promise<string | undefined> {
  const result = await decodeLink(link)
  return result.ok ? undefined : result.problems[0]?.message
}

describe('a link', () => {
  test('opens as what it was made from, the view included', async () => {
    const link = await encodeLink(scenarioWith(), VIEW, 4)
    expect(link).toMatch(/^1\.[\w-]+\.[0-9a-f]{8}$/)
    const { scenario, view, engineRevision, notices } = await opened(link)
    expect(canonicalText(scenario)).toBe(canonicalText(scenarioWith()))
    expect([view, engineRevision, notices]).toEqual([VIEW, 4, []])
  })

  test('opens as a whole address, and with blanks around it', async () => {
    const link = await encodeLink(scenarioWith(), DEFAULT_VIEW)
    for (const text of [`https://example.org/ballast/?a=1#${link}`, `#${link}`, ` ${link}\n`]) {
      expect((await opened(text)).engineRevision).toBeNull()
    }
  })

  test('says in its view only what differs from the default', async () => {
    const link = await encodeLink(scenarioWith(), { ...DEFAULT_VIEW, goalMs: 100 })
    const short = await encodeLink(scenarioWith(), DEFAULT_VIEW)
    expect(link.length - short.length).toBeLessThan(40)
    expect((await opened(link)).view).toEqual({ ...DEFAULT_VIEW, goalMs: 100 })
  })

  test('opens as the same scenario, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(randomLanes(3), async (scenario) => {
        const { scenario: back } = await opened(await encodeLink(scenario, DEFAULT_VIEW))
        expect(canonicalText(back)).toBe(canonicalText(scenario))
      }),
      { numRuns: casesOf(60), seed: 44 },
    )
  })

  test('carries letters of any language', async () => {
    const title = 'Zürich, 東京, 🙂'
    const link = await encodeLink(scenarioWith({ title }), DEFAULT_VIEW)
    expect((await opened(link)).scenario.title).toBe(title)
  })
})

describe('a view that cannot be read', () => {
  const viewed = (view: unknown) =>
    opened(linkOf({ scenario: withoutDefaults(scenarioWith()), view }))

  test('falls back field by field, and says so', async () => {
    const { view, notices } = await viewed({
      playheadMs: 'noon',
      goalMs: 99,
      zoom: 3,
      selected: { kind: 'target' },
      brush: { fromMs: 5, toMs: 4 },
    })
    expect(view).toEqual({ ...DEFAULT_VIEW, goalMs: 99 })
    expect(notices).toEqual([
      'view.playheadMs is "noon", which it cannot be; its default is used.',
      'view.zoom is unknown; it was left out.',
      'view.selected is an object, which it cannot be; its default is used.',
      'view.brush is an object, which it cannot be; its default is used.',
    ])
  })

  test.each([[[1]], [7], ['x'], [null]])('is left out whole when it is %j', async (view) => {
    const result = await viewed(view)
    expect(result.view).toEqual(DEFAULT_VIEW)
    expect(result.notices).toHaveLength(1)
  })

  test('cannot bring in a prototype', async () => {
    const scenario = JSON.stringify(withoutDefaults(scenarioWith()))
    const text = `{"scenario":${scenario},"view":{"__proto__":{"goalMs":1},"constructor":2}}`
    const { view } = await opened(`1.${deflateRawSync(text).toString('base64url')}`)
    expect(view).toEqual(DEFAULT_VIEW)
    expect(Object.getPrototypeOf(view)).toBe(Object.prototype)
  })
})

describe('a link that cannot be opened', () => {
  test('from the future is refused by name', async () => {
    expect(await refusal('#3.abc')).toBe(
      'The link was made with format 3; this program reads up to 1. Open it with a newer Ballast.',
    )
  })

  test.each<[string, string]>([
    ['', 'is not complete; it must end in #, a number, a dot and a text. Copy it again.'],
    ['hello', 'is not complete; it must end in #, a number, a dot and a text. Copy it again.'],
    ['0.', 'is not complete; it must end in #, a number, a dot and a text. Copy it again.'],
    ['0.a b', 'is not complete; it must end in #, a number, a dot and a text. Copy it again.'],
    ['0.a', 'is damaged; what it carries cannot be unpacked. Copy it again.'],
    ['0.____', 'is damaged; what it carries cannot be unpacked. Copy it again.'],
    [linkOf([]), 'is damaged; what it carries cannot be unpacked. Copy it again.'],
    [linkOf({}), 'carries no scenario. Copy it again.'],
    [linkOf({ scenario: {}, extra: 1 }), 'carries "extra", which is unknown. Copy it again.'],
    [linkOf({ scenario: {} }), 'says format 1 and its scenario another. Copy it again.'],
    [`0.${'a'.repeat(17 * 2 ** 20)}`, 'has 17825792 characters; 16777216 are allowed. Use a file.'],
  ])('%.20s is refused', async (link, rest) => {
    expect(await refusal(link)).toBe(`The link ${rest}`)
  })

  test('with a wrong scenario is refused with the sentence of validation', async () => {
    const scenario = { ...scenarioWith(), durationMs: 0 }
    expect(await refusal(linkOf({ scenario }))).toBe(
      'durationMs is 0; it must be 1 to 3600000. Raise it to 1 or more.',
    )
  })

  test('cut short is refused', async () => {
    const link = await encodeLink(scenarioWith(), DEFAULT_VIEW)
    expect(await refusal(link.slice(0, -12))).toContain('is damaged')
  })

  test('with one bit that flipped on the way is refused, or opens as what it was', async () => {
    const link = await encodeLink(scenarioWith(), VIEW, 4)
    const whole = canonicalText(scenarioWith())
    for (let bit = 0; bit < 7 * link.length; bit++) {
      const at = Math.floor(bit / 7)
      const flipped = String.fromCharCode(link.charCodeAt(at) ^ (1 << (bit % 7)))
      const result = await decodeLink(link.slice(0, at) + flipped + link.slice(at + 1))
      if (result.ok) expect(canonicalText(result.scenario)).toBe(whole)
    }
  })

  test('with another letter is refused by its checksum', async () => {
    const link = await encodeLink(scenarioWith(), DEFAULT_VIEW)
    const other = link.replace(/^1\.(.)/, (_, letter) => `1.${letter === 'a' ? 'b' : 'a'}`)
    expect(await refusal(other)).toBe(
      'The link is damaged; its letters do not fit its checksum. Copy it again.',
    )
  })

  test('that would unpack to a gigabyte is refused at the bound', async () => {
    const million = deflateRawSync(Buffer.alloc(2 ** 28, 0x20), { level: 9 })
    expect(await refusal(`0.${million.toString('base64url')}`)).toBe(
      'The link unpacks to more than 25165824 bytes, which no scenario has. Use another link.',
    )
  })

  test('with text that is no UTF-8 is refused', async () => {
    const bytes = deflateRawSync(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))
    expect(await refusal(`0.${bytes.toString('base64url')}`)).toContain('is damaged')
  })
})
