/**
 * Bytes to lines, streamed and bounded. A line ends with LF, CR LF, CR CR LF or CR; the last one need not. Text is
 * UTF-8; of a line that is not, each byte above 127 is written as `%E9`, so that two different ones stay two.
 */

import { joined } from './bytes.ts'

/** Longer lines are handed over cut to one character more than this: an access log has none. */
export const LINE_MAX = 32_768

/** The lines of one piece of the file, in order. */
export interface LineBatch {
  /** Number of the first, from 1. */
  readonly first: number
  readonly texts: readonly string[]
}

const LF = 10
const CR = 13
const NOTHING = new Uint8Array(0)

/** In batches, because a step of an asynchronous loop for each line would cost more than reading it. */
export async function* lineBatches(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<LineBatch> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let pending: Uint8Array = NOTHING
  let isSkipping = false
  let first = 1
  for await (const chunk of bytes) {
    const from = isSkipping ? afterFirstEnd(chunk) : 0
    if (from < 0) continue
    isSkipping = false
    const bytesNow = joined(pending, chunk.subarray(from))
    const end = afterLastEnd(bytesNow)
    pending = bytesNow.slice(end)
    const texts = end === 0 ? [] : linesIn(decode(decoder, bytesNow.subarray(0, end)))
    if (pending.length > LINE_MAX) {
      texts.push(
        decode(decoder, pending)
          .slice(0, LINE_MAX + 1)
          .padEnd(LINE_MAX + 1, '.'),
      )
      pending = NOTHING
      isSkipping = true
    }
    if (texts.length > 0) yield { first, texts }
    first += texts.length
  }
  if (pending.length > 0) yield { first, texts: linesIn(`${decode(decoder, pending)}\n`) }
}

function afterFirstEnd(bytes: Uint8Array): number {
  const lf = bytes.indexOf(LF)
  const end = lf >= 0 ? lf : bytes.indexOf(CR)
  return end < 0 ? -1 : end + 1
}

/** A CR that is the last byte may be half of CR LF, so it waits; 0 for no end. */
function afterLastEnd(bytes: Uint8Array): number {
  const lf = bytes.lastIndexOf(LF)
  if (lf >= 0) return lf + 1
  return bytes.length < 2 ? 0 : bytes.lastIndexOf(CR, bytes.length - 2) + 1
}

/** `text` ends with a line end. */
function linesIn(text: string): string[] {
  const lines: string[] = []
  let from = 0
  const isLfOnly = !text.includes('\r')
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
    if (isLfOnly) lines.push(cut(text.slice(from, at)))
    else addParts(lines, text.slice(from, at))
    from = at + 1
  }
  if (from < text.length) addParts(lines, text.slice(from))
  return lines
}

/** What stands between two LFs: one line with CRs behind it, or several lines that end with CR. */
function addParts(lines: string[], text: string): void {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === CR) end--
  for (const line of text.slice(0, end).split('\r')) lines.push(cut(line))
}

const cut = (line: string): string => (line.length > LINE_MAX ? line.slice(0, LINE_MAX + 1) : line)

function decode(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    return splitAndDecode(decoder, bytes)
  }
}

/** Line by line, so that one line in another encoding changes no other. */
function splitAndDecode(decoder: TextDecoder, bytes: Uint8Array): string {
  const lines: string[] = []
  let from = 0
  while (from < bytes.length) {
    const lf = bytes.indexOf(LF, from)
    const to = lf < 0 ? bytes.length : lf + 1
    lines.push(decodeLine(decoder, bytes.subarray(from, to)))
    from = to
  }
  return lines.join('')
}

function decodeLine(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    let text = ''
    for (const byte of bytes) {
      text += byte < 128 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`
    }
    return text
  }
}
