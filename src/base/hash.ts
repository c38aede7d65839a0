/**
 * A rolling 64-bit hash of 32-bit words: two lanes of multiply and rotate, mixed at the end.
 * It tells runs apart; it is no protection against somebody who wants two runs to look alike.
 * State lives in a typed array so that a snapshot can hold it.
 */
export class RollingHash {
  readonly state: Int32Array

  constructor() {
    this.state = new Int32Array([0x2545f491, 0x4f6cdd1d])
  }

  /** Takes in one 32-bit word. */
  word(value: number): void {
    const state = this.state
    let a = (state[0] as number) ^ Math.imul(value, 0x9e3779b1)
    a = Math.imul((a << 13) | (a >>> 19), 0x85ebca6b)
    state[0] = a
    const b = Math.imul((state[1] as number) ^ value, 0xc2b2ae35)
    state[1] = (((b << 15) | (b >>> 17)) + a) | 0
  }

  /**
   * Takes in six words at once: two sums of products with odd constants, as telling as one word after the other, and
   * the products run side by side. A word's high half goes into each sum at another place, so that no bit is lost.
   */
  six(p: number, q: number, r: number, s: number, t: number, u: number): void {
    const a =
      (Math.imul(p ^ (q >>> 16), 0x9e3779b1) +
        Math.imul(q ^ (r >>> 16), 0x85ebca77) +
        Math.imul(r ^ (s >>> 16), 0xc2b2ae3d) +
        Math.imul(s ^ (t >>> 16), 0x27d4eb2f) +
        Math.imul(t ^ (u >>> 16), 0x165667b1) +
        Math.imul(u ^ (p >>> 16), 0xd3a2646d)) |
      0
    const b =
      Math.imul(p, 0x7feb352d) ^
      Math.imul(q, 0x846ca68b) ^
      Math.imul(r, 0xfd7046c5) ^
      Math.imul(s, 0xb55a4f09) ^
      Math.imul(t, 0x2c1b3c6d) ^
      Math.imul(u, 0x297a2d39)
    // Twice what `word` does, with the state in hand.
    const state = this.state
    let x = (state[0] as number) ^ Math.imul(a, 0x9e3779b1)
    x = Math.imul((x << 13) | (x >>> 19), 0x85ebca6b)
    let y = Math.imul((state[1] as number) ^ a, 0xc2b2ae35)
    y = (((y << 15) | (y >>> 17)) + x) | 0
    x ^= Math.imul(b, 0x9e3779b1)
    x = Math.imul((x << 13) | (x >>> 19), 0x85ebca6b)
    y = Math.imul(y ^ b, 0xc2b2ae35)
    state[0] = x
    state[1] = (((y << 15) | (y >>> 17)) + x) | 0
  }

  /** Takes in a whole number of up to 53 bits, such as a time in microseconds. */
  wide(value: number): void {
    this.word(value | 0)
    this.word(Math.floor(value / 4294967296))
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    const [a, b] = [finish(this.state[0] as number), finish(this.state[1] as number)]
    return hex(a ^ Math.imul(b, 0x27d4eb2f)) + hex(b)
  }
}

function finish(word: number): number {
  let x = word
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0')

/** The hash of a text: 16 hexadecimal digits. */
export function hashText(text: string): string {
  const hash = new RollingHash()
  hash.word(text.length)
  for (let i = 0; i < text.length; i++) hash.word(text.charCodeAt(i))
  return hash.digest()
}
