/** What is under the pointer: a request, or one of the things that stand on the stage. */
import { DOES, type Frame } from './frame/model.ts'
import type { TargetBox } from './layout/targets.ts'
import type { StageLayout } from './layout.ts'
import type { StageThing } from './paint/focus.ts'

export type Hit = StageThing | { readonly kind: 'request'; readonly row: number }

export interface Pointer {
  readonly x: number
  readonly y: number
  /** How near a dot must be: 8 for a mouse, about 22 for a finger. */
  readonly radiusPx: number
}

/** Radius within which a mouse means a dot. */
export const MOUSE_RADIUS_PX = 8

/** A dot, when one is near; else the thing there, else nothing. The frame must have been painted. */
export function hitTest(layout: StageLayout, frame: Frame, pointer: Pointer): Hit | null {
  const thing = thingAt(layout, pointer)
  // Behind a gate dots sit in their slots: there one must aim at them, for the row means the target.
  const reachPx = thing === null ? pointer.radiusPx : Math.min(pointer.radiusPx, 5)
  const row = nearestRow(frame, pointer, reachPx)
  return row === null ? thing : { kind: 'request', row }
}

function nearestRow(frame: Frame, { x, y }: Pointer, reachPx: number): number | null {
  const { dots } = frame
  if (frame.mode === 'bands') return null
  let nearest = -1
  let best = reachPx * reachPx
  for (let i = 0; i < dots.count; i++) {
    const dx = (dots.x[i] as number) - x
    const dy = (dots.y[i] as number) - y
    const distance = dx * dx + dy * dy
    // Of a dot that is not drawn x is NaN, and the comparison false.
    const isNearer = distance < best || (distance === best && dots.does[i] === DOES.slot)
    if (!isNearer) continue
    best = distance
    nearest = i
  }
  return nearest < 0 ? null : (dots.row[nearest] as number)
}

/** Things are at least as big as the pointer, so that a finger finds them too. */
function thingAt(layout: StageLayout, { x, y, radiusPx }: Pointer): StageThing | null {
  const slack = Math.max(2, radiusPx - 8)
  for (const node of layout.nodes) {
    const halfWidth = node.sizePx / 2 + slack
    const halfHeight = node.heightPx / 2 + slack
    if (Math.abs(x - node.x) <= halfWidth && Math.abs(y - node.y) <= halfHeight) {
      return { kind: 'node', index: node.index }
    }
  }
  for (const box of layout.resolvers) {
    if (Math.hypot(x - box.x, y - box.y) <= box.r + 3 + slack) {
      return { kind: 'resolver', index: box.index }
    }
  }
  for (const box of layout.targets) {
    if (isInTarget(box, x, y)) return { kind: 'target', index: box.index }
  }
  for (const { index, x: left, y: top, widthPx, heightPx } of layout.hosts) {
    const isBeside = x >= left - 2 && x <= left + widthPx + slack
    if (isBeside && y >= top && y <= top + heightPx) return { kind: 'host', index }
  }
  const { dependency: behind, provider } = layout
  if (provider !== null && Math.hypot(x - provider.x, y - provider.y) <= provider.r + 3 + slack) {
    return { kind: 'identity-provider', index: 0 }
  }
  if (behind !== null && x >= behind.x - slack) return { kind: 'dependency', index: 0 }
  for (const box of layout.populations) {
    const top = box.name === null ? box.y - box.heightPx / 2 : box.name.y - 8
    const isBeside = x >= box.x - 6 && x <= box.x + box.widthPx + 6 + slack
    const isInName = box.name !== null && x <= box.x + 72 && y <= box.y - box.heightPx / 2
    if (y >= top - 2 && y <= box.y + box.heightPx / 2 + 2 && (isBeside || isInName)) {
      return { kind: 'client', index: box.index }
    }
  }
  return null
}

function isInTarget(box: TargetBox, x: number, y: number): boolean {
  const left = box.form === 'cell' ? box.x : box.x - 4
  return x >= left && x <= left + box.widthPx + 4 && Math.abs(y - box.y) <= box.rowPx / 2
}
