/** Whether the warm-up is long enough, as data and as the line that a report shows. */
import type { Window } from '../analysis/numbers/window.ts'
import {
  type BegunLane,
  shortWarmUpOf,
  shortWarmUpWords,
  warmUpOf,
} from '../analysis/replications/shortWarmUp.ts'
import { type JsonSchema, number, orNull, record, text } from './jsonSchema.ts'

/** A warm-up that is clearly too short, and one that would do. */
export interface ShortWarmUpResult {
  readonly warmUpMs: number
  /** As a sentence. */
  readonly words: string
}

export const shortWarmUpSchema: JsonSchema = {
  anyOf: [
    record('A warm-up that is clearly too short: see settledMs of the lanes.', {
      warmUpMs: number('One that would do, in milliseconds'),
      words: text('The same as a sentence'),
    }),
    { type: 'null' },
  ],
}

export const settledSchema: JsonSchema = orNull(
  number(
    'From here on latency is alike, by MSER-5, in milliseconds; null where that cannot be told',
  ),
)

export function settledMsOf(lane: BegunLane, window: Window): number | null {
  const cutUs = warmUpOf(lane, window)?.cutUs
  return cutUs === undefined ? null : cutUs / 1000
}

/** Null where the warm-up does, or it cannot be told. */
export function shortWarmUpResult(
  lanes: readonly BegunLane[],
  letters: readonly string[],
  window: Window,
): ShortWarmUpResult | null {
  const short = shortWarmUpOf(lanes, window)
  return short === null
    ? null
    : { warmUpMs: short.warmUpMs, words: shortWarmUpWords(short, letters) }
}

/** The sentence, and what to write. */
export const shortWarmUpText = ({ warmUpMs, words }: ShortWarmUpResult): string =>
  `${words} Write --set warmUpMs=${warmUpMs}.`
