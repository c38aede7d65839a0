/** Violations of invariants, in words. */
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
