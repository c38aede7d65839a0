/** JSON that a person wrote: a mistake gets a sentence, and a name written twice is one. */
import type { Json } from './json.ts'
import { problemAt, type Result, refuse } from './problem.ts'

export function parseJson(text: string): Result<{ readonly value: Json }> {
  if (hasTooManyNames(text)) {
    const rest = `has more than ${NAMES_MAX} names, which no scenario has. Make it smaller.`
    return refuse([problemAt('', rest)])
  }
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be parsed'
    return refuse([problemAt('', `is no JSON: ${why.slice(0, 200)}. Correct it there.`)])
  }
  const twice = nameWrittenTwice(text)
  if (twice === null) return { ok: true, value }
  const rest = `has the name ${twice.name} twice in one object, in line ${twice.line}. Remove one.`
  return refuse([problemAt('', rest)])
}

/** Far more than a document may have values: objects of so many names take minutes to be made. */
const NAMES_MAX = 1_000_000

function hasTooManyNames(text: string): boolean {
  const ends = /"\s*:/g
  let names = 0
  while (names <= NAMES_MAX && ends.test(text)) names++
  return names > NAMES_MAX
}

/**
 * The first name that stands twice in one object, of which `JSON.parse` would keep the last without
 * a word. The text is valid JSON, so a string that a colon follows is a name.
 */
function nameWrittenTwice(text: string): { readonly name: string; readonly line: number } | null {
  const scopes: Set<string>[] = []
  // Unrolled, because V8 keeps a place to come back to for every turn of an alternation.
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/g
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    const [found, colon] = token
    if (found === '{') scopes.push(new Set())
    else if (found === '}') scopes.pop()
    else if (colon !== undefined) {
      const name = found.slice(0, found.length - colon.length)
      const scope = scopes.at(-1)
      // Names are compared as they are read: "a" and "\u0061" are one.
      const key = JSON.parse(name) as string
      if (scope?.has(key) === true) {
        return { name: name.slice(0, 60), line: text.slice(0, token.index).split('\n').length }
      }
      scope?.add(key)
    }
  }
  return null
}
