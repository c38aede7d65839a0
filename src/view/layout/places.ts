/** The places of a lane as boxes on a stage, and in which column each of them stands. */
import type { Edges, Places } from '../../analysis/scene/edges.ts'
import type { PopulationBox } from './clients.ts'
import type { TargetBox } from './targets.ts'
import type { NodeBox } from './zones.ts'

export type PlaceBox =
  | { readonly kind: 'client'; readonly box: PopulationBox }
  | { readonly kind: 'node'; readonly box: NodeBox }
  | { readonly kind: 'target'; readonly box: TargetBox }

/** By place; undefined for a node that nobody sends to, which is not drawn. */
export type PlaceBoxes = readonly (PlaceBox | undefined)[]

export function boxesOf(
  { firstNode, firstTarget, count }: Places,
  things: {
    readonly populations: readonly PopulationBox[]
    readonly nodes: readonly NodeBox[]
    readonly targets: readonly TargetBox[]
  },
): PlaceBoxes {
  const boxes: (PlaceBox | undefined)[] = new Array(count).fill(undefined)
  for (const box of things.populations) boxes[box.index] = { kind: 'client', box }
  for (const box of things.nodes) boxes[firstNode + box.index] = { kind: 'node', box }
  for (const box of things.targets) boxes[firstTarget + box.index] = { kind: 'target', box }
  return boxes
}

/**
 * By place: how many edges it is away from the clients, at the most; 0 for clients, and for a node that nobody sends
 * to. Requests thus run from left to right, whatever they come through.
 */
export function depthsOf({ from, to, count, places }: Edges): Uint8Array {
  const depths = new Uint8Array(places.count)
  // No way is longer than there are nodes; in a circle the depth would grow for ever.
  for (let round = places.firstNode; round <= places.firstTarget; round++) {
    let isSettled = true
    for (let edge = 0; edge < count; edge++) {
      const depth = (depths[from[edge] as number] as number) + 1
      const end = to[edge] as number
      if (depth <= (depths[end] as number)) continue
      depths[end] = depth
      isSettled = false
    }
    if (isSettled) break
  }
  return depths
}
