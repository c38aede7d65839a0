/** One line, as every format sees it: its text, and what it holds as JSON, worked out once. */

export type JsonObject = Readonly<Record<string, unknown>>

export class LogLine {
  readonly text: string
  private parsed: JsonObject | null | undefined

  constructor(text: string) {
    this.text = text
  }

  /** The object from the first `{` to the last `}`, whatever stands before it; null when there is none. */
  get json(): JsonObject | null {
    if (this.parsed === undefined) this.parsed = objectIn(this.text)
    return this.parsed
  }
}

/** A prefix of a collector is short; an object further in is part of something else. */
const PREFIX_MAX = 300

function objectIn(text: string): JsonObject | null {
  const from = text.indexOf('{"')
  const start = from >= 0 ? from : text.indexOf('{')
  const end = text.lastIndexOf('}')
  if (start < 0 || start > PREFIX_MAX || end < start) return null
  try {
    const value: unknown = JSON.parse(text.slice(start, end + 1))
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
