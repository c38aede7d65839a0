/** Invariants: a broken one is a bug of ours, never a mistake of the user's. */

/** Throws, naming the broken invariant. */
export function assert(holds: boolean, invariant: string): asserts holds {
  if (!holds) broken(invariant)
}

/** What `assert` does when it fails. Hot paths ask for themselves and call this: a call that is never made is free. */
export function broken(invariant: string): never {
  throw new Error(`Broken invariant: ${invariant}`)
}

/** Closes a union: the compiler proves that no member was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`Broken invariant: unexpected member ${JSON.stringify(value)}`)
}
