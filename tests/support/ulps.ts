const float = new Float64Array(1)
const whole = new BigInt64Array(float.buffer)

/** How many floats lie between two numbers of one sign: 0 when they are the same number. */
export function ulpsBetween(a: number, b: number): number {
  if (Object.is(a, b)) return 0
  if (Number.isNaN(a) || Number.isNaN(b)) return Infinity
  const distance = Number(orderOf(a) - orderOf(b))
  return distance < 0 ? -distance : distance
}

/** The place of a number in the order of all floats; both zeros have the same. */
function orderOf(x: number): bigint {
  float[0] = x
  const bits = whole[0] as bigint
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits
}
