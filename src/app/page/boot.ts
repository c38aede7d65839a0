/** Puts the page together: what to open, the store, the playhead, the workers; and what listens to the browser. */
import { pause, play } from '../actions/transport.ts'

import { openArchive } from '../documents/archive.ts'
import { Keeper } from '../documents/keeper.ts'
import { checkRevision } from '../documents/link.ts'
import { persist, readPersisted, takeOver } from '../documents/persistence.ts'
import { followRecordings } from '../documents/recordingLoader.ts'
import { readTabMemory, writeTabMemory } from '../documents/tabMemory.ts'
import { LaneRunner, memoryBudgetBytes } from '../simulation/laneRunner.ts'
import { endWorkersAhead, openWorker } from '../simulation/openWorker.ts'
import { onFonts } from '../ui/onFonts.ts'
import { NARROW_QUERY } from '../ui/useMedia.ts'
import { preloadOverlays } from '../ui/useOverlays.ts'
import { followAddress } from './address.ts'
import { Hover } from './hover.ts'
import { listenToKeys } from './keys.ts'
import { openingOf } from './opening.ts'
import type { Page } from './page.ts'
import { Playback } from './playback.ts'
import { createPageStore, type PageStore } from './store.ts'
import { themeOf } from './theme.ts'

export async function boot(): Promise<Page> {
  const storage = storageOf()
  const { speedMs, theme, part } = readPersisted(storage)
  const memory = readTabMemory()
  const archive = openArchive()
  const taken = archive.then((open) => takeOver(storage, open).then(() => open))
  // Without one the page works on; the keeper says so when there is something to keep.
  void Promise.allSettled([archive, taken])
  const opening = await openingOf({ hash: location.hash, memory, archive: taken })
  const own = { theme, part, ...(speedMs === null ? {} : { speedMs }) }
  const store = createPageStore(opening.scenario, { ...own, ...opening.state })
  const keeper = new Keeper(store, archive)
  keeper.hasRead(store.getState().document.id, opening.revision)
  const playback = new Playback({
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (request) => cancelAnimationFrame(request),
    defer: (work, afterMs) => {
      setTimeout(work, afterMs)
    },
  })
  playback.setSpeed(store.getState().speedMs)
  playback.setEnd(opening.scenario.durationMs * 1000)
  playback.seek(opening.playheadUs)
  const budgetBytes = memoryBudgetBytes(matchMedia(NARROW_QUERY).matches)
  const cores = navigator.hardwareConcurrency
  const runner = new LaneRunner({ store, playback, openWorker, budgetBytes, cores })
  const hover = new Hover(() => playback.invalidate())
  const page: Page = { store, playback, runner, hover, stages: new Map(), archive, keeper }
  runner.start()
  endWorkersAhead()
  checkRevision(store, opening.engineRevision)
  followTheme(store, playback)
  followMotion(playback)
  followScreen(playback)
  followForm()
  onFonts(() => playback.invalidate())
  followRecordings(store, archive)
  persist(store, storage)
  keeper.start()
  if (memory !== null) void keeper.resume(memory)
  // Who leaves right after an edit finds it again.
  addEventListener('pagehide', () => {
    writeTabMemory({ ...keeper.memory(), hash: location.hash })
    void keeper.flush()
  })
  listenToKeys(page)
  playback.onEnd(() => pause(page))
  followAddress(page)
  loadTheRest({ store, runner, playback, cores, archive })
  if (opening.plays) play(page)
  return page
}

/** What opens over the page, and what goes on with other seeds, is loaded once something moves on it. */
function loadTheRest(page: {
  readonly store: PageStore
  readonly runner: LaneRunner
  readonly playback: Playback
  readonly cores: number
  readonly archive: Page['archive']
}): void {
  const { runner, playback } = page
  const stop = playback.onFrame(() => {
    if (runner.pictureToDraw(null) === null) return
    stop()
    playback.afterFrame(() => {
      preloadOverlays()
      const loaded = import('../simulation/replicator.ts')
      // Without it every figure stays that of one run, and says so.
      void Promise.allSettled([loaded.then(({ Replicator }) => new Replicator(page).start())])
      const keeping = import('../sweep/sweepKeeper.ts')
      // Without it a sweep lasts as long as the page.
      void Promise.allSettled([keeping.then(({ keepSweeps }) => keepSweeps(page, page.archive))])
    })
  })
}

function storageOf(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

function followTheme(store: PageStore, playback: Playback): void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    document.documentElement.dataset['theme'] = themeOf(store.getState().theme, system.matches)
    playback.invalidate()
  }
  apply()
  system.addEventListener('change', apply)
  store.subscribe((state, before) => {
    if (state.theme !== before.theme) apply()
    // What is selected or counted as slow is drawn, too.
    if (state.selection !== before.selection || state.goalMs !== before.goalMs)
      playback.invalidate()
  })
}

/** What is styled for a finger and for one thing at a time goes by this, in portals too. */
function followForm(): void {
  const query = matchMedia(NARROW_QUERY)
  const apply = (): void => {
    document.documentElement.dataset['form'] = query.matches ? 'phone' : 'desk'
  }
  apply()
  query.addEventListener('change', apply)
}

function followMotion(playback: Playback): void {
  const query = matchMedia('(prefers-reduced-motion: reduce)')
  const apply = (): void => playback.setStill(query.matches)
  apply()
  query.addEventListener('change', apply)
}

/** Moved to a screen of another pixel ratio, canvases need other sizes. */
function followScreen(playback: Playback): void {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
    'change',
    () => {
      playback.invalidate()
      followScreen(playback)
    },
    { once: true },
  )
}
