/** Verbs that take something away from the page: the scenario as a file, the numbers as CSV, the link. */

import type { Recording } from '../../model/recording.ts'
import { withoutDefaults } from '../../scenario/document/canonical.ts'
import { laneIds, laneTitle } from '../../scenario/lanes.ts'
import { recordingsOf } from '../../scenario/recordings.ts'
import { tableCsv } from '../../view/charts/csv.ts'
import type { ChartTable } from '../../view/charts/define.ts'
import { seriesCsv } from '../documents/csv.ts'
import { download, fileName } from '../documents/download.ts'
import { linkOf } from '../documents/link.ts'
import { loadPart } from '../page/loadPart.ts'
import type { Page } from '../page/page.ts'
import { announce, notify } from '../page/store.ts'

/** The scenario file as text, with the recordings that it replays. Null when its writer cannot be had. */
export async function scenarioText(page: Page): Promise<string | null> {
  const { scenario, recordings } = page.store.getState()
  const hashes = recordingsOf(scenario).filter((hash) => Object.hasOwn(recordings, hash))
  if (hashes.length === 0) return `${JSON.stringify(withoutDefaults(scenario), null, 2)}\n`
  const part = await loadPart(
    page.store,
    'The writer of recorded traffic',
    () => import('../../interop/scenarioFile.ts'),
  )
  if (part === null) return null
  const carried = Object.fromEntries(hashes.map((hash) => [hash, recordings[hash] as Recording]))
  return `${part.writeScenarioFile({ scenario, recordings: carried })}\n`
}

export async function exportScenario(page: Page): Promise<void> {
  const text = await scenarioText(page)
  if (text === null) return
  const { title } = page.store.getState().scenario
  download(`${fileName(title)}.json`, text, 'application/json')
  announce(page.store, 'Scenario file saved.')
}

export function exportSeries(page: Page): void {
  const { scenario } = page.store.getState()
  const lanes = laneIds(scenario).flatMap(({ id, letter }) => {
    const picture = page.runner.pictureToDraw(id)
    if (picture?.numbers == null) return []
    const { digest } = picture.trace.meta
    return [{ letter, title: laneTitle(scenario, id), digest, numbers: picture.numbers }]
  })
  download(`${fileName(scenario.title)}.csv`, seriesCsv(lanes), 'text/csv')
  announce(page.store, 'Numbers saved.')
}

/** The numbers behind a chart. */
export const exportTable = (name: string, table: ChartTable): void =>
  download(`${name}.csv`, tableCsv(table), 'text/csv')

/** The address that opens what is on show; also put into the address bar. */
export async function pageAddress(page: Page): Promise<string> {
  const address = new URL(location.href)
  address.hash = await linkOf(page)
  return address.href
}

export async function copyLink(page: Page): Promise<boolean> {
  const address = await pageAddress(page)
  history.replaceState(history.state, '', address)
  try {
    await navigator.clipboard.writeText(address)
    announce(page.store, 'Link copied.')
    return true
  } catch {
    const text = 'The browser does not let the page copy. The link is in the address bar.'
    notify(page.store, { tone: 'error', text, offer: null })
    return false
  }
}
