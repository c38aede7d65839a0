/** What is kept from one visit to the next, and that nothing kept is written over. */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Archive, openArchive } from '../../src/app/documents/archive.ts'
import { Keeper } from '../../src/app/documents/keeper.ts'
import { persist, readPersisted, takeOver } from '../../src/app/documents/persistence.ts'
import { openingOf } from '../../src/app/page/opening.ts'
import { PERSISTENCE } from '../../src/app/page/state.ts'
import { commit, createPageStore, open, undo } from '../../src/app/page/store.ts'
import { encodeLink } from '../../src/scenario/link/link.ts'
import { DEFAULT_VIEW } from '../../src/scenario/link/linkView.ts'
import { scenarioOf } from '../support/scenarios.ts'

function storage(initial: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(initial))
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  }
}

const rate = (perSecond: number, title = 'Shop') =>
  scenarioOf({ 'clients.users.arrivals.perSecond': perSecond, title })

let archive: Archive
beforeEach(async () => {
  archive = await openArchive()
  for (const { id } of await archive.list()) await archive.remove(id)
})

/** A tab that has opened what `openingOf` gives it. */
async function tab(hash = '') {
  const opening = await openingOf({ hash, memory: null, archive: Promise.resolve(archive) })
  const store = createPageStore(opening.scenario, opening.state)
  const keeper = new Keeper(store, Promise.resolve(archive))
  keeper.hasRead(store.getState().document.id, opening.revision)
  keeper.start()
  return { store, keeper, opening }
}

const titles = async () => (await archive.list()).map(({ title }) => title).sort()
const texts = async () => (await archive.list()).map(({ text }) => text)

describe('documents', () => {
  test('that nobody edited are not kept', async () => {
    const { keeper } = await tab(`#${await encodeLink(rate(120), DEFAULT_VIEW)}`)
    await keeper.flush()
    expect(await archive.list()).toEqual([])
  })

  test('are kept from the first edit on, and opened by the next visit', async () => {
    const { store, keeper } = await tab()
    commit(store, rate(120))
    commit(store, rate(130))
    await keeper.flush()
    expect(await archive.list()).toHaveLength(1)
    const next = await tab()
    expect(next.store.getState().scenario).toEqual(rate(130))
  })

  test('of a link, edited in a second tab, leave the work of the first alone', async () => {
    const first = await tab()
    commit(first.store, rate(120, 'Mine'))
    await first.keeper.flush()
    const second = await tab(`#${await encodeLink(rate(50, 'Theirs'), DEFAULT_VIEW)}`)
    commit(second.store, rate(60, 'Theirs'))
    await second.keeper.flush()
    expect(await titles()).toEqual(['Mine', 'Theirs'])
  })

  test('open in two tabs become two when both are edited, and it is said', async () => {
    const first = await tab()
    commit(first.store, rate(120))
    await first.keeper.flush()
    const second = await tab()
    commit(first.store, rate(200))
    await first.keeper.flush()
    commit(second.store, rate(300))
    await second.keeper.flush()
    expect(await archive.list()).toHaveLength(2)
    expect((await texts()).join()).toMatch(/"perSecond":300.*"perSecond":200|200.*300/s)
    expect(second.store.getState().notice?.text).toContain('kept as a copy')
    commit(second.store, rate(310))
    await second.keeper.flush()
    expect(await archive.list()).toHaveLength(2)
  })

  test('are not written over by what is opened in their place, nor by undoing that', async () => {
    const { store, keeper } = await tab()
    commit(store, rate(120, 'Mine'))
    open(store, rate(10, 'Example'), { id: 'example', isKept: false })
    commit(store, rate(20, 'Example'))
    undo(store)
    undo(store)
    commit(store, rate(130, 'Mine'))
    await keeper.flush()
    expect(await titles()).toEqual(['Example', 'Mine'])
    const mine = (await archive.list()).find(({ title }) => title === 'Mine')
    expect(mine?.text).toContain('"perSecond":130')
  })

  test('from a file are kept as they are', async () => {
    const { store, keeper } = await tab()
    open(store, rate(10, 'File'), { id: 'file', isKept: true })
    await keeper.flush()
    expect(await titles()).toEqual(['File'])
  })

  test('that cannot be read stay, with a sentence, whatever is done next', async () => {
    const unreadable = { id: 'old', title: 'Old', text: '{"format":0,', savedAtMs: 1 }
    await archive.write(unreadable, 0)
    const { store, keeper } = await tab()
    expect(store.getState().notice?.text).toMatch(/of your last visit could not be read/)
    commit(store, rate(120))
    await keeper.flush()
    expect(await archive.read('old')).toEqual({ ...unreadable, revision: 1 })
  })

  test('that were being written when the tab went come back from its memory', async () => {
    const { store, keeper } = await tab()
    commit(store, rate(140))
    const memory = { ...keeper.memory(), hash: '' }
    const opening = await openingOf({ hash: '', memory, archive: Promise.resolve(archive) })
    expect(memory.isWritten).toBe(false)
    expect(opening.scenario).toEqual(rate(140))
    const next = createPageStore(opening.scenario, opening.state)
    const nextKeeper = new Keeper(next, Promise.resolve(archive))
    await nextKeeper.resume(memory)
    await nextKeeper.flush()
    expect(await texts()).toEqual([memory.text])
  })

  test('that the browser does not keep are said once, with an offer to save them', async () => {
    const store = createPageStore(scenarioOf())
    const keeper = new Keeper(store, Promise.reject(new DOMException('full', 'QuotaExceededError')))
    keeper.start()
    commit(store, rate(120))
    await keeper.flush()
    expect(store.getState().notice).toMatchObject({ tone: 'error', offer: { kind: 'save' } })
    expect(store.getState().notice?.text).toContain('its storage is full')
  })
})

