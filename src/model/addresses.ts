/**
 * Addresses of clients: client i of a population has the i-th address of its block, and around again where the block is
 * smaller, as behind a NAT: a block of one address is a whole population behind it (model).
 */
import { assert } from '../base/assert.ts'
import { blockOf } from './addressBlocks.ts'

export interface AddressBlock {
  /** The first address: 4 bytes, or 16 for IPv6. */
  readonly first: Uint8Array
  /** How many it has, as far as clients can be told apart: 2^32 at most. */
  readonly size: number
}

export function planBlock(text: string): AddressBlock {
  const block = blockOf(text)
  assert(block !== null, 'a validated range is a block')
  const { words, prefix } = block
  const first = Uint8Array.from(words.flatMap((word) => [word >>> 8, word & 255]))
  const free = Math.min(32, 8 * first.length - prefix)
  for (let bit = prefix; bit < 8 * first.length; bit++) {
    const at = bit >>> 3
    first[at] = (first[at] as number) & ~(128 >>> (bit & 7))
  }
  let size = 1
  for (let bit = 0; bit < free; bit++) size *= 2
  return { first, size }
}

const v4 = new Uint8Array(4)
const v6 = new Uint8Array(16)

/** The address of a client, by its number. One array for all of a kind: only good until the next. */
export function addressIn({ first, size }: AddressBlock, client: number): Uint8Array {
  const address = first.length === 4 ? v4 : v6
  address.set(first)
  let rest = client % size
  for (let at = address.length - 1; rest > 0; at--) {
    const sum = (address[at] as number) + (rest % 256)
    address[at] = sum & 255
    rest = Math.floor(rest / 256) + (sum >>> 8)
  }
  return address
}

/** `203.0.113.7`; of an IPv6 address all eight groups. */
export function addressText(address: Uint8Array): string {
  if (address.length === 4) return address.join('.')
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((address[2 * i] as number) << 8) | (address[2 * i + 1] as number)).toString(16),
  )
  return groups.join(':')
}
