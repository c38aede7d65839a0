/** What a command is given: its three streams, and the engine. Tests give it others. */
import { constants, createReadStream } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { simulate } from '../engine/simulate.ts'
import { Failure } from './failures.ts'

export interface Io {
  /** Standard output: what was asked for and nothing else. */
  readonly out: (text: string) => void
  /** Standard error: notices and what went wrong. */
  readonly err: (text: string) => void
  /** A line on standard error that the next one is drawn over; '' takes it away. */
  readonly redraw: (text: string) => void
  /** Whether somebody is watching standard error, so that a line may be drawn over. */
  readonly isWatched: boolean
  readonly stdin: AsyncIterable<Uint8Array>
  readonly simulate: typeof simulate
  /** Another thread, in which `main.ts` begins anew with what it is given; null where there are none. */
  readonly startThread: ((given: unknown) => Worker) | null
}

/** Success; what was asked for could not be done, or is not so; wrong use of the command; chance leaves it open. */
export const EXIT = { ok: 0, failed: 1, wrongUse: 2, undecided: 3 } as const

/** @param program where the code of the command is */
export const processIo = (program: URL): Io => ({
  out: (text) => {
    process.stdout.write(`${text}\n`)
  },
  err: (text) => {
    process.stderr.write(`${text}\n`)
  },
  redraw: (text) => {
    process.stderr.write(`\r${text}\u001b[K`)
  },
  isWatched: process.stderr.isTTY === true,
  stdin: process.stdin,
  simulate,
  startThread: (given) => new Worker(program, { workerData: given }),
})

/** No scenario file is larger, with the logs that it embeds. */
const TEXT_MAX_BYTES = 256 * 2 ** 20

/** The whole text of a file, or of standard input for `-`; a Failure when there is no end to it. */
export async function readText(path: string, io: Io): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of streamBytes(path, io)) {
    bytes += chunk.length
    if (bytes > TEXT_MAX_BYTES) {
      const what = path === '-' ? 'Standard input' : path
      throw new Failure(
        `${what} has more than ${TEXT_MAX_BYTES / 2 ** 20} MiB, which no scenario has. Give another.`,
      )
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The bytes of a file, or of standard input for `-`, as they come; a file is opened when it is its turn. */
export async function* streamBytes(path: string, io: Io): AsyncGenerator<Uint8Array> {
  yield* path === '-' ? io.stdin : createReadStream(path)
}

/** Why a file cannot be streamed, as a sentence; null when it can. */
export async function whyUnreadable(path: string): Promise<string | null> {
  if (path === '-') return null
  try {
    await access(path, constants.R_OK)
    const isFolder = (await stat(path)).isDirectory()
    return isFolder ? `${path} is a folder. Name the files in it.` : null
  } catch (error) {
    return fileProblem(path, error)
  }
}

/** Why a file could not be read or written, as a sentence. */
export function fileProblem(path: string, error: unknown, verb = 'read'): string {
  const code = String((error as { readonly code?: unknown } | null)?.code ?? '')
  const why = new Map([
    ['ENOENT', verb === 'read' ? 'does not exist' : 'is in a folder that does not exist'],
    ['EISDIR', 'is a folder'],
    ['EACCES', `may not be ${verb}`],
    ['ENOSPC', `cannot be ${verb}: the disk is full`],
  ]).get(code)
  return `${path} ${why ?? `cannot be ${verb}`}. Name another file.`
}
