/** What a resolver holds at the moment of a frame. */
import type { ResolverBox } from '../layout/clients.ts'
import type { Frame } from './model.ts'

export interface HeldAnswer {
  /** What its bits stand for; null before the first answer. */
  readonly entries: readonly string[] | null
  /** Of its TTL. */
  readonly leftUs: number
}

export function heldAnswer(box: ResolverBox, frame: Frame): HeldAnswer {
  const answered = frame.answeredUs[box.index] as number
  if (Number.isNaN(answered)) return { entries: null, leftUs: 0 }
  const bits = frame.answer[box.index] as number
  return {
    entries: box.entries.filter((_, bit) => Math.floor(bits / 2 ** bit) % 2 === 1),
    leftUs: Math.max(0, box.ttlUs - (frame.tUs - answered)),
  }
}
