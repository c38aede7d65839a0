import { describe, expect, test } from 'vitest'
import { Draw, deriveKey, drawAt, type Key } from '../../src/base/draws.ts'
import { threefry, words } from '../../src/base/threefry.ts'
import { rankOf } from '../support/rank.ts'

const ROOT: Key = { k0: 0x1234567, k1: -0x7654321 }

/** Random123, tests/kat_vectors, the lines `threefry2x32 13`: counter, key, result. */
const KNOWN = [
  [0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x9d1c5ec6, 0x8bd50731],
  [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xfd36d048, 0x2d17272c],
  [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xba3e4725, 0xf27d669e],
] as const

test.each(KNOWN)('threefry of counter %i %i is the published answer', (c0, c1, k0, k1, x, y) => {
  threefry(k0, k1, c0, c1)
  expect([...words].map((word) => word >>> 0)).toEqual([x, y])
})

test('a draw is exact, within (0, 1), and so is its distance from 1', () => {
  for (let ordinal = 0; ordinal < 10_000; ordinal++) {
    const u = drawAt(1, 2, ordinal, 0, 0)
    const halves = u * 2 ** 53
    expect(Number.isInteger(halves) && halves % 2 === 1 && halves > 0 && halves < 2 ** 53).toBe(
      true,
    )
    expect(1 - (1 - u)).toBe(u)
  }
})

test('a Draw gives what its address gives, and whole numbers below a size', () => {
  const key = deriveKey(ROOT, 'pick', 'web-1')
  const draw = new Draw().use(key)
  draw.ordinal = 7
  draw.attempt = 2
  expect(draw.at(3)).toBe(drawAt(key.k0, key.k1, 7, 2, 3))
  expect(draw.below(10, 3)).toBe(Math.floor(10 * draw.at(3)))
})

test('a key depends on every part, on its place and on where parts begin', () => {
  const keys = [
    deriveKey(ROOT),
    deriveKey(ROOT, 'a'),
    deriveKey(ROOT, 'b'),
    deriveKey(ROOT, 'a', 'b'),
    deriveKey(ROOT, 'b', 'a'),
    deriveKey(ROOT, 'ab'),
    deriveKey(ROOT, '', 'ab'),
    deriveKey(ROOT, 'ab', ''),
    deriveKey(ROOT, 'a', ''),
    deriveKey(ROOT, '1'),
    deriveKey(ROOT, 1),
    deriveKey(ROOT, 1, 0),
    deriveKey(ROOT, 0, 1),
    deriveKey({ k0: 1, k1: 2 }, 'a'),
    deriveKey({ k0: 2, k1: 1 }, 'a'),
  ]
  expect(new Set(keys.map(({ k0, k1 }) => `${k0} ${k1}`)).size).toBe(keys.length)
  expect(deriveKey(deriveKey(ROOT, 'a'), 'b')).toEqual(deriveKey(ROOT, 'a', 'b'))
})

/**
 * Two uniform numbers at neighbouring addresses, number i of many; they ought to be independent.
 */
type Pair = (i: number) => readonly [number, number]

const at = (key: Key, ordinal: number, attempt: number, n: number): number =>
  drawAt(key.k0, key.k1, ordinal, attempt, n)

const one = deriveKey(ROOT, 'demand', 'web-1')
const other = deriveKey(ROOT, 'demand', 'web-2')
const purpose = deriveKey(ROOT, 'demanf', 'web-1')
const seeded = deriveKey({ k0: ROOT.k0 + 1, k1: ROOT.k1 }, 'demand', 'web-1')
const flipped = deriveKey({ k0: ROOT.k0, k1: ROOT.k1 ^ 0x80000000 }, 'demand', 'web-1')
const entityOf = (i: number): Key => deriveKey(ROOT, 'demand', i)

const PAIRS: readonly (readonly [name: string, pair: Pair])[] = [
  ['adjacent ordinals', (i) => [at(one, i, 0, 0), at(one, i + 1, 0, 0)]],
  ['ordinals 2^16 apart', (i) => [at(one, i, 0, 0), at(one, i + 65536, 0, 0)]],
  ['adjacent attempts', (i) => [at(one, i, 0, 0), at(one, i, 1, 0)]],
  ['adjacent n', (i) => [at(one, i, 0, 0), at(one, i, 0, 1)]],
  [
    'n along one ordinal',
    (i) => [at(one, i >>> 15, 0, i & 32767), at(one, i >>> 15, 0, (i & 32767) + 1)],
  ],
  ['attempt against n', (i) => [at(one, i, 1, 0), at(one, i, 0, 1)]],
  ['ordinal against n', (i) => [at(one, i + 1, 0, 0), at(one, i, 0, 1)]],
  ['neighbouring entities', (i) => [at(one, i, 0, 0), at(other, i, 0, 0)]],
  ['purposes one letter apart', (i) => [at(one, i, 0, 0), at(purpose, i, 0, 0)]],
  ['neighbouring seeds', (i) => [at(one, i, 0, 0), at(seeded, i, 0, 0)]],
  ['seeds one bit apart', (i) => [at(one, i, 0, 0), at(flipped, i, 0, 0)]],
  [
    'the first draws of many entities',
    (i) => [at(entityOf(i), 0, 0, 0), at(entityOf(i + 1), 0, 0, 0)],
  ],
]

