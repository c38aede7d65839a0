/**
 * Starts the workers of lanes. What the page opens with needs one or two, whatever it is: they are started before the
 * page is, so that their code comes, and is compiled, beside its own.
 */
import type { WorkerPort } from './laneRunner.ts'

/** Of a worker that nobody has asked for yet: what it has said meanwhile. */
interface WorkerAhead {
  readonly worker: Worker
  readonly heard: Event[]
}

const ahead: WorkerAhead[] = []

/** Starts so many workers for who opens one later. */
export function startWorkersAhead(count: number): void {
  for (let i = 0; i < count; i++) {
    const worker = startWorker()
    const heard: Event[] = []
    const hear = (event: Event): void => {
      heard.push(event)
    }
    worker.onmessage = hear
    worker.onerror = hear
    ahead.push({ worker, heard })
  }
}

/** Ends those of them that nobody has opened. */
export function endWorkersAhead(): void {
  for (const { worker } of ahead.splice(0)) worker.terminate()
}

export function openWorker(): WorkerPort {
  const started = ahead.shift()
  if (started === undefined) return startWorker() as unknown as WorkerPort
  const { worker, heard } = started
  worker.onmessage = null
  worker.onerror = null
  // Who opens it says first what it listens to.
  queueMicrotask(() => {
    for (const event of heard) worker.dispatchEvent(event)
  })
  return worker as unknown as WorkerPort
}

const startWorker = (): Worker =>
  new Worker(new URL('../../runtime/worker.ts', import.meta.url), { type: 'module', name: 'lane' })
