/** The command line without a process: what it prints and how it ends. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ballast } from '../../src/cli/ballast.ts'
import { simulate, simulateInto } from '../support/simulate.ts'

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `ballast` with these words; every trace that it makes is held against the invariants. */
export async function shell(
  args: readonly string[],
  given: { readonly stdin?: string | Uint8Array; readonly isWatched?: true } = {},
): Promise<Ended> {
  let [out, err] = ['', '']
  const code = await ballast(args, {
    out: (text) => {
      out += `${text}\n`
    },
    err: (text) => {
      err += `${text}\n`
    },
    redraw: (text) => {
      err += `\r${text}\u001b[K`
    },
    isWatched: given.isWatched === true,
    stdin: bytesOf(given.stdin ?? ''),
    startThread: null,
    simulate: (lane, recordings = {}, options = {}) => {
      options.onProgress?.(0.5)
      const { sink } = options
      return sink === undefined ? simulate(lane, recordings) : simulateInto(sink, lane, recordings)
    },
  })
  return { code, out, err }
}

async function* bytesOf(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(typeof input === 'string' ? new TextEncoder().encode(input) : input)
}

const folder = mkdtempSync(join(tmpdir(), 'ballast-cli-'))

/** The name of a file in a folder of the tests' own, written when there is content. */
export function file(name: string, content?: unknown): string {
  const path = join(folder, name)
  if (content !== undefined) {
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return path
}
