/** Access logs from the user's computer, read and made into a scenario in a worker; nothing leaves the page. */
import type { FromLogWorker, LogOutcome, ToLogWorker } from './logProtocol.ts'

/** Null when it was cancelled. */
export function readLogFiles(
  request: ToLogWorker,
  options: { readonly signal: AbortSignal; readonly onProgress: (ratio: number) => void },
): Promise<LogOutcome | null> {
  const { signal, onProgress } = options
  const worker = new Worker(new URL('./logWorker.ts', import.meta.url), { type: 'module' })
  return new Promise((resolve) => {
    const end = (outcome: LogOutcome | null): void => {
      worker.terminate()
      resolve(outcome)
    }
    const fail = (): void => end({ ok: false, text: FAILED })
    worker.onerror = fail
    worker.onmessageerror = fail
    worker.onmessage = ({ data }: MessageEvent<FromLogWorker>) => {
      if (data.kind === 'progress') onProgress(data.ratio)
      else end(data.outcome)
    }
    signal.addEventListener('abort', () => end(null), { once: true })
    worker.postMessage(request)
  })
}

const FAILED =
  'The log could not be read: the part of the page that reads logs did not start, or ran out of memory. Reload the page, or cut the log.'
