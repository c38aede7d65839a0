/** Sees to it that the recordings of the scenario are in the store, or says that they cannot be had. */
import type { Recording } from '../../model/recording.ts'
import { loadPart } from '../page/loadPart.ts'
import { notify, type PageStore } from '../page/store.ts'
import type { Archive } from './archive.ts'

/** Loaded when a scenario replays something: most do not. */
const load = () => import('./recordings.ts')

export function followRecordings(store: PageStore, archive: Promise<Archive>): void {
  const tried = new Set<string>()
  const check = (): void => {
    const { scenario } = store.getState()
    const isReplay = JSON.stringify(scenario).includes('"kind":"replay"')
    if (isReplay) void fetchMissing(store, archive, tried)
  }
  store.subscribe((state, before) => {
    if (state.scenario !== before.scenario) check()
  })
  check()
}

async function fetchMissing(
  store: PageStore,
  archive: Promise<Archive>,
  tried: Set<string>,
): Promise<void> {
  const part = await loadPart(store, 'The reader of recorded traffic', load)
  if (part === null) return
  const { missingRecordings, fetchRecording, missingWords } = part
  const { scenario, recordings } = store.getState()
  for (const hash of missingRecordings(scenario, recordings)) {
    const recording = tried.has(hash)
      ? null
      : ((await keptRecording(archive, hash)) ?? (await fetchRecording(hash)))
    tried.add(hash)
    if (recording === null) {
      const text = missingWords(hash)
      notify(store, { tone: 'error', text, offer: { kind: 'default' } })
      return
    }
    store.setState((state) => ({ recordings: { ...state.recordings, [hash]: recording } }))
  }
}

/** What was dropped on this page, or came in a file, at an earlier visit. */
const keptRecording = (archive: Promise<Archive>, hash: string): Promise<Recording | null> =>
  archive.then((open) => open.readRecording(hash)).catch(() => null)
