/** Long texts in pieces, so that what is written or saved is never in memory at once. */

/** Parts that are joined into one piece. */
const BATCH = 2000

/** The parts of a text with a separator between each two, many of them at a time. */
export function* joinedInPieces(parts: Iterable<string>, separator: string): Generator<string> {
  let batch: string[] = []
  let before = ''
  for (const part of parts) {
    batch.push(part)
    if (batch.length < BATCH) continue
    yield `${before}${batch.join(separator)}`
    before = separator
    batch = []
  }
  if (batch.length > 0) yield `${before}${batch.join(separator)}`
}
