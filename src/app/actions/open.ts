/** Verbs that put another scenario on the page: one of ours, a file, access logs, a link, the default one. */

import { validateScenario } from '../../scenario/document/validate.ts'
import { oneSlowTarget } from '../../scenario/presets/oneSlowTarget.ts'
import type { Preset } from '../../scenario/presets/preset.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { Dropped } from '../documents/droppedFiles.ts'
import { noticeOf, readLink, stateOf } from '../documents/link.ts'
import type { Page } from '../page/page.ts'
import { announce, commit, notify, SPEED_MS } from '../page/store.ts'
import { play, setSpeed } from './transport.ts'

export const openDefault = (page: Page): void => openPreset(page, oneSlowTarget)

export function openPreset(page: Page, preset: Preset): void {
  show(page, preset.scenario, preset)
}

/** How a scenario opens that says nothing about it. */
const FROM_THE_START = { opensAtMs: 0, speedMs: SPEED_MS } as const

/** Another scenario is a step of the history, like any edit. */
function show(
  page: Page,
  scenario: Scenario,
  opening: Pick<Preset, 'opensAtMs' | 'speedMs'>,
): void {
  const { store, playback } = page
  commit(store, scenario)
  store.setState({ notice: null, problems: {}, selection: null, shownLane: null })
  setSpeed(page, opening.speedMs)
  playback.seek(opening.opensAtMs * 1000)
  announce(store, `${scenario.title} opened.`)
  play(page)
}

/** A scenario file or access logs, told apart by what is in them. Several are logs, and become one. */
export async function openFiles(page: Page, { files, folders }: Dropped): Promise<void> {
  const [folder] = folders
  if (folder !== undefined) {
    refuse(page, `${folder} is a folder. Open the files in it; several logs become one.`)
    return
  }
  const [file] = files
  if (file === undefined) return
  const documents = await Promise.all(files.map(isDocument))
  const index = documents.indexOf(true)
  if (index < 0) await openLogs(page, files)
  else if (files.length === 1) openDocument(page, await file.text(), file.name)
  else {
    const { name } = files[index] as File
    refuse(
      page,
      `${name} is a scenario file, and can only be opened alone. Choose it alone, or logs.`,
    )
  }
}

/** A scenario begins with a brace and is no list of lines: a log in JSON has a whole object on its first line. */
async function isDocument(file: File): Promise<boolean> {
  const start = await file
    .slice(0, 65_536)
    .text()
    .catch(() => '')
  if (!/^\s*\{/.test(start)) return false
  const [first = ''] = start.trimStart().split('\n', 1)
  const json = parsed(first)
  return json === undefined || (typeof json === 'object' && json !== null && 'format' in json)
}

function openDocument(page: Page, text: string, name: string): void {
  const document = parsed(text)
  const result = document === undefined ? null : validateScenario(document)
  if (result?.ok === true) {
    show(page, result.scenario, FROM_THE_START)
    return
  }
  const why = result?.problems[0]?.message ?? 'It is not complete JSON.'
  refuse(page, `${name} cannot be opened. ${why}`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What reads a log now, so that it can be cancelled; another log takes its place. */
let reading: AbortController | null = null

export const cancelReading = (): void => reading?.abort()

/** Reading logs is loaded when there is one to read. */
async function openLogs(page: Page, files: readonly File[]): Promise<void> {
  const { store } = page
  reading?.abort()
  const own = new AbortController()
  reading = own
  const name = files.length === 1 ? (files[0]?.name ?? '') : `${files.length} logs`
  announce(store, `Reading ${name}.`)
  store.setState({ logReading: { name, ratio: 0 } })
  const { readLogFiles } = await import('../documents/logFile.ts')
  const outcome = await readLogFiles(
    { files },
    {
      signal: own.signal,
      onProgress: (ratio) => store.setState({ logReading: { name, ratio } }),
    },
  )
  if (reading !== own) return
  reading = null
  store.setState({ logReading: null })
  if (outcome === null) {
    announce(store, `${name} is not read any further.`)
    return
  }
  if (!outcome.ok) {
    refuse(page, outcome.text)
    return
  }
  const { recording, scenario, opening, text, details } = outcome
  store.setState(({ recordings }) => ({
    recordings: { ...recordings, [recording.hash]: recording },
  }))
  show(page, scenario, opening)
  notify(store, { tone: 'plain', text, offersDefault: false, details })
}

const refuse = (page: Page, text: string): void =>
  notify(page.store, { tone: 'error', text, offersDefault: false })

/** Opens a link over what is there: one step of the history. */
export async function openLink(page: Page, text: string): Promise<void> {
  const outcome = await readLink(text)
  const { store, playback } = page
  if (outcome.kind === 'refused') {
    notify(store, { tone: 'error', text: outcome.text, offersDefault: true })
    return
  }
  commit(store, outcome.scenario)
  store.setState({ ...stateOf(outcome.view), notice: noticeOf(outcome.notice) })
  playback.setSpeed(outcome.view.speedMs)
  playback.seek(outcome.view.playheadMs * 1000)
  announce(store, `${outcome.scenario.title} opened.`)
}
