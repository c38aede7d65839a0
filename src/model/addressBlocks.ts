/**
 * Blocks of addresses, as CIDR writes them: `10.0.0.0/8`, `2001:db8::/32`; an address alone is a block of one. Two
 * blocks either lie one within the other or have nothing in common.
 * Source: RFC 4632 (CIDR); RFC 4291, section 2.2 (text of IPv6 addresses).
 */

interface Block {
  /** An address of one kind is never within a block of the other. */
  readonly isV6: boolean
  /** The address as 16-bit words: two for IPv4, eight for IPv6. */
  readonly words: readonly number[]
  readonly prefix: number
}

/** What a text must look like to be worth a closer look: for the schema, which has no other words. */
export const BLOCK_FORM = /^[0-9A-Fa-f.:]+(\/\d{1,3})?$/

/** Null when it is none. */
export function blockOf(text: string): Block | null {
  const [address = '', length, ...more] = text.split('/')
  const isV6 = address.includes(':')
  const words = isV6 ? wordsOfV6(address) : wordsOfV4(address)
  if (words === null || more.length > 0) return null
  const bits = words.length * 16
  const prefix = length === undefined ? bits : Number(length)
  const isPrefix = length === undefined || /^\d{1,3}$/.test(length)
  return isPrefix && prefix <= bits ? { isV6, words, prefix } : null
}

/** Whether `inner` lies within `outer`, all of it. False when either is no block. */
export function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [blockOf(inner), blockOf(outer)]
  return a !== null && b !== null && a.prefix >= b.prefix && agree(a, b, b.prefix)
}

/** Whether they have an address in common. */
export const overlap = (one: string, other: string): boolean =>
  isWithin(one, other) || isWithin(other, one)

/** Whether the first `bits` of both are the same. */
function agree(a: Block, b: Block, bits: number): boolean {
  if (a.isV6 !== b.isV6) return false
  return a.words.every((word, i) => {
    const left = Math.max(0, Math.min(16, bits - i * 16))
    const shift = 16 - left
    return word >>> shift === (b.words[i] as number) >>> shift
  })
}

function wordsOfV4(text: string): readonly number[] | null {
  const parts = text.split('.')
  const isFine = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))
  const bytes = parts.map(Number)
  if (!isFine || bytes.some((byte) => byte > 255)) return null
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  return [a * 256 + b, c * 256 + d]
}

function wordsOfV6(text: string): readonly number[] | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const sides = halves.map((half) => (half === '' ? [] : half.split(':')))
  if (sides.flat().some((part) => !/^[0-9A-Fa-f]{1,4}$/.test(part))) return null
  const [head = [], tail = []] = sides.map((side) => side.map((part) => Number.parseInt(part, 16)))
  const missing = 8 - head.length - tail.length
  if (halves.length === 1) return missing === 0 ? head : null
  return missing < 1 ? null : [...head, ...new Array<number>(missing).fill(0), ...tail]
}
