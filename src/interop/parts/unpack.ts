/**
 * Bytes as they come from a file, to the bytes of the log: gzip of any number of members and zstd are unpacked, what
 * is something else is refused by its name. fflate and fzstd do the work in the page and the command alike:
 * `DecompressionStream` stops after the first member of a gzip file, and what follows the last differs from engine
 * to engine; zstd it does not know.
 */
import { Gunzip } from 'fflate'
import { Decompress } from 'fzstd'
import { joined } from './bytes.ts'

/** What is unpacked at most: a small file can hold a very large one. */
export const BYTES_MAX = 4_000_000_000

/** A file that is no log by its first bytes. The message goes on after its name: "is a zip archive. ..." */
export class NotALog extends Error {}

/** What went wrong on the way, when something did; what was read before is kept. */
export interface Trouble {
  /** As the end of "access.log: ...". */
  warning: string | null
}

export async function* unpacked(
  bytes: AsyncIterable<Uint8Array>,
  trouble: Trouble,
): AsyncGenerator<Uint8Array> {
  let size = 0
  try {
    for await (const piece of named(inflated(named(bytes), trouble))) {
      size += piece.length
      if (size > BYTES_MAX) {
        trouble.warning = `only its first ${BYTES_MAX} bytes were read`
        return
      }
      yield piece
    }
  } catch (error) {
    if (error instanceof NotALog) throw error
    trouble.warning ??=
      'it is damaged, or could not be read to its end; what comes after is missing'
  }
}

const HEAD = 512

interface Kind {
  readonly name: string
  readonly todo: string
  readonly isIt: (head: Uint8Array) => boolean
}

const begins =
  (...bytes: readonly number[]) =>
  (head: Uint8Array): boolean =>
    head.length >= bytes.length && bytes.every((byte, i) => head[i] === byte)

/** Every second byte of the first ones is 0, and the others are not: Latin text in two bytes a letter. */
const hasZeros = (head: Uint8Array, odd: 0 | 1): boolean =>
  head.length >= 8 && head.subarray(0, 64).every((byte, i) => (byte === 0) === (i % 2 === odd))

const UTF8 = 'Save it as UTF-8, for example with iconv -f UTF-16 -t UTF-8.'
const KINDS: readonly Kind[] = [
  { name: 'bzip2', todo: 'Unpack it first: bunzip2.', isIt: begins(0x42, 0x5a, 0x68) },
  { name: 'a zip archive', todo: 'Unpack it first: unzip.', isIt: begins(0x50, 0x4b, 3, 4) },
  { name: 'xz', todo: 'Unpack it first: unxz.', isIt: begins(0xfd, 0x37, 0x7a, 0x58, 0x5a) },
  { name: 'a 7z archive', todo: 'Unpack it first.', isIt: begins(0x37, 0x7a, 0xbc, 0xaf) },
  { name: 'lz4', todo: 'Unpack it first: unlz4.', isIt: begins(0x04, 0x22, 0x4d, 0x18) },
  {
    name: 'a tar archive',
    todo: 'Unpack it first: tar -x.',
    isIt: (head) => begins(0x75, 0x73, 0x74, 0x61, 0x72)(head.subarray(257)),
  },
  { name: 'UTF-16', todo: UTF8, isIt: begins(0xff, 0xfe) },
  { name: 'UTF-16', todo: UTF8, isIt: begins(0xfe, 0xff) },
  { name: 'UTF-16', todo: UTF8, isIt: (head) => hasZeros(head, 1) || hasZeros(head, 0) },
]

/** The same bytes, after a look at the first of them; those come before the news that there are no more. */
async function* named(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0)
  let failure: unknown = null
  try {
    for await (const chunk of bytes) {
      if (head === null) {
        yield chunk
        continue
      }
      head = joined(head, chunk)
      if (head.length < HEAD) continue
      refuseByName(head)
      yield head
      head = null
    }
  } catch (error) {
    if (error instanceof NotALog) throw error
    failure = error
  }
  if (head !== null && head.length > 0) {
    refuseByName(head)
    yield head
  }
  if (failure !== null) throw failure
}

function refuseByName(head: Uint8Array): void {
  const kind = KINDS.find(({ isIt }) => isIt(head))
  if (kind !== undefined) throw new NotALog(`is ${kind.name}, which is not read here. ${kind.todo}`)
}

/** Input is pushed in pieces of this size, so that what comes out of one is bounded. */
const PUSH = 65_536

interface Unpacker {
  push(chunk: Uint8Array, isLast: boolean): void
}

async function* inflated(
  bytes: AsyncIterable<Uint8Array>,
  trouble: Trouble,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  let hasOutput = false
  const take = (piece: Uint8Array): void => {
    if (piece.length === 0) return
    ready.push(piece)
    hasOutput = true
  }
  /** Whether the input goes on. */
  const push = (chunk: Uint8Array, isLast: boolean): boolean => {
    try {
      unpacker?.push(chunk, isLast)
      return true
    } catch (error) {
      trouble.warning =
        hasOutput && isNoMember(error)
          ? 'something follows the compressed log and was left out'
          : 'it is damaged from here on; what comes after is missing'
      return false
    }
  }
  let unpacker: Unpacker | null | undefined
  for await (const chunk of bytes) {
    if (unpacker === undefined) unpacker = unpackerOf(chunk, take)
    if (unpacker === null) {
      yield chunk
      continue
    }
    for (let from = 0; from < chunk.length; from += PUSH) {
      const goesOn = push(chunk.subarray(from, from + PUSH), false)
      yield* ready
      ready = []
      if (!goesOn) return
    }
  }
  push(new Uint8Array(0), true)
  yield* ready
}

function unpackerOf(head: Uint8Array, take: (piece: Uint8Array) => void): Unpacker | null {
  if (begins(0x1f, 0x8b)(head)) return new Gunzip(take)
  if (!begins(0x28, 0xb5, 0x2f, 0xfd)(head)) return null
  if (zstdWindow(head) > ZSTD_WINDOW_MAX) {
    throw new NotALog(
      'is zstd with a window of over 32 MB, which is not read here. Unpack it first: unzstd --long=31.',
    )
  }
  return new Decompress(take)
}

/** fzstd refers back no further, and would move the whole window for each block of a larger one. */
const ZSTD_WINDOW_MAX = 2 ** 25

/** Source: RFC 8878, 3.1.1.1, "Frame_Header": a window descriptor, or the size of the content in its place. */
function zstdWindow(head: Uint8Array): number {
  const flags = head[4] ?? 0
  const isSingleSegment = (flags & 0x20) !== 0
  if (!isSingleSegment) {
    const descriptor = head[5] ?? 0
    const base = 2 ** (10 + (descriptor >> 3))
    return base + (base / 8) * (descriptor & 7)
  }
  const sizeFrom = 5 + ([0, 1, 2, 4][flags & 3] as number)
  const sizeBytes = [1, 2, 4, 8][flags >> 6] as number
  let size = 0
  for (let i = sizeBytes - 1; i >= 0; i--) size = size * 256 + (head[sizeFrom + i] ?? 0)
  return size
}

/** fflate, asked to begin another member where there is none. */
const isNoMember = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('invalid gzip data')
