/** Verbs that put another scenario on the page: one of ours, a file, an access log, a link, the default one. */

import type { Recordings } from '../../model/recording.ts'
import { oneSlowTarget } from '../../scenario/presets/oneSlowTarget.ts'
import type { Preset } from '../../scenario/presets/preset.ts'
import type { Scenario } from '../../scenario/types.ts'
import { freshDocumentId } from '../documents/archive.ts'
import type { Dropped } from '../documents/droppedFiles.ts'
import { readKept } from '../documents/kept.ts'
import { checkRevision, noticeOf, readLink } from '../documents/link.ts'
import { loadPart } from '../page/loadPart.ts'
import type { Page } from '../page/page.ts'
import type { DocumentRef, Snapshot } from '../page/state.ts'
import { announce, notify, open, SPEED_MS } from '../page/store.ts'
import { pause, play, setSpeed } from './transport.ts'

export const openDefault = (page: Page): void => openPreset(page, oneSlowTarget)

export function openPreset(page: Page, preset: Preset): void {
  beginOpening()
  show(page, preset.scenario, preset)
}

/** How a scenario opens that says nothing about it. */
const FROM_THE_START = { opensAtMs: 0, speedMs: SPEED_MS } as const

/** Another scenario is a step of the history, like any edit; and another document, so that none is written over. */
function show(
  page: Page,
  scenario: Scenario,
  opening: Pick<Preset, 'opensAtMs' | 'speedMs'>,
  document: DocumentRef = { id: freshDocumentId(), isKept: false },
): void {
  const { store, playback } = page
  open(store, scenario, document)
  store.setState({ notice: null, selection: null, shownLane: null })
  setSpeed(page, opening.speedMs)
  playback.seek(opening.opensAtMs * 1000)
  announce(store, `${scenario.title} opened.`)
  play(page)
}

/** A file is nowhere else in the browser: it is kept as it stands. */
const ownDocument = (): DocumentRef => ({ id: freshDocumentId(), isKept: true })

/** What was on show at an entry of the browser's history. */
export function showAgain(page: Page, { scenario, document, playheadUs, ...view }: Snapshot): void {
  beginOpening()
  open(page.store, scenario, document)
  page.store.setState({ ...view, notice: null })
  page.playback.setSpeed(view.speedMs)
  page.playback.seek(playheadUs)
}

/** A document that this browser keeps. */
export async function openKept(page: Page, id: string): Promise<void> {
  const isNewest = beginOpening()
  const kept = await page.archive.then((archive) => archive.read(id)).catch(() => null)
  if (!isNewest()) return
  if (kept === null) {
    if (id !== page.store.getState().document.id) openDefault(page)
    return
  }
  const read = readKept(kept.text)
  if (!read.ok) {
    refuse(page, `${kept.title} cannot be opened. ${read.why}`)
    return
  }
  page.keeper.hasRead(id, kept.revision)
  show(page, read.scenario, FROM_THE_START, { id, isKept: false })
}

let openings = 0
/** Of several things that are being opened the newest wins: ask before the others are shown. */
function beginOpening(): () => boolean {
  const own = ++openings
  return () => own === openings
}

/** A scenario file or access logs, told apart by what is in them. Several are logs, and become one. */
export async function openFiles(page: Page, { files, folders }: Dropped): Promise<void> {
  const isNewest = beginOpening()
  const [folder] = folders
  if (folder !== undefined) {
    refuse(page, `${folder} is a folder. Open the files in it; several logs become one.`)
    return
  }
  const [file] = files
  if (file === undefined) return
  const documents = await Promise.all(files.map(isDocument))
  const index = documents.indexOf(true)
  if (index < 0) await openLogs(page, files, isNewest)
  else if (files.length === 1) await openDocument(page, file, isNewest)
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
  if (!/^\uFEFF?\s*\{/.test(start)) return false
  const [first = ''] = start.trimStart().split('\n', 1)
  const json = parsed(first.replace(/^\uFEFF/, ''))
  return json === undefined || (typeof json === 'object' && json !== null && 'format' in json)
}

async function openDocument(page: Page, file: File, isNewest: () => boolean): Promise<void> {
  const part = await loadPart(
    page.store,
    'The reader of scenario files',
    () => import('../../interop/scenarioFile.ts'),
  )
  if (part === null) return
  const result = part.readScenarioBytes(new Uint8Array(await file.arrayBuffer()))
  if (!isNewest()) return
  if (!result.ok) {
    refuse(page, `${file.name} cannot be opened. ${result.problems[0]?.message ?? ''}`)
    return
  }
  addRecordings(page, result.recordings)
  show(page, result.scenario, FROM_THE_START, ownDocument())
}

const addRecordings = (page: Page, more: Recordings): void =>
  page.store.setState(({ recordings }) => ({ recordings: { ...recordings, ...more } }))

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

/** The logs that were read last, to be read once more with another word on what is in them. */
let lastLogs: readonly File[] = []

/** Reads the logs of before by the format that their server declares. */
export function readLogsAs(page: Page, logFormat: string): void {
  if (lastLogs.length > 0) void openLogs(page, lastLogs, beginOpening(), logFormat)
}

/** Reading logs is loaded when there is one to read. */
async function openLogs(
  page: Page,
  files: readonly File[],
  isNewest: () => boolean,
  logFormat = '',
): Promise<void> {
  lastLogs = files
  const { store } = page
  reading?.abort()
  const own = new AbortController()
  reading = own
  const name = files.length === 1 ? (files[0]?.name ?? '') : `${files.length} logs`
  announce(store, `Reading ${name}.`)
  store.setState({ logReading: { name, ratio: 0 } })
  const part = await loadPart(
    store,
    'The reader of access logs',
    () => import('../documents/logFile.ts'),
  )
  if (part === null) {
    store.setState({ logReading: null })
    return
  }
  const outcome = await part.readLogFiles(
    { files, logFormat },
    {
      signal: own.signal,
      onProgress: (ratio) => store.setState({ logReading: { name, ratio } }),
    },
  )
  if (reading !== own) return
  reading = null
  store.setState({ logReading: null })
  if (!isNewest()) return
  if (outcome === null) {
    announce(store, `${name} is not read any further.`)
    return
  }
  if (!outcome.ok) {
    notify(store, { tone: 'error', text: outcome.text, offer: { kind: 'log-format' } })
    return
  }
  const { recording, scenario, opening, text, details } = outcome
  addRecordings(page, { [recording.hash]: recording })
  show(page, scenario, opening, ownDocument())
  notify(store, { tone: 'plain', text, offer: { kind: 'log-format' }, details })
}

const refuse = (page: Page, text: string): void =>
  notify(page.store, { tone: 'error', text, offer: null })

/** Opens a link over what is there: one step of the history. */
export async function openLink(page: Page, text: string): Promise<void> {
  const isNewest = beginOpening()
  const outcome = await readLink(text)
  if (!isNewest()) return
  const { store, playback } = page
  if (outcome.kind === 'refused') {
    notify(store, { tone: 'error', text: outcome.text, offer: { kind: 'default' } })
    return
  }
  open(store, outcome.scenario, { id: freshDocumentId(), isKept: false })
  store.setState({ ...outcome.state, notice: noticeOf(outcome.notice) })
  checkRevision(store, outcome.engineRevision)
  playback.setSpeed(outcome.state.speedMs)
  // It stands still at the moment that was sent.
  pause(page)
  playback.seek(outcome.playheadUs)
  announce(store, `${outcome.scenario.title} opened.`)
}
