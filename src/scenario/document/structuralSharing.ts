/** A changed document, or what is made of one, that goes on using its parts which did not change: identity tells. */

type Parts = Readonly<Record<string, unknown>>

/** `after`, with every part that says the same as in `before`, in the same order, taken from there. */
export function sharingParts<T>(before: T, after: T): T {
  if (Object.is(before, after)) return before
  if (!isParts(before) || !isParts(after)) return after
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

/** Remembers what it gave last, and gives the next one with the parts that are still the same. */
export function sharingWithLast<T>(): (next: T) => T {
  let last: { readonly value: T } | null = null
  return (next) => {
    last = { value: last === null ? next : sharingParts(last.value, next) }
    return last.value
  }
}

/** Lists and plain records; of anything else only the very same counts as the same. */
function isParts(value: unknown): value is Parts {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}
