/**
 * Addressed draws: a random number is found by what it is for, never by how many came before it.
 * `drawAt(key, ordinal, attempt, n)` with `key = hash(seed, purpose, entity)`: two runs that differ in one
 * setting still face the same arrivals, paths and demands, which is what makes lanes comparable.
 */
import { threefry, words } from './threefry.ts'

/** A 64-bit key, held as two 32-bit words. */
export interface Key {
  readonly k0: number
  readonly k1: number
}

/** Derives a key by hashing: the parent's key and the UTF-16 codes of each part, length first. */
export function deriveKey(parent: Key, ...parts: readonly (string | number)[]): Key {
  let k0 = parent.k0 | 0
  let k1 = parent.k1 | 0
  const absorb = (a: number, b: number): void => {
    threefry(k0, k1, a, b)
    k0 = words[0] as number
    k1 = words[1] as number
  }
  for (const part of parts) {
    if (typeof part === 'number') {
      absorb(0x6e756d, part)
    } else {
      absorb(0x737472, part.length)
      for (let i = 0; i < part.length; i++) absorb(i, part.charCodeAt(i))
    }
  }
  return { k0, k1 }
}

/** The number n of attempt `attempt` of `ordinal` under the key: uniform, strictly between 0 and 1. */
export const drawAt = (
  k0: number,
  k1: number,
  ordinal: number,
  attempt: number,
  n: number,
): number => threefry(k0, k1, ordinal, (attempt << 16) ^ n)

/** The draws of one address, as a family's member sees them: it says only `n`. */
export class Draw {
  k0 = 0
  k1 = 0
  ordinal = 0
  attempt = 0

  /** Points at the draws of another key. */
  use(key: Key): this {
    this.k0 = key.k0
    this.k1 = key.k1
    return this
  }

  /** Uniform in (0, 1). `n` tells the draws of one address apart: 0 to 65535. */
  at(n: number): number {
    return drawAt(this.k0, this.k1, this.ordinal, this.attempt, n)
  }

  /** The same for a purpose, whose key is mixed in. */
  atFor(purpose: Key, n: number): number {
    return drawAt(this.k0 ^ purpose.k0, this.k1 ^ purpose.k1, this.ordinal, this.attempt, n)
  }

  /** Uniform whole number, 0 to `size` - 1. */
  below(size: number, n: number): number {
    return Math.floor(drawAt(this.k0, this.k1, this.ordinal, this.attempt, n) * size)
  }
}
