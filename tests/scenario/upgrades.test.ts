/** Old documents mean what they meant: what was a default then is written out now. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import type { Scenario } from '../../src/scenario/types.ts'
import { valid } from '../support/scenarios.ts'
import { documentWith, problemsOf } from './small.ts'

const RESOLVERS = 'dns.resolvers'

/** The small document as it was written in format 0. */
const old = (changes: Readonly<Record<string, unknown>> = {}): Scenario =>
  valid(documentWith({ format: 0, ...changes }))

const coldOf = (scenario: Scenario, lane: string | null = null) =>
  Object.entries(resolveLane(scenario, lane).dns.resolvers).map(([id, one]) => [id, one.startsCold])

describe('a document of format 0', () => {
  test('has every default that it had', () => {
    const file = new URL('../fixtures/defaults-0.json', import.meta.url)
    const { document } = JSON.parse(readFileSync(file, 'utf8'))
    const opened = old({ 'dns.records.shop.answers': { direct: { target: 'one' } } })
    const { format: _, ...rest } = document
    expect(opened).toMatchObject(rest)
  })

  test('has resolvers that start cold, as all did', () => {
    expect(coldOf(old())).toEqual([['isp', true]])
    const today = valid(documentWith({}))
    expect(coldOf(today)).toEqual([['isp', false]])
  })

  test('has them in the lanes that add one, too, and leaves what a lane changes', () => {
    const resolvers = { open: { place: 'eu', share: 2 }, isp: { share: 3 } }
    const scenario = old({ lanes: { x: { patch: { dns: { resolvers } } } } })
    expect(coldOf(scenario, 'x')).toEqual([
      ['open', true],
      ['isp', true],
    ])
    expect(scenario.lanes['x']?.patch).toEqual({
      dns: {
        resolvers: { open: { place: 'eu', share: 2, startsCold: true }, isp: { share: 3 } },
      },
    })
  })

  test('may delete a resolver in a lane', () => {
    const scenario = old({
      [RESOLVERS]: { isp: { place: 'eu' }, open: { place: 'eu' } },
      lanes: { x: { patch: { dns: { resolvers: { open: null } } } } },
    })
    expect(coldOf(scenario, 'x')).toEqual([['isp', true]])
  })

  test.each([[[]], [7], ['x'], [null], [{ isp: 4 }], [{ isp: null }]])(
    'whose resolvers are %j is told what is wrong, as ever',
    (resolvers) => {
      const [problem] = problemsOf(documentWith({ format: 0, [RESOLVERS]: resolvers }))
      expect(problem?.path).toMatch(/^dns\.resolvers/)
    },
  )

  test.each([[7], [[]], [{ x: 4 }], [{ x: { patch: 4 } }], [{ x: { patch: { dns: [] } } }]])(
    'whose lanes are %j is told what is wrong, as ever',
    (lanes) => {
      const [problem] = problemsOf(documentWith({ format: 0, lanes }))
      expect(problem?.path).toMatch(/^lanes/)
    },
  )
})
