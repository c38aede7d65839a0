/** Puts the page together: what to open, the store, the playhead, the workers; and what listens to the browser. */
import { oneSlowTarget } from '../../scenario/presets/oneSlowTarget.ts'
import type { Scenario } from '../../scenario/types.ts'
import { openLink } from '../actions/open.ts'
import { pause, play } from '../actions/transport.ts'

import { noticeOf, readLink, stateOf } from '../documents/link.ts'
import { persist, readPersisted } from '../documents/persistence.ts'
import { followRecordings } from '../documents/recordingLoader.ts'
import { LaneRunner, memoryBudgetBytes } from '../simulation/laneRunner.ts'
import { openWorker } from '../simulation/openWorker.ts'
import { onFonts } from '../ui/onFonts.ts'
import { NARROW_QUERY } from '../ui/useMedia.ts'
import { loadOverlays } from '../ui/useOverlays.ts'
import { Hover } from './hover.ts'
import { listenToKeys } from './keys.ts'
import type { Page } from './page.ts'
import { Playback } from './playback.ts'
import type { PageState } from './state.ts'
import { createPageStore, type PageStore } from './store.ts'
import { themeOf } from './theme.ts'

interface Opening {
  readonly scenario: Scenario
  readonly state: Partial<PageState>
  readonly playheadUs: number
}

export async function boot(): Promise<Page> {
  const storage = storageOf()
  const opening = await openingOf(storage)
  const store = createPageStore(opening.scenario, opening.state)
  const playback = new Playback({
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (request) => cancelAnimationFrame(request),
    defer: (work) => {
      setTimeout(work, 0)
    },
  })
  playback.setSpeed(store.getState().speedMs)
  playback.setEnd(opening.scenario.durationMs * 1000)
  playback.seek(opening.playheadUs)
  const budgetBytes = memoryBudgetBytes(matchMedia(NARROW_QUERY).matches)
  const cores = navigator.hardwareConcurrency
  const runner = new LaneRunner({ store, playback, openWorker, budgetBytes, cores })
  const hover = new Hover(() => playback.invalidate())
  const page: Page = { store, playback, runner, hover, stages: new Map() }
  runner.start()
  followTheme(store, playback)
  followMotion(playback)
  followForm()
  onFonts(() => playback.invalidate())
  followRecordings(store)
  // Who leaves right after an edit finds it again.
  addEventListener('pagehide', persist(store, storage))
  listenToKeys(page)
  playback.onEnd(() => pause(page))
  addEventListener('hashchange', () => {
    if (location.hash.length > 1) void openLink(page, location.hash)
  })
  loadTheRest(runner, playback)
  play(page)
  return page
}

/** What opens over the page is loaded once something moves on it. */
function loadTheRest(runner: LaneRunner, playback: Playback): void {
  const stop = playback.onFrame(() => {
    if (runner.pictureToDraw(null) === null) return
    stop()
    playback.afterFrame(() => void loadOverlays())
  })
}

/** A link comes first, then the scenario of the last visit, then the default scenario. */
async function openingOf(storage: Storage | null): Promise<Opening> {
  const persisted = readPersisted(storage)
  const own = {
    theme: persisted.theme,
    part: persisted.part,
    ...(persisted.speedMs === null ? {} : { speedMs: persisted.speedMs }),
    notice: noticeOf(persisted.problem),
  }
  const scenario = persisted.scenario ?? oneSlowTarget.scenario
  const isDefault = scenario.title === oneSlowTarget.scenario.title
  const opening = {
    scenario,
    state: own,
    playheadUs: isDefault ? oneSlowTarget.opensAtMs * 1000 : 0,
  }
  if (location.hash.length < 2) return opening
  const outcome = await readLink(location.hash)
  if (outcome.kind === 'refused') {
    const notice = { tone: 'error', text: outcome.text, offersDefault: true } as const
    return { ...opening, state: { ...own, notice, announcement: outcome.text } }
  }
  return {
    scenario: outcome.scenario,
    state: { ...own, ...stateOf(outcome.view), notice: noticeOf(outcome.notice) },
    playheadUs: outcome.view.playheadMs * 1000,
  }
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
