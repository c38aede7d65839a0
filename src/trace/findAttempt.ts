/** Finds attempts in a trace: by row, by the name of their request, and again in another lane. */
import { type AttemptName, parseAttempt } from '../model/name.ts'
import { readAttempt, type TracedAttempt } from './attempt.ts'
import type { Trace } from './schema.ts'

/** Null when the trace has no such row. */
export function attemptAt(trace: Trace, row: number): TracedAttempt | null {
  let before = 0
  for (const chunk of trace.attempts.chunks) {
    if (row < before + chunk.rows) return readAttempt(trace, chunk, { row, i: row - before })
    before += chunk.rows
  }
  return null
}

/** All attempts of a request, in order; which of them `text` names does not matter. */
export function requestAttempts(trace: Trace, text: string): readonly TracedAttempt[] {
  const name = parseAttempt(text)
  return name === null ? [] : attemptsNamed(trace, name)
}

/** The attempt of that name, or else the last one of the same request: lanes may retry differently. */
export function findAttempt(trace: Trace, text: string): TracedAttempt | null {
  const all = requestAttempts(trace, text)
  const name = parseAttempt(text)
  return all.find((each) => each.name.attempt === name?.attempt) ?? all.at(-1) ?? null
}

function attemptsNamed(trace: Trace, name: AttemptName): readonly TracedAttempt[] {
  const population = trace.meta.names.populations.findIndex(({ id }) => id === name.population)
  if (population < 0) return []
  const found: TracedAttempt[] = []
  let before = 0
  for (const chunk of trace.attempts.chunks) {
    const { ordinal, user, population: populations } = chunk
    for (let i = 0; i < chunk.rows; i++) {
      if (ordinal[i] !== name.ordinal || user[i] !== name.user || populations[i] !== population)
        continue
      found.push(readAttempt(trace, chunk, { row: before + i, i }))
    }
    before += chunk.rows
  }
  return found.sort((a, b) => a.name.attempt - b.name.attempt)
}
