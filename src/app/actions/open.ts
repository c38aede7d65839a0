/** Verbs that put another scenario on the page: one of ours, a file, an access log, a link, the default one. */

import { validateScenario } from '../../scenario/document/validate.ts'
import { oneSlowTarget } from '../../scenario/presets/oneSlowTarget.ts'
import type { Preset } from '../../scenario/presets/preset.ts'
import type { Scenario } from '../../scenario/types.ts'
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

/** A scenario file or an access log, told apart by what is in it. */
export async function openFile(page: Page, file: File): Promise<void> {
  const start = await file.slice(0, 4096).text()
  if (/^\s*\{/.test(start)) openDocument(page, await file.text(), file.name)
  else await openLog(page, file)
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

/** Reading logs is loaded when there is one to read. */
async function openLog(page: Page, file: File): Promise<void> {
  announce(page.store, `Reading ${file.name}.`)
  const { readLogFile } = await import('../documents/logFile.ts')
  const outcome = await readLogFile(file)
  if (!outcome.ok) {
    refuse(page, outcome.text)
    return
  }
  const { recording, scenario, text } = outcome
  page.store.setState(({ recordings }) => ({
    recordings: { ...recordings, [recording.hash]: recording },
  }))
  show(page, scenario, FROM_THE_START)
  notify(page.store, { tone: 'plain', text, offersDefault: false })
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
