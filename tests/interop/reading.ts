/** Logs as the tests give them: texts, files and bytes in pieces. */
import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type About, type LogResult, type LogSource, readLog } from '../../src/interop/readLog.ts'

export type Read = Extract<LogResult, { ok: true }>

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The bytes in pieces of the given size, as a file would come. */
export async function* pieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  await Promise.resolve()
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}

export const source = (name: string, bytes: Uint8Array, size?: number): LogSource => ({
  name,
  bytes: pieces(bytes, size),
})

export const readBytes = (bytes: Uint8Array, size?: number): Promise<LogResult> =>
  readLog([source('test.log', bytes, size)], { title: 'Test' })

/** Fails where the log cannot be read. */
export async function readText(text: string, about: Partial<About> = {}): Promise<Read> {
  const result = await readLog([source('test.log', bytesOf(text), 65_536)], {
    title: 'Test',
    ...about,
  })
  if (!result.ok) throw new Error(result.message)
  return result
}

export const readLines = (...lines: readonly string[]): Promise<Read> => readText(lines.join('\n'))

export const fragment = (name: string): string =>
  fileURLToPath(new URL(`fragments/${name}`, import.meta.url))

export async function readFragment(name: string, about: Partial<About> = {}): Promise<Read> {
  const file = fragment(name)
  const result = await readLog([{ name, bytes: createReadStream(file) }], {
    title: name,
    ...about,
  })
  if (!result.ok) throw new Error(result.message)
  return result
}
