/**
 * Patterns of a rule: `*` stands for any number of characters, `?` for exactly one, and a backslash before either (or
 * before itself) takes it literally. Compared from left to right with one place to come back to, so that no pattern is
 * slow: at most pattern times text.
 */

export function matchesPattern(pattern: string, text: string): boolean {
  const tokens = tokensOf(pattern)
  let [p, t] = [0, 0]
  /** The newest `*`, and how much of the text it has taken. */
  let [star, taken] = [-1, 0]
  while (t < text.length) {
    const token = tokens[p]
    if (token === ANY) {
      star = p++
      taken = t
    } else if (token === ONE || token === text[t]) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++taken
    } else {
      return false
    }
  }
  while (tokens[p] === ANY) p++
  return p === tokens.length
}

export const matchesAny = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => matchesPattern(pattern, text))

/** Whether the difference is only one of capital and small letters. */
export const differsInCase = (patterns: readonly string[], text: string): boolean =>
  matchesAny(
    patterns.map((pattern) => pattern.toLowerCase()),
    text.toLowerCase(),
  )

export const wildcardsIn = (pattern: string): number =>
  tokensOf(pattern).filter((token) => token === ANY || token === ONE).length

/** Of one letter each but for these. */
const ANY = 'any'
const ONE = 'one'

function tokensOf(pattern: string): readonly string[] {
  const tokens: string[] = []
  for (let i = 0; i < pattern.length; i++) {
    const letter = pattern.charAt(i)
    const next = pattern.charAt(i + 1)
    if (letter === '\\' && (next === '*' || next === '?' || next === '\\')) {
      tokens.push(next)
      i++
    } else tokens.push(letter === '*' ? ANY : letter === '?' ? ONE : letter)
  }
  return tokens
}