describe('what an earlier version kept in localStorage', () => {
  test('is taken over once, as it is', async () => {
    const browser = storage({ 'ballast.scenario': JSON.stringify(rate(120)) })
    await takeOver(browser, archive)
    await takeOver(browser, archive)
    expect(browser.kept.size).toBe(0)
    expect(await titles()).toEqual(['Shop'])
  })

  test('is not lost when it cannot be read', async () => {
    await takeOver(storage({ 'ballast.scenario': '{' }), archive)
    expect(await texts()).toEqual(['{'])
  })
})

describe('speed and theme', () => {
  test('come back, and nothing else is kept beside them', () => {
    const browser = storage()
    const store = createPageStore(scenarioOf())
    persist(store, browser)
    store.setState({ speedMs: 40, theme: 'dark', part: 'compare', goalMs: 1, announcement: 'x' })
    expect(readPersisted(browser)).toEqual({ speedMs: 40, theme: 'dark', part: 'compare' })
    expect(browser.kept.size).toBe(3)
    const fields = Object.entries(PERSISTENCE).filter(([, places]) =>
      (places as readonly string[]).includes('localStorage'),
    )
    expect(fields.map(([field]) => field)).toEqual(['speedMs', 'theme', 'part'])
  })

  test('are not missed where the browser keeps nothing, or nonsense', () => {
    const refusing = {
      getItem: (): string => {
        throw new Error('forbidden')
      },
      setItem: (): void => {
        throw new Error('full')
      },
      removeItem: (): void => undefined,
    }
    const nonsense = storage({
      'ballast.theme': 'pink',
      'ballast.speedMs': 'fast',
      'ballast.part': 'half',
    })
    for (const browser of [refusing, null, nonsense]) {
      expect(readPersisted(browser)).toEqual({ speedMs: null, theme: 'system', part: null })
    }
    const store = createPageStore(scenarioOf())
    persist(store, refusing)
    expect(() => store.setState({ theme: 'light' })).not.toThrow()
  })
})
