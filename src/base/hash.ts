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
   * Takes in sixteen words at once: two sums of products with odd constants, which is as telling as one word after
   * the other and lets the products run side by side.
   */
  block(w: Int32Array): void {
    let a = 0
    let b = 0
    for (let i = 0; i < 16; i++) {
      const word = w[i] as number
      a = (a + Math.imul(word ^ (word >>> 15), LEFT[i] as number)) | 0
      b = (b + Math.imul(word, RIGHT[i] as number)) | 0
    }
    this.word(a)
    this.word(b ^ (b >>> 16))
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

/** Odd constants of the sums in `block`: the golden ratio and its like, stepped by a Weyl sequence. */
const LEFT = Int32Array.from({ length: 16 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) | 1)
const RIGHT = Int32Array.from({ length: 16 }, (_, i) => Math.imul(i + 17, 0x7feb352d) | 1)

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
