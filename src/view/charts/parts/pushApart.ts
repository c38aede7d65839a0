/**
 * Moves labels that are too close until they are not: they keep their order and stay within bounds.
 * A label that has room stays where it is.
 */
export function pushApart(
  wanted: readonly number[],
  bounds: { readonly apartPx: number; readonly top: number; readonly bottom: number },
): number[] {
  const { apartPx, top, bottom } = bounds
  const order = wanted
    .map((_, i) => i)
    .sort((a, b) => (wanted[a] as number) - (wanted[b] as number))
  const placed = wanted.slice()
  let least = top
  for (const i of order) {
    placed[i] = Math.max(wanted[i] as number, least)
    least = (placed[i] as number) + apartPx
  }
  // What has been pushed below the bottom pushes back upwards.
  let most = bottom
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i] as number, most)
    most = (placed[i] as number) - apartPx
  }
  return placed
}
