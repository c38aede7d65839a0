/** What stays at full ink while something is pointed at: the thing, its routes, and what they lead to. */
import { NO_PLACE } from '../layout/routes.ts'
import type { StageLayout } from '../layout.ts'

/** A thing on a stage; indices are those of the trace's names. */
export type StageThing =
  | { readonly kind: 'client'; readonly index: number }
  | { readonly kind: 'node'; readonly index: number }
  | { readonly kind: 'target'; readonly index: number }
  | { readonly kind: 'resolver'; readonly index: number }
  | { readonly kind: 'host'; readonly index: number }
  | { readonly kind: 'dependency'; readonly index: number }
  | { readonly kind: 'identity-provider'; readonly index: number }

export interface Focus {
  readonly routes: readonly boolean[]
  /** By the number of a place. */
  readonly places: readonly boolean[]
}

/** The rest is drawn at this strength. */
export const FADED = 0.4

export function focusOf(layout: StageLayout, thing: StageThing | null): Focus | null {
  const { firstNode, firstTarget } = layout.edges.places
  const firsts: Readonly<Partial<Record<StageThing['kind'], number>>> = {
    client: 0,
    node: firstNode,
    target: firstTarget,
  }
  const first = thing === null ? undefined : firsts[thing.kind]
  // Others have no routes.
  if (thing === null || first === undefined) return null
  const place = first + thing.index
  const routes = layout.routes.map(({ from, to }) => from === place || to === place)
  const places = layout.boxes.map((_, p) => p === place)
  layout.routes.forEach(({ from, to }, r) => {
    if (!routes[r]) return
    places[from] = true
    if (to !== NO_PLACE) places[to] = true
  })
  return { routes, places }
}

export const strengthOf = (focus: Focus | null, place: number): number =>
  focus === null || focus.places[place] === true ? 1 : FADED

export const routeStrengthOf = (focus: Focus | null, route: number): number =>
  focus === null || focus.routes[route] === true ? 1 : FADED
