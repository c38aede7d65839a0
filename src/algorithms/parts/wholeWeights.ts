/**
 * Weights as whole numbers, for balancers that know no others: 0.5 and 1 are 1 and 2. At most 256, the greatest of
 * HAProxy; of weights that do not fit, the greatest becomes 256 and the others keep their proportion as well as that
 * allows (model). A weight above 0 stays above 0.
 */
const GREATEST = 256
const SCALES = [1, 10, 100, 1000]

interface Weighted {
  readonly usable: readonly number[]
  weight(target: number): number
}

/** What to multiply the weights of the usable targets by, before they are rounded. */
export function wholeScale(view: Weighted): number {
  let greatest = 0
  for (const target of view.usable) greatest = Math.max(greatest, view.weight(target))
  const exact = SCALES.find((scale) => view.usable.every((each) => isWhole(view, each, scale)))
  const scale = exact ?? 1000
  return greatest * scale <= GREATEST ? scale : GREATEST / greatest
}

const isWhole = (view: Weighted, target: number, scale: number): boolean => {
  const scaled = view.weight(target) * scale
  return Math.abs(scaled - Math.round(scaled)) < 1e-6
}

export const wholeWeight = (weight: number, scale: number): number =>
  weight === 0 ? 0 : Math.max(1, Math.round(weight * scale))

/** The greatest common divisor of the whole weights of the usable targets; 1 if all are 0. */
export function commonDivisor(view: Weighted, scale: number): number {
  let divisor = 0
  for (const target of view.usable) {
    let rest = wholeWeight(view.weight(target), scale)
    while (rest > 0) {
      const next = divisor % rest
      divisor = rest
      rest = next
    }
  }
  return Math.max(1, divisor)
}