const DRAWS = 1 << 17
/**
 * A chi-square of so many cells is near enough to normal for a bound of 4.5 deviations on both
 * sides.
 */
const DEVIATIONS_MAX = 4.5

describe.each(PAIRS)('%s', (_name, pair) => {
  test('are uniform, by chi-square over 1,024 cells', () => {
    const cells = new Uint32Array(1024)
    for (let i = 0; i < DRAWS; i++) count(cells, Math.floor(pair(i)[1] * 1024))
    expect(Math.abs(deviationOf(cells))).toBeLessThan(DEVIATIONS_MAX)
  })

  test('are independent, by chi-square over 32 x 32 cells of the high bits and of the low', () => {
    const high = new Uint32Array(1024)
    const low = new Uint32Array(1024)
    for (let i = 0; i < DRAWS; i++) {
      const [u, v] = pair(i)
      count(high, Math.floor(u * 32) * 32 + Math.floor(v * 32))
      count(low, lowBits(u) * 32 + lowBits(v))
    }
    expect(Math.abs(deviationOf(high))).toBeLessThan(DEVIATIONS_MAX)
    expect(Math.abs(deviationOf(low))).toBeLessThan(DEVIATIONS_MAX)
  })

  test('are uncorrelated', () => {
    let sum = 0
    for (let i = 0; i < DRAWS; i++) {
      const [u, v] = pair(i)
      sum += (u - 0.5) * (v - 0.5)
    }
    expect(Math.abs(sum * 12) / Math.sqrt(DRAWS)).toBeLessThan(DEVIATIONS_MAX)
  })
})

/**
 * A random 1024 x 1024 matrix over GF(2) has full rank in 29 % of cases, lacks one in 58 %, two in
 * 13 %, and more than three in 0.005 %. Bits that obey a linear law, as those of a shift register
 * do, lack hundreds.
 * Source: Marsaglia, Tsay, "Matrices and the structure of random number sequences", 1985.
 */
const SIZE = 1024
const MATRICES: readonly (readonly [name: string, bit: (row: number, column: number) => number])[] =
  [
    ['the lowest bits along the ordinals', (r, c) => lowestBit(at(one, r * SIZE + c, 0, 0))],
    ['the highest bits along the ordinals', (r, c) => highestBit(at(one, r * SIZE + c, 0, 0))],
    ['the lowest bits of ordinal by n', (r, c) => lowestBit(at(one, r, 0, c))],
    ['the lowest bits of attempt by n', (r, c) => lowestBit(at(one, 0, r, c))],
    ['the highest bits of attempt by ordinal', (r, c) => highestBit(at(one, c, r, 0))],
  ]

test.each(MATRICES)('%s make a matrix of the rank of a random one', (_name, bit) => {
  expect(rankOf(SIZE, bit)).toBeGreaterThanOrEqual(SIZE - 3)
})

test('the lowest bits of entity by ordinal make a matrix of the rank of a random one', () => {
  const keys = Array.from({ length: SIZE }, (_, row) => deriveKey(ROOT, 'demand', `web-${row}`))
  const rank = rankOf(SIZE, (row, column) => lowestBit(at(keys[row] as Key, column, 0, 0)))
  expect(rank).toBeGreaterThanOrEqual(SIZE - 3)
})

test('the rank test can fail: a linear law shows', () => {
  expect(rankOf(SIZE, (row, column) => (row ^ column) & 1)).toBe(2)
})

function count(cells: Uint32Array, cell: number): void {
  cells[cell] = (cells[cell] as number) + 1
}

/** Chi-square of equally likely cells, in standard deviations from its mean. */
function deviationOf(cells: Uint32Array): number {
  const freedom = cells.length - 1
  const expected = DRAWS / cells.length
  let square = 0
  for (const seen of cells) square += (seen - expected) ** 2 / expected
  return (square - freedom) / Math.sqrt(2 * freedom)
}

/** The 5 lowest of the 52 random bits; the bit below them is always 1. */
function lowBits(u: number): number {
  return Math.floor((u * 2 ** 52) % 32)
}

const lowestBit = (u: number): number => lowBits(u) & 1
const highestBit = (u: number): number => (u < 0.5 ? 0 : 1)
