/**
 * The smallest scenario that has one of each part, for tests that say only what differs from it.
 */
import { expect } from 'vitest'
import type { Problem } from '../../src/scenario/document/problem.ts'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import type { Scenario } from '../../src/scenario/types.ts'

export interface Doc {
  [key: string]: unknown
}

/** As a person writes it: what has a default is left out. A new copy each time. */
export const smallDocument = (): Doc =>
  structuredClone({
    format: 1,
    regions: { home: { zones: { a: {}, b: {} } } },
    network: { fromClients: { eu: { home: { kind: 'constant', ms: 20 } } } },
    clients: { users: { place: 'eu', arrivals: { kind: 'poisson', perSecond: 50 } } },
    dns: {
      resolvers: { isp: { place: 'eu' } },
      records: { shop: { answers: { web: { balancer: 'web' } } } },
    },
    balancers: {
      web: {
        region: 'home',
        zones: ['a', 'b'],
        listeners: { https: { otherwise: { groups: { web: {} } } } },
      },
    },
    targetGroups: {
      web: {
        algorithm: { id: 'round-robin' },
        targets: { one: { zone: 'a' }, two: { zone: 'b' }, three: { zone: 'b', speed: 2 } },
      },
    },
    faults: { slow: { kind: 'slowdown', target: 'two', factor: 4, atMs: 1000, forMs: 2000 } },
  })

/** The small document with other values at some dot paths; `undefined` removes. */
export function documentWith(changes: Readonly<Record<string, unknown>>): Doc {
  const document = smallDocument()
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.')
    const last = keys.pop() as string
    let here = document
    for (const key of keys) {
      here[key] ??= {}
      here = here[key] as Doc
    }
    if (value === undefined) delete here[last]
    else here[last] = value
  }
  return document
}

export function scenarioWith(changes: Readonly<Record<string, unknown>> = {}): Scenario {
  const result = validateScenario(documentWith(changes))
  expect(result).toMatchObject({ ok: true })
  return (result as { scenario: Scenario }).scenario
}

/** The problems of a document that is refused. */
export function problemsOf(document: unknown): readonly Problem[] {
  const result = validateScenario(document)
  return result.ok ? [] : result.problems
}

/** The sentence of the first problem of the small document with changes. */
export const sentenceOf = (changes: Readonly<Record<string, unknown>>): string | undefined =>
  problemsOf(documentWith(changes))[0]?.message

export const lane = (patch: unknown): Readonly<Record<string, unknown>> => ({
  lanes: { x: { patch } },
})
