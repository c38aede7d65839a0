/** The request that is looked at: its route in ink, a ring around it, a few words; dashed when it is a twin. */

import {
  type Legs,
  legStraight,
  legsOf,
  legToNode,
  legToTarget,
} from '../../analysis/scene/edges.ts'
import { NONE } from '../../trace/schema.ts'
import { write } from './pen.ts'
import { followCurve } from './routes.ts'
import type { Scene, ShownRequest } from './scene.ts'

export function paintSelection(scene: Scene): void {
  const { request } = scene.options
  if (request === null) return
  const { pen, layout } = scene
  const { ctx, palette } = pen
  ctx.strokeStyle = palette.accent
  ctx.lineWidth = 1.5
  if (request.isTwin) ctx.setLineDash([3, 2.5])
  for (const leg of legsTaken(scene, request)) {
    const route = layout.routes[layout.routeOfLeg[leg] as number]
    if (route === undefined) continue
    ctx.beginPath()
    followCurve(ctx, route)
    ctx.stroke()
  }
  ctx.setLineDash([])
  const at = pointOf(scene, request)
  if (at === null) return
  ctx.beginPath()
  ctx.arc(at.x, at.y, 5.5, 0, Math.PI * 2)
  if (!at.isThere) {
    ctx.fillStyle = palette.bg
    ctx.fill()
  }
  ctx.lineWidth = 2
  ctx.stroke()
  ctx.font = pen.fonts.strong
  const halfPx = ctx.measureText(request.label).width / 2 + 8
  // Before a gate the words stay before it, off the load bar behind it.
  const gateX = layout.targets[request.target]?.x ?? layout.widthPx
  const right = at.x < gateX ? gateX : layout.widthPx
  write(pen, {
    text: request.label,
    x: Math.max(Math.min(at.x, right - halfPx), halfPx),
    y: at.y < layout.heightPx - 40 ? at.y + 20 : at.y - 20,
    colour: palette.text,
    weight: 'strong',
    align: 'center',
    hasPill: true,
  })
}

function legsTaken({ layout }: Scene, request: ShownRequest): readonly number[] {
  const legs: Legs = legsOf({
    populations: layout.populations.length,
    nodes: layout.nodes.length,
    targets: layout.targets.length,
  })
  const { population, node, target } = request
  if (legs.nodes === 0) return target === NONE ? [] : [legStraight(legs, population, target)]
  if (node === NONE) return []
  const first = legToNode(legs, population, node)
  return target === NONE ? [first] : [first, legToTarget(legs, node, target)]
}

/** Where its dot is; at the gate of its target when it is not there yet, or no longer. */
function pointOf(
  { layout, frame }: Scene,
  request: ShownRequest,
): { readonly x: number; readonly y: number; readonly isThere: boolean } | null {
  const { dots } = frame
  for (let i = 0; i < dots.count; i++) {
    const x = dots.x[i] as number
    if (dots.row[i] === request.row && !Number.isNaN(x))
      return { x, y: dots.y[i] as number, isThere: true }
  }
  const box = layout.targets[request.target] ?? layout.nodes[request.node]
  return box === undefined ? null : { x: box.x - 8, y: box.y, isThere: false }
}
