/** What a command is given: its three streams, and the engine. Tests give it others. */
import { constants, createReadStream } from 'node:fs'
import { access, readFile, stat } from 'node:fs/promises'
import { simulate } from '../engine/simulate.ts'

export interface Io {
  /** Standard output: what was asked for and nothing else. */
  readonly out: (text: string) => void
  /** Standard error: progress, notices and what went wrong. */
  readonly err: (text: string) => void
  /** Whether somebody is watching standard error, so that a line may be drawn over. */
  readonly isWatched: boolean
  readonly stdin: AsyncIterable<Uint8Array>
  readonly simulate: typeof simulate
}

/** Success; the run could not be done; the command was used wrongly. */
export const EXIT = { ok: 0, failed: 1, wrongUse: 2 } as const

export const processIo = (): Io => ({
  out: (text) => {
    process.stdout.write(`${text}\n`)
  },
  err: (text) => {
    process.stderr.write(text.startsWith('\r') ? text : `${text}\n`)
  },
  isWatched: process.stderr.isTTY === true,
  stdin: process.stdin,
  simulate,
})

/** The whole text of a file, or of standard input for `-`. */
export async function readText(path: string, io: Io): Promise<string> {
  if (path !== '-') return readFile(path, 'utf8')
  const chunks: Uint8Array[] = []
  for await (const chunk of io.stdin) chunks.push(chunk)
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

/** Why a file could not be read, as a sentence. */
export function fileProblem(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = new Map([
    ['ENOENT', 'does not exist'],
    ['EISDIR', 'is a folder'],
    ['EACCES', 'may not be read'],
  ]).get(code)
  return `${path} ${why ?? 'cannot be read'}. Name another file.`
}
