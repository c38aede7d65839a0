/** Violations of invariants, in words. */
import { formatAttempt } from '../../model/name.ts'
import type { Trace } from '../../trace/schema.ts'

type AttemptChunk = Trace['attempts']['chunks'][number]

const SENTENCES_MAX = 50

/** Takes down violations, the first few of them in words. */
export class Violations {
  readonly sentences: string[] = []

  add(sentence: string): void {
    if (this.sentences.length < SENTENCES_MAX) this.sentences.push(sentence)
  }

  /** The sentence is built only when it is needed. Not for every row: a closure costs more than the check. */
  hold(holds: boolean, sentence: () => string): void {
    if (!holds) this.add(sentence())
  }
}

/** `web/0/17#1`, of a row. */
export function attemptName(trace: Trace, chunk: AttemptChunk, i: number): string {
  return formatAttempt({
    population: trace.meta.names.populations[chunk.population[i] as number]?.id ?? '?',
    user: chunk.user[i] as number,
    ordinal: chunk.ordinal[i] as number,
    attempt: chunk.attempt[i] as number,
  })
}
