/** Numbers in the sentences of an import. */

/** `29,196`. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** `1 line`, `2 lines`. */
export const counted = (count: number, word: string): string =>
  `${grouped(count)} ${word}${count === 1 ? '' : 's'}`

const UNITS = [
  [86_400_000, 'days'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const

/** A length of time with two or three digits: `1.2 h`, `72 s`, `24 ms`. */
export function spell(ms: number): string {
  for (const [unitMs, unit] of UNITS) {
    if (ms >= unitMs * (unit === 's' ? 1 : 2))
      return `${Number((ms / unitMs).toPrecision(3))} ${unit}`
  }
  return `${Number(ms.toPrecision(3))} ms`
}

/** `71 times faster than it was recorded`, `4 times slower than it was recorded`. */
export const multiple = (factor: number): string =>
  factor >= 1
    ? `${factor} times faster than it was recorded`
    : `${Number((1 / factor).toPrecision(2))} times slower than it was recorded`
