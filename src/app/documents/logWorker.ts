/** The worker in which access logs are read: the page draws on meanwhile, and ends it to cancel. */
import { readLog } from '../../interop/readLog.ts'
import { scenarioFromLog } from '../../interop/scenarioFromLog.ts'
import { detailSentences, exampleSentences, readSentence } from '../../interop/summary.ts'
import type { Port } from '../../runtime/protocol.ts'
import type { FromLogWorker, LogOutcome, ToLogWorker } from './logProtocol.ts'

const port = globalThis as unknown as Port<FromLogWorker, ToLogWorker>

/** Said not more often than a line can show. */
const PROGRESS_EVERY_BYTES = 1_000_000

port.onmessage = ({ data }) => {
  void read(data).then((outcome) => {
    port.postMessage({ kind: 'outcome', outcome }, outcome.ok ? buffersOf(outcome) : [])
  })
}

async function read({ files, logFormat }: ToLogWorker): Promise<LogOutcome> {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  let told = 0
  const count = (bytes: number): void => {
    done += bytes
    if (done - told < PROGRESS_EVERY_BYTES) return
    told = done
    port.postMessage({ kind: 'progress', ratio: Math.min(1, done / total) }, [])
  }
  const sources = files.map((file) => ({ name: file.name, bytes: chunksOf(file, count) }))
  const title = titleOf(files)
  const result = await readLog(sources, { title, logFormat })
  if (!result.ok) return { ok: false, text: `${title} cannot be replayed. ${result.message}` }
  const { recording, report } = result
  const made = scenarioFromLog(recording, report)
  if (!made.ok) {
    return { ok: false, text: `${title} cannot be replayed. ${made.problems[0]?.message ?? ''}` }
  }
  const hasSeveral = files.length > 1
  const details = [...detailSentences(report), ...exampleSentences(report.leftOut, hasSeveral)]
  return {
    ok: true,
    recording,
    scenario: made.scenario,
    opening: made.opening,
    text: readSentence(report),
    details: [...details.map((text) => ({ text, path: null })), ...made.assumptions],
  }
}

const titleOf = (files: readonly File[]): string =>
  `${files[0]?.name ?? 'Access log'}${files.length > 1 ? ` and ${files.length - 1} more` : ''}`

async function* chunksOf(file: File, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    count(value.length)
    yield value
  }
}

/** Handed over, not copied. */
const buffersOf = ({ recording }: Extract<LogOutcome, { ok: true }>): ArrayBuffer[] => {
  const { atUs, path, bytes, client, tookUs } = recording
  const columns = [atUs, path, bytes, client, ...(tookUs === null ? [] : [tookUs])]
  return columns.map(({ buffer }) => buffer as ArrayBuffer)
}
