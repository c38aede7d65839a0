/** Hash functions: the values that their authors' programs give. */
import { describe, expect, test } from 'vitest'
import { jumpTo } from '../../src/algorithms/jump.ts'
import { crc32 } from '../../src/algorithms/parts/hashes/crc32.ts'
import { addressHash, avalanche, sdbm } from '../../src/algorithms/parts/hashes/haproxyHash.ts'
import { restOf, wide } from '../../src/algorithms/parts/hashes/wide.ts'
import { xxh64 } from '../../src/algorithms/parts/hashes/xxh64.ts'
import { keyText } from '../../src/algorithms/parts/key.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

const hex = (text: string, seed: number): string => {
  const bytes = bytesOf(text)
  xxh64(bytes, bytes.length, seed)
  const half = (value: number): string => (value >>> 0).toString(16).padStart(8, '0')
  return half(wide.high) + half(wide.low)
}

test.each([
  // xxHash 0.8.3 by the Python package xxhash 4.0.1.
  ['', 0, 'ef46db3751d8e999'],
  ['a', 0, 'd24ec4f1a98c6e5b'],
  ['127.0.0.1:90_0', 0, 'dfabf37478daad19'],
  ['abcdefgh', 1, '8305125710212a61'],
  ['The quick brown fox jumps over the lazy dog, twice and more', 0, '1c8c72db7145b3a1'],
  ['x'.repeat(32), 1, '926d5508ef687acb'],
  ['0123456789abcdef0123456789abcdefABC', 0, 'acb806e67906e196'],
])('xxHash64 of "%s" with seed %i is %s', (text, seed, hash) => {
  expect(hex(text, seed)).toBe(hash)
})

test('a rest is that of all 64 bits', () => {
  const value = 0xdfabf37478daad19n
  for (const by of [7, 17, 251, 4093, 65_536, 65_537]) {
    expect(restOf({ high: 0xdfabf374 | 0, low: 0x78daad19 }, by)).toBe(Number(value % BigInt(by)))
  }
})

test('CRC-32 of the check string is 0xcbf43926', () => {
  expect(crc32(bytesOf('123456789'), 9)).toBe(0xcbf43926)
})

test('the hashes of HAProxy 3.5-dev, src/hash.c and include/haproxy/hash.h', () => {
  expect([0, 1, 4096].map(avalanche)).toEqual([2874071335, 881230262, 1237450891])
  expect([sdbm(bytesOf('1'), 1), sdbm(bytesOf('abc'), 3)]).toEqual([49, 807794786])
  expect([avalanche(49), avalanche(807794786)]).toEqual([1382405980, 659243622])
  expect(addressHash(Uint8Array.of(203, 0, 113, 9))).toBe(0xcb007109)
})

describe('jump consistent hash', () => {
  // Lamping, Veach, arXiv 1406.2294, figure 1, with BigInt for its 64 bits.
  const published = (key: bigint, buckets: number): number => {
    let next = key
    let b = -1
    let j = 0
    while (j < buckets) {
      b = j
      next = (next * 2862933555777941757n + 1n) & 0xffff_ffff_ffff_ffffn
      j = Math.floor((b + 1) * (2 ** 31 / (Number(next >> 33n) + 1)))
    }
    return b
  }

  test('is the published program', () => {
    for (let i = 0n; i < 500n; i++) {
      const key = (i * 0x9e37_79b9_7f4a_7c15n) & 0xffff_ffff_ffff_ffffn
      const high = Number(key >> 32n) | 0
      const low = Number(key & 0xffff_ffffn) | 0
      for (const buckets of [1, 2, 10, 1000]) {
        expect(jumpTo(high, low, buckets)).toBe(published(key, buckets))
      }
    }
  })
})

test('keys are texts: addresses as they are written, sessions by their number, paths as they are', () => {
  const request = { address: Uint8Array.of(203, 0, 113, 7), client: 1207, path: '/a?b=1' }
  expect(keyText(request, 'address')).toBe('203.0.113.7')
  expect(keyText(request, 'client')).toBe('session 1207')
  expect(keyText(request, 'path')).toBe('/a?b=1')
  const v6 = Uint8Array.of(32, 1, 13, 184, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 42)
  expect(keyText({ ...request, address: v6 }, 'address')).toBe('2001:db8:0:0:0:0:0:2a')
})
