/**
 * A share as percent, without the sign: in digits that matter, never 0 or 100 for what only comes near, and in one
 * form: `0`, `0.0014`, `0.86`, `12.4`, `99.9986`, `100`.
 */
export function percentText(ratio: number): string {
  const percent = ratio * 100
  // Of nearly everything the rest is what matters.
  const rest = percent < 100 ? Math.min(percent, 100 - percent) : percent
  if (rest === 0) return String(percent)
  const text = percent.toFixed(decimalsFor(rest))
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

const DECIMALS_MAX = 12

/** One from ten on, else two, and of very little so many that two digits are no zeros. */
function decimalsFor(percent: number): number {
  if (percent >= 100) return 0
  if (percent >= 10) return 1
  let decimals = 2
  for (let size = percent; size < 0.1 && decimals < DECIMALS_MAX; size *= 10) decimals++
  return decimals
}
