/**
 * The hashes of HAProxy: sdbm of a text, its words of an address, and the avalanche that spreads either over 32 bits.
 * Source: HAProxy src/hash.c hash_sdbm, include/haproxy/hash.h full_hash, src/backend.c get_server_sh.
 */

export function sdbm(bytes: Uint8Array, end: number): number {
  let hash = 0
  for (let i = 0; i < end; i++) {
    hash = ((bytes[i] as number) + (hash << 6) + (hash << 16) - hash) | 0
  }
  return hash >>> 0
}

/** Its 32-bit words, combined by exclusive or. */
export function addressHash(address: Uint8Array): number {
  let hash = 0
  for (let i = 0; i < address.length; i++) hash ^= (address[i] as number) << (24 - 8 * (i & 3))
  return hash >>> 0
}

export function avalanche(value: number): number {
  let a = value | 0
  a = (a + 0x7ed55d16 + (a << 12)) | 0
  a = a ^ 0xc761c23c ^ (a >>> 19)
  a = (a + 0x165667b1 + (a << 5)) | 0
  a = (a + 0xd3a2646c) ^ (a << 9)
  a = (a + 0xfd7046c5 + (a << 3)) | 0
  a = a ^ 0xb55a4f09 ^ (a >>> 16)
  return Math.imul(a, 3_221_225_473) >>> 0
}
