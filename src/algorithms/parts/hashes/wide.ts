/** Whole numbers of 64 bits as two halves of 32, since a double holds 53. The last product or sum stands in `wide`. */
export const wide = { high: 0, low: 0 }

/** The upper half of a product of two unsigned halves. */
function upper(a: number, b: number): number {
  const a0 = a & 0xffff
  const a1 = a >>> 16
  const b0 = b & 0xffff
  const b1 = b >>> 16
  const w1 = a1 * b0 + ((a0 * b0) >>> 16)
  const w2 = a0 * b1 + (w1 & 0xffff)
  return (a1 * b1 + Math.floor(w1 / 65_536) + Math.floor(w2 / 65_536)) | 0
}

export function multiply(aHigh: number, aLow: number, bHigh: number, bLow: number): void {
  wide.high = (upper(aLow, bLow) + Math.imul(aHigh, bLow) + Math.imul(aLow, bHigh)) | 0
  wide.low = Math.imul(aLow, bLow)
}

export function add(aHigh: number, aLow: number, bHigh: number, bLow: number): void {
  const low = (aLow >>> 0) + (bLow >>> 0)
  wide.low = low | 0
  wide.high = (aHigh + bHigh + (low > 0xffff_ffff ? 1 : 0)) | 0
}

/** Turns `wide` left by 1 to 31 bits. */
export function turnLeft(bits: number): void {
  const { high, low } = wide
  wide.high = (high << bits) | (low >>> (32 - bits))
  wide.low = (low << bits) | (high >>> (32 - bits))
}

/** What is left when `wide` is divided by less than 2^21. */
export const restOf = (
  { high, low }: { readonly high: number; readonly low: number },
  by: number,
): number => (((high >>> 0) % by) * (4_294_967_296 % by) + ((low >>> 0) % by)) % by
