/** Saving every attempt: of a lane as an access log, of all as CSV or a Chrome trace. Loaded with the dialog that asks for it. */
import { csvPieces } from '../../interop/attemptsCsv.ts'
import { chromePieces } from '../../interop/chromeTrace.ts'
import type { LogWriter } from '../../interop/writers/define.ts'
import { logPieces } from '../../interop/writers/index.ts'
import type { LanePicture } from '../../runtime/laneClient.ts'
import type { TracedLane } from '../../trace/lane.ts'
import { download, fileName } from '../documents/download.ts'
import type { Page } from '../page/page.ts'
import type { LaneId, PageState } from '../page/state.ts'
import { announce } from '../page/store.ts'
import { laneViews } from '../selectors/laneViews.ts'

/** The run of a lane as the scenario is now; null while that is simulated. */
export function pictureNow({ lanes }: Pick<PageState, 'lanes'>, lane: LaneId): LanePicture | null {
  const { pictureMeasured = null, wantedKey } = lanes.get(lane) ?? {}
  return pictureMeasured?.key === wantedKey ? pictureMeasured : null
}

export async function saveAccessLog(page: Page, lane: LaneId, writer: LogWriter): Promise<void> {
  const state = page.store.getState()
  const { scenario, recordings } = state
  const picture = pictureNow(state, lane)
  const view = laneViews(scenario).find((each) => each.lane === lane)
  if (picture === null || view === undefined) return
  const run = { trace: picture.trace, lane: picture.scenario, recordings }
  const name = `${fileName(scenario.title)}-${view.letter.toLowerCase()}.${writer.id}.log`
  download(name, await blobsOf(logPieces(run, writer)), 'text/plain')
  announce(page.store, 'Access log saved.')
}

/** What is of all lanes at once. */
const OF_ALL = {
  csv: { pieces: csvPieces, ending: 'attempts.csv', type: 'text/csv', said: 'Attempts' },
  chrome: {
    pieces: chromePieces,
    ending: 'trace.json',
    type: 'application/json',
    said: 'Chrome trace',
  },
} as const

export async function saveTraces(page: Page, format: keyof typeof OF_ALL): Promise<void> {
  const state = page.store.getState()
  const { scenario } = state
  const lanes = laneViews(scenario).flatMap(({ lane, letter, title }): readonly TracedLane[] => {
    const picture = pictureNow(state, lane)
    return picture === null ? [] : [{ letter, title, trace: picture.trace }]
  })
  const { pieces, ending, type, said } = OF_ALL[format]
  download(`${fileName(scenario.title)}.${ending}`, await blobsOf(pieces(lanes)), type)
  announce(page.store, `${said} saved.`)
}

/** Each piece leaves the memory of the page, and the page lives between two of them. */
async function blobsOf(pieces: Iterable<string>): Promise<readonly Blob[]> {
  const blobs: Blob[] = []
  for (const piece of pieces) {
    blobs.push(new Blob([piece]))
    await new Promise((next) => setTimeout(next))
  }
  return blobs
}
