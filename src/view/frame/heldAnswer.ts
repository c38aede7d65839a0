/** What a resolver holds at the moment of a frame. */
import type { ResolverBox } from '../layout/clients.ts'
import type { Frame } from './model.ts'

export interface HeldAnswer {
  /** What its bits stand for; null before the first answer. */
  readonly entries: readonly string[] | null
  /** The numbers of these bits. */
  readonly bits: readonly number[]
  /** Of its TTL. */
  readonly leftUs: number
}

export function heldAnswer(box: ResolverBox, frame: Frame): HeldAnswer {
  const answered = frame.answeredUs[box.index] as number
  if (Number.isNaN(answered)) return { entries: null, bits: [], leftUs: 0 }
  const answer = frame.answer[box.index] as number
  const bits = [...box.entries.keys()].filter((bit) => Math.floor(answer / 2 ** bit) % 2 === 1)
  return {
    entries: bits.map((bit) => box.entries[bit] as string),
    bits,
    leftUs: Math.max(0, box.ttlUs - (frame.tUs - answered)),
  }
}
