/**
 * Bytes to lines, streamed: gzip is found by its first two bytes and inflated, lines are bounded, and damage is
 * reported rather than thrown. A last line without a line end is a line.
 */

/** Longer lines are handed over cut, marked as too long: an access log has none. */
export const LINE_MAX = 32_768

/** What is inflated at most: a small file can hold a very large one. */
export const BYTES_MAX = 4_000_000_000

export interface Line {
  /** From 1. */
  readonly number: number
  readonly text: string
  readonly isTooLong: boolean
}

/** Why reading stopped early; null when all of it was read. */
export interface Ending {
  damage: string | null
}

/** Reads on until the end or until the caller stops. */
export async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  ending: Ending,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder()
  let pending = ''
  let isSkipping = false
  let number = 0
  let size = 0
  try {
    for await (const chunk of inflated(bytes)) {
      size += chunk.length
      if (size > BYTES_MAX) {
        ending.damage = `only the first ${BYTES_MAX} bytes were read`
        break
      }
      const text = pending + decoder.decode(chunk, { stream: true })
      let from = 0
      for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
        if (isSkipping) isSkipping = false
        else yield lineOf(++number, text.slice(from, to))
        from = to + 1
      }
      pending = isSkipping ? '' : text.slice(from)
      if (pending.length > LINE_MAX) {
        yield lineOf(++number, pending)
        isSkipping = true
        pending = ''
      }
    }
  } catch {
    ending.damage = 'the file is damaged from here on'
  }
  if (pending !== '') yield lineOf(++number, pending)
}

function lineOf(number: number, raw: string): Line {
  const isTooLong = raw.length > LINE_MAX
  const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw
  return { number, text: isTooLong ? text.slice(0, LINE_MAX) : text, isTooLong }
}

/** The same bytes, or what they inflate to. */
async function* inflated(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]()
  const { head, isOver } = await firstBytes(source, 2)
  const isGzip = head[0] === 0x1f && head[1] === 0x8b
  if (!isGzip) {
    yield head
    if (isOver) return
    for (let next = await source.next(); next.done !== true; next = await source.next())
      yield next.value
    return
  }
  const reader = streamOf(head, source).pipeThrough(gunzip()).getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

const gunzip = () => new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>

async function firstBytes(source: AsyncIterator<Uint8Array>, count: number) {
  let head: Uint8Array = new Uint8Array(0)
  while (head.length < count) {
    const next = await source.next()
    if (next.done === true) return { head, isOver: true }
    const longer = new Uint8Array(head.length + next.value.length)
    longer.set(head)
    longer.set(next.value, head.length)
    head = longer
  }
  return { head, isOver: false }
}

function streamOf(head: Uint8Array, rest: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(head)
    },
    async pull(controller) {
      const next = await rest.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await rest.return?.()
    },
  })
}
