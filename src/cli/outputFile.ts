/**
 * A file that a command writes: looked at before the work begins, written beside its place and moved there when it is
 * whole. So nothing is lost when it cannot be written, no half of a file stands there, and two writers do not mix.
 */
import { createWriteStream } from 'node:fs'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Failure, WrongUse } from './failures.ts'
import { fileProblem } from './io.ts'

export interface OutputFile {
  /** Writes the whole file; it is in its place when this is done. */
  write(work: (stream: Writable) => Promise<void>): Promise<void>
  /** Takes away what was begun and never finished. */
  close(): Promise<void>
}

/** @param inputs what the command reads, which it must not replace */
export async function openOutput(
  path: string,
  inputs: readonly string[],
  option: string,
): Promise<OutputFile> {
  const place = await realpath(path).catch(() => path)
  for (const input of inputs) {
    if ((await realpath(input).catch(() => null)) !== place) continue
    throw new WrongUse(`${option} is ${path}, which the command reads. Name another file.`)
  }
  const there = await stat(place).catch(() => null)
  if (there?.isDirectory() === true) throw unwritable(path, { code: 'EISDIR' })
  // A pipe or a device is no file that could be replaced.
  const isReplaced = there === null || there.isFile()
  const beside = isReplaced
    ? join(dirname(place), `.${basename(place)}.${process.pid}.part`)
    : place
  const handle = await open(beside, isReplaced ? 'wx' : 'w').catch((error: unknown) => {
    throw unwritable(path, error)
  })
  await handle.close()
  let isDone = false
  return {
    async write(work) {
      const stream = createWriteStream(beside)
      const end = finished(stream)
      try {
        await Promise.race([work(stream), end])
        stream.end()
        await end
        if (isReplaced) await rename(beside, place)
        isDone = true
      } catch (error) {
        throw unwritable(path, error)
      }
    },
    async close() {
      if (isReplaced && !isDone) await rm(beside, { force: true })
    },
  }
}

const unwritable = (path: string, error: unknown): Failure =>
  new Failure(fileProblem(path, error, 'written'))
