/** A changed document that goes on using the parts which did not change, so that one can tell by identity what did. */

type Parts = Readonly<Record<string, unknown>>

/** `after`, with every part that says the same as in `before`, in the same order, taken from there. */
export function sharingParts<T>(before: T, after: T): T {
  if (!isParts(before) || !isParts(after)) return Object.is(before, after) ? before : after
  if (Array.isArray(before) !== Array.isArray(after)) return after
  const names = Object.keys(before)
  const entries = Object.entries(after).map(
    ([name, value]) =>
      [name, Object.hasOwn(before, name) ? sharingParts(before[name], value) : value] as const,
  )
  const isSame =
    entries.length === names.length &&
    entries.every(([name, value], i) => name === names[i] && Object.is(value, before[name]))
  if (isSame) return before
  return (
    Array.isArray(after) ? entries.map(([, value]) => value) : Object.fromEntries(entries)
  ) as T
}

const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null
