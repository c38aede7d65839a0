/**
 * A user's mistake, as a value: the place and one sentence that says where, what, what is allowed
 * and what to do.
 * `targetGroups.web.algorithm.choices is 40; it must be 1 to 16. Lower it to 16 or less.`
 */
export interface Problem {
  /** Where: keys joined by dots; '' is the whole document. */
  readonly path: string
  readonly message: string
}

export type Result<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Which problems to tell when there are very many. */
const PROBLEMS_MAX = 50

export const refuse = (
  problems: readonly Problem[],
): { ok: false; problems: readonly Problem[] } => ({
  ok: false,
  problems: problems.slice(0, PROBLEMS_MAX),
})

/**
 * A problem from its parts; `rest` goes on after "`path` is": `40; it must be 1 to 16. Lower it.`
 */
export const problemAt = (path: string, rest: string): Problem => ({
  path,
  message: `${path === '' ? 'The document' : path} ${rest}`,
})

/** A dot path for sentences. Keys that are no plain words are quoted, long ones cut. */
export function formatPath(keys: readonly (string | number)[]): string {
  let path = ''
  for (const key of keys) {
    const text = String(key)
    if (/^[\w-]{1,60}$/.test(text)) path += path === '' ? text : `.${text}`
    else path += `[${JSON.stringify(cut(text, 40))}]`
  }
  return path
}

/** A value as a sentence names it, never longer than a line. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'string') return JSON.stringify(cut(value, 60))
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') {
    return `a ${typeof value}`
  }
  return String(value)
}

/** `a, b and c`, the first twelve of them. */
export function listed(words: readonly string[]): string {
  const shown = words.slice(0, 12).map((word) => cut(word, 60))
  if (words.length > shown.length)
    return `${shown.join(', ')} and ${words.length - shown.length} more`
  if (shown.length < 2) return shown.join('')
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

const cut = (text: string, max: number): string =>
  text.length > max ? `${text.slice(0, max - 1)}…` : text
