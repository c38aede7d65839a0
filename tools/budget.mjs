/** How much JavaScript the page loads before its first picture, against what it may. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * Bytes after gzip. The worker and whatever is imported later do not count. A quarter of it is the schema: every setting of
 * every family with its words, which grows with what can be simulated.
 */
export const INITIAL_BYTES_MAX = 212_000

/**
 * The scripts that index.html names: its own and those it asks to be loaded with them, which is
 * how Vite lists every static import.
 * @param {string} folder the built page
 * @returns {{ bytes: number, files: readonly { name: string, bytes: number }[] }} sizes after gzip
 */
export function initialJavaScript(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? []
  const names = new Set()
  for (const tag of tags) {
    if (tag.startsWith('<link') && !/rel="?modulepreload/.test(tag)) continue
    const address = /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1]
    if (address) names.add(address)
  }
  const files = [...names].map((name) => {
    const path = join(folder, name)
    if (!existsSync(path)) throw new Error(`index.html names ${name}, which is not in ${folder}`)
    return { name, bytes: gzipSync(readFileSync(path)).length }
  })
  return { bytes: files.reduce((sum, file) => sum + file.bytes, 0), files }
}

/** @param {string} folder the built page */
export function checkBudget(folder) {
  const { bytes, files } = initialJavaScript(folder)
  const rows = files.map((file) => `  ${file.name}: ${kilobytes(file.bytes)}`).join('\n')
  const isRight = files.length > 0 && bytes <= INITIAL_BYTES_MAX
  const text = `initial JavaScript is ${kilobytes(bytes)}; it may be ${kilobytes(INITIAL_BYTES_MAX)}\n${rows}`
  return { isRight, text }
}

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB gzip`
