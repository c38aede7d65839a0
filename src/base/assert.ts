/** Invariants: a broken one is a bug of ours, never a mistake of the user's. */

/** Throws, naming the broken invariant. Build no strings on hot paths: pass a constant message. */
export function assert(holds: boolean, invariant: string): asserts holds {
  if (!holds) throw new Error(`Broken invariant: ${invariant}`)
}

/** Closes a union: the compiler proves that no member was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`Broken invariant: unexpected member ${JSON.stringify(value)}`)
}
