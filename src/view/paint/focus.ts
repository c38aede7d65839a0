/** What stays at full ink while something is pointed at: the thing, its routes, and what they lead to. */
import type { StageLayout } from '../layout.ts'

/** A thing on a stage; indices are those of the trace's names. */
export type StageThing =
  | { readonly kind: 'client'; readonly index: number }
  | { readonly kind: 'node'; readonly index: number }
  | { readonly kind: 'target'; readonly index: number }
  | { readonly kind: 'resolver'; readonly index: number }

export interface Focus {
  readonly routes: readonly boolean[]
  readonly targets: readonly boolean[]
  readonly nodes: readonly boolean[]
}

/** The rest is drawn at this strength. */
export const FADED = 0.4

export function focusOf(layout: StageLayout, thing: StageThing | null): Focus | null {
  if (thing === null || thing.kind === 'resolver') return null
  const routes = layout.routes.map(({ kind, from, to }) => {
    if (thing.kind === 'target') return kind !== 'entry' && to === thing.index
    if (thing.kind === 'client') return kind !== 'serve' && from === thing.index
    return (kind === 'entry' && to === thing.index) || (kind === 'serve' && from === thing.index)
  })
  return {
    routes,
    targets: layout.targets.map((_, t) =>
      thing.kind === 'target'
        ? t === thing.index
        : layout.routes.some((route, r) => routes[r] && route.kind !== 'entry' && route.to === t),
    ),
    nodes: layout.nodes.map((_, n) =>
      thing.kind === 'node'
        ? n === thing.index
        : layout.routes.some(
            (route, r) => routes[r] && (route.kind === 'entry' ? route.to === n : route.from === n),
          ),
    ),
  }
}

export const strengthOf = (lit: readonly boolean[] | undefined, index: number): number =>
  lit === undefined || lit[index] === true ? 1 : FADED
