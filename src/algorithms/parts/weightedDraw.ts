/** One of the usable targets, drawn in proportion to the weights; null when none has any. */
interface Weighted {
  readonly usable: readonly number[]
  weight(target: number): number
}

/** `u` is uniform in (0, 1). */
export function drawnByWeight(view: Weighted, u: number): number | null {
  const { usable } = view
  let total = 0
  for (let i = 0; i < usable.length; i++) total += view.weight(usable[i] as number)
  let left = u * total
  let last: number | null = null
  for (let i = 0; i < usable.length; i++) {
    const target = usable[i] as number
    const weight = view.weight(target)
    if (weight === 0) continue
    last = target
    if (left < weight) return target
    left -= weight
  }
  return last
}
