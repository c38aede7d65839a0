/** A line cut into fields at blanks, in one pass: quotes and brackets hold blanks together. */

/** A field with its quotes or brackets taken off. */
export interface Field {
  readonly text: string
  readonly isQuoted: boolean
}

/** More fields than any format has; what comes after them is not looked at. */
const FIELDS_MAX = 96

/**
 * Fields from `from` on. A quoted one ends at a quote that is not escaped and has a blank or the end after it, so that
 * stray quotes within do no harm; one without an end goes on to the end of the line.
 */
export function fieldsOf(text: string, from = 0): readonly Field[] {
  const fields: Field[] = []
  let at = skipBlanks(text, from)
  while (at < text.length && fields.length < FIELDS_MAX) {
    const isQuoted = text[at] === '"'
    const end = isQuoted ? quoteEnd(text, at + 1) : wordEnd(text, at)
    fields.push({ text: text.slice(isQuoted ? at + 1 : at, end), isQuoted })
    at = skipBlanks(text, isQuoted ? end + 1 : end)
  }
  return fields
}

/** Whether from here to the end there are two quoted fields and nothing else: looked at before they are cut out. */
export function isQuotedPair(text: string, from: number): boolean {
  const first = skipBlanks(text, from)
  if (text[first] !== '"') return false
  const second = skipBlanks(text, quoteEnd(text, first + 1) + 1)
  return text[second] === '"' && quoteEnd(text, second + 1) >= text.length - 1
}

function quoteEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    if (isBlankOrEnd(text, at + 1) && !isEscaped(text, at)) return at
  }
  return text.length
}

/** A word may end in a quoted value: `urt="0.001, 0.120"`. */
function wordEnd(text: string, from: number): number {
  let at = from
  while (!isBlankOrEnd(text, at)) {
    if (text[at] === '"' && text[at - 1] === '=')
      return Math.min(text.length, quoteEnd(text, at + 1) + 1)
    at++
  }
  return at
}

export function skipBlanks(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at++
  return at
}

export const isBlankOrEnd = (text: string, at: number): boolean =>
  at >= text.length || text[at] === ' ' || text[at] === '\t'

/** Whether an odd number of backslashes stands before this character. */
export function isEscaped(text: string, at: number): boolean {
  let from = at
  while (from > 0 && text[from - 1] === '\\') from--
  return (at - from) % 2 === 1
}
