/** Sees to it that the recordings of the scenario are in the store, or says that they cannot be had. */
import { notify, type PageStore } from '../page/store.ts'

/** Loaded when a scenario replays something: most do not. */
const load = () => import('./recordings.ts')

export function followRecordings(store: PageStore): void {
  const tried = new Set<string>()
  const check = (): void => {
    const { scenario } = store.getState()
    const isReplay = JSON.stringify(scenario).includes('"kind":"replay"')
    if (isReplay) void fetchMissing(store, tried)
  }
  store.subscribe((state, before) => {
    if (state.scenario !== before.scenario) check()
  })
  check()
}

async function fetchMissing(store: PageStore, tried: Set<string>): Promise<void> {
  const { missingRecordings, fetchRecording, missingWords } = await load()
  const { scenario, recordings } = store.getState()
  for (const hash of missingRecordings(scenario, recordings)) {
    const recording = tried.has(hash) ? null : await fetchRecording(hash)
    tried.add(hash)
    if (recording === null) {
      const text = missingWords(hash)
      notify(store, { tone: 'error', text, offersDefault: true })
      return
    }
    store.setState((state) => ({ recordings: { ...state.recordings, [hash]: recording } }))
  }
}
