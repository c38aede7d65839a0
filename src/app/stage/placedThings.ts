/** The resolvers, clients, nodes, targets and hosts of a layout, and what is behind, as boxes that one can focus and click, and the walk among them. */
import { DEPENDENCY_ID } from '../../scenario/things/dependency.ts'
import { PROVIDER_ID } from '../../scenario/things/login.ts'
import type { Names } from '../../trace/schema.ts'
import type { StageLayout } from '../../view/layout.ts'

/** From left to right. */
const COLUMNS = [
  'resolver',
  'client',
  'node',
  'identity-provider',
  'target',
  'host',
  'dependency',
] as const

export interface PlacedThing {
  readonly key: string
  readonly kind: (typeof COLUMNS)[number]
  readonly id: string
  /** Left upper corner and size, in pixels of the stage. */
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
}

const REACH_PX = 8
const CLIENT_PX = 56

/** Resolvers and nodes are made `leastPx` wide and high at least, as fingers need them. */
export function placedThings(
  layout: StageLayout,
  names: Names,
  leastPx: number,
): readonly PlacedThing[] {
  const resolvers = layout.resolvers.map(({ id, x, y, r }) => {
    const size = Math.max(leastPx, 2 * r + REACH_PX)
    return place('resolver', id, {
      x: x - size / 2,
      y: y - size / 2,
      widthPx: size,
      heightPx: size,
    })
  })
  const clients = layout.populations.map(({ id, x, y, heightPx }) => {
    const tall = Math.max(heightPx, 24)
    return place('client', id, {
      x: Math.max(0, x - REACH_PX),
      y: y - tall / 2,
      widthPx: CLIENT_PX,
      heightPx: tall,
    })
  })
  const nodes = layout.nodes.map(({ index, x, y, sizePx, heightPx }) => {
    const size = Math.max(leastPx, sizePx + REACH_PX)
    const tall = Math.max(leastPx, heightPx + REACH_PX)
    const corner = { x: x - size / 2, y: y - tall / 2 }
    return place('node', names.nodes[index]?.id ?? '', { ...corner, widthPx: size, heightPx: tall })
  })
  const targets = layout.targets.map(({ id, x, y, rowPx, widthPx }) =>
    place('target', id, { x: x - 4, y: y - rowPx / 2, widthPx: widthPx + 4, heightPx: rowPx }),
  )
  const hosts = layout.hosts.map((box) => place('host', box.id, box))
  const behind =
    layout.dependency === null ? [] : [place('dependency', DEPENDENCY_ID, layout.dependency)]
  const { provider } = layout
  const providers = provider === null ? [] : [round(provider, leastPx)]
  return [...resolvers, ...clients, ...nodes, ...providers, ...targets, ...hosts, ...behind]
}

function round({ x, y, r }: NonNullable<StageLayout['provider']>, leastPx: number): PlacedThing {
  const size = Math.max(leastPx, 2 * r + REACH_PX)
  const corner = { x: x - size / 2, y: y - size / 2 }
  return place('identity-provider', PROVIDER_ID, {
    ...corner,
    widthPx: size,
    heightPx: size,
  })
}

const place = (
  kind: PlacedThing['kind'],
  id: string,
  box: Pick<PlacedThing, 'x' | 'y' | 'widthPx' | 'heightPx'>,
): PlacedThing => ({ key: `${kind}-${id}`, kind, id, ...box })

/** Where an arrow key leads: left and right along the way, up and down among siblings; null for other keys. */
export function nextThing(
  things: readonly PlacedThing[],
  from: PlacedThing,
  key: string,
): PlacedThing | null {
  const siblings = things.filter(({ kind }) => kind === from.kind)
  const at = siblings.indexOf(from)
  switch (key) {
    case 'ArrowDown':
      return siblings[Math.min(at + 1, siblings.length - 1)] ?? null
    case 'ArrowUp':
      return siblings[Math.max(at - 1, 0)] ?? null
    case 'Home':
      return siblings[0] ?? null
    case 'End':
      return siblings.at(-1) ?? null
    case 'ArrowRight':
      return nearest(things, from, 1)
    case 'ArrowLeft':
      return nearest(things, from, -1)
    default:
      return null
  }
}

/** The thing in the next column that has any, at the most similar height. */
function nearest(things: readonly PlacedThing[], from: PlacedThing, step: 1 | -1): PlacedThing {
  const middle = (thing: PlacedThing): number => thing.y + thing.heightPx / 2
  for (let c = COLUMNS.indexOf(from.kind) + step; c >= 0 && c < COLUMNS.length; c += step) {
    const column = things.filter(({ kind }) => kind === COLUMNS[c])
    if (column.length === 0) continue
    return column.reduce((best, thing) =>
      Math.abs(middle(thing) - middle(from)) < Math.abs(middle(best) - middle(from)) ? thing : best,
    )
  }
  return from
}
