/** Verbs that put another scenario on the page: one of ours, a file, an access log, the default one. */

import { oneSlowTarget } from '../../scenario/presets/oneSlowTarget.ts'
import type { Preset } from '../../scenario/presets/preset.ts'
import type { Scenario } from '../../scenario/types.ts'
import { validateScenario } from '../../scenario/validate.ts'
import type { Page } from '../page.ts'
import { announce, BASE, commit, SPEED_MS } from '../store.ts'
import { play, setSpeed } from './transport.ts'

/** Lanes already differ here in the default scenario: the target is slow, and its queue is full in one of them. */
export const OPENING_US = 20_000_000

export function openDefault(page: Page): void {
  show(page, oneSlowTarget.scenario, OPENING_US)
}

export function openPreset(page: Page, preset: Preset): void {
  show(page, preset.scenario, preset.id === oneSlowTarget.id ? OPENING_US : 0)
}

/** Another scenario is a step of the history, like any edit. */
function show(page: Page, scenario: Scenario, playheadUs: number): void {
  const { store, playback } = page
  commit(store, scenario)
  store.setState({ notice: null, problems: {}, selection: null, shownLane: BASE })
  setSpeed(page, SPEED_MS)
  playback.seek(playheadUs)
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
    show(page, result.scenario, 0)
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
  show(page, scenario, 0)
  page.store.setState({ notice: { tone: 'plain', text, offersDefault: false } })
  announce(page.store, text)
}

function refuse(page: Page, text: string): void {
  page.store.setState({ notice: { tone: 'error', text, offersDefault: false } })
  announce(page.store, text)
}
