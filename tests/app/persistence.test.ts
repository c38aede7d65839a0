/** What is kept from one visit to the next, and what is made of it when it is broken. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { persist, readPersisted } from '../../src/app/documents/persistence.ts'
import { PERSISTENCE } from '../../src/app/page/state.ts'
import { commit, createPageStore } from '../../src/app/page/store.ts'
import { scenarioOf } from '../support/scenarios.ts'

function storage(initial: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(initial))
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the last visit', () => {
  test('comes back: scenario, speed, theme, and what the page shows', () => {
    const browser = storage()
    const store = createPageStore(scenarioOf())
    persist(store, browser)
    const next = scenarioOf({ 'clients.users.arrivals.perSecond': 123 })
    commit(store, next)
    store.setState({ speedMs: 40, theme: 'dark', part: 'compare' })
    vi.runAllTimers()
    expect(readPersisted(browser)).toEqual({
      scenario: next,
      speedMs: 40,
      theme: 'dark',
      part: 'compare',
      problem: '',
    })
  })

  test('writes nothing but what may be kept', () => {
    const browser = storage()
    const store = createPageStore(scenarioOf())
    persist(store, browser)
    store.setState({ selection: { kind: 'target', id: 's0' }, goalMs: 1, announcement: 'hello' })
    vi.runAllTimers()
    expect([...browser.kept.keys()]).toEqual([])
    const fields = Object.entries(PERSISTENCE).filter(([, places]) =>
      (places as readonly string[]).includes('localStorage'),
    )
    expect(fields.map(([field]) => field)).toEqual(['scenario', 'speedMs', 'theme', 'part'])
  })

  test('is left alone with a sentence when it cannot be read', () => {
    for (const text of ['{', '[]', '{"format":7}', '"a"', '{"format":0,"seed":3}']) {
      const { scenario, problem } = readPersisted(storage({ 'ballast.scenario': text }))
      expect(scenario).toBeNull()
      expect(problem).toMatch(/^The scenario of your last visit could not be read/)
    }
    const broken = { 'ballast.theme': 'pink', 'ballast.speedMs': 'fast', 'ballast.part': 'half' }
    expect(readPersisted(storage(broken))).toEqual({
      scenario: null,
      speedMs: null,
      theme: 'system',
      part: null,
      problem: '',
    })
  })

  test('is not missed where the browser keeps nothing', () => {
    const refusing = {
      getItem: (): string => {
        throw new Error('forbidden')
      },
      setItem: (): void => {
        throw new Error('full')
      },
    }
    expect(readPersisted(refusing)).toMatchObject({ scenario: null, problem: '' })
    expect(readPersisted(null)).toMatchObject({ scenario: null, problem: '' })
    const store = createPageStore(scenarioOf())
    persist(store, refusing)
    store.setState({ theme: 'light' })
    expect(() => vi.runAllTimers()).not.toThrow()
  })
})
