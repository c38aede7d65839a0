/**
 * Threefry-2x32 with 13 rounds: a counter-based generator, so that a draw has an address and no history.
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011; 13 rounds is
 * the fewest that the authors found to pass BigCrush with a margin. Only add, rotate and xor on 32 bits.
 * The two words of a result are left in `words`, because returning a pair would allocate; most callers want the number
 * that is returned.
 */
export const words = new Int32Array(2)

const PARITY = 0x1bd11bda

/**
 * The block of counter (c0, c1) under key (k0, k1), all 32-bit words, as a number that is uniform and strictly between
 * 0 and 1. It has 52 random bits and a final one, so that it is exact, and so is 1 minus it: with 53 the half would be
 * rounded away, and one draw in 2^53 would be 1.
 */
export function threefry(key0: number, key1: number, c0: number, c1: number): number {
  // Said to be 32-bit words from here on: without it V8 adds in floating point.
  const k0 = key0 | 0
  const k1 = key1 | 0
  const k2 = k0 ^ k1 ^ PARITY
  let x = ((c0 | 0) + k0) | 0
  let y = ((c1 | 0) + k1) | 0
  x = (x + y) | 0
  y = ((y << 13) | (y >>> 19)) ^ x
  x = (x + y) | 0
  y = ((y << 15) | (y >>> 17)) ^ x
  x = (x + y) | 0
  y = ((y << 26) | (y >>> 6)) ^ x
  x = (x + y) | 0
  y = ((y << 6) | (y >>> 26)) ^ x
  x = (x + k1) | 0
  y = (y + ((k2 + 1) | 0)) | 0
  x = (x + y) | 0
  y = ((y << 17) | (y >>> 15)) ^ x
  x = (x + y) | 0
  y = ((y << 29) | (y >>> 3)) ^ x
  x = (x + y) | 0
  y = ((y << 16) | (y >>> 16)) ^ x
  x = (x + y) | 0
  y = ((y << 24) | (y >>> 8)) ^ x
  x = (x + k2) | 0
  y = (y + ((k0 + 2) | 0)) | 0
  x = (x + y) | 0
  y = ((y << 13) | (y >>> 19)) ^ x
  x = (x + y) | 0
  y = ((y << 15) | (y >>> 17)) ^ x
  x = (x + y) | 0
  y = ((y << 26) | (y >>> 6)) ^ x
  x = (x + y) | 0
  y = ((y << 6) | (y >>> 26)) ^ x
  x = (x + k0) | 0
  y = (y + ((k1 + 3) | 0)) | 0
  x = (x + y) | 0
  y = ((y << 17) | (y >>> 15)) ^ x
  words[0] = x
  words[1] = y
  return ((x >>> 6) * 67108864 + (y >>> 6) + 0.5) * 2.220446049250313e-16
}
