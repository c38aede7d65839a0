/** The request that is looked at: its route in ink, a ring around it, a few words; dashed when it is a twin. */

import type { PlaceBox } from '../layout/places.ts'
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
  for (const edge of request.way.edges) {
    const route = layout.routes[layout.routeOfEdge[edge] as number]
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
  const last = lastBox(scene, request)
  const gateX = last?.kind === 'target' ? last.box.x : layout.widthPx
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

/** The last box on its way that is not its client's. */
const lastBox = ({ layout }: Scene, { way }: ShownRequest): PlaceBox | undefined =>
  layout.boxes[way.places.slice(1).at(-1) ?? -1]

/** Where its dot is; at the gate of its target when it is not there yet, or no longer. */
function pointOf(
  scene: Scene,
  request: ShownRequest,
): { readonly x: number; readonly y: number; readonly isThere: boolean } | null {
  const { dots } = scene.frame
  for (let i = 0; i < dots.count; i++) {
    const x = dots.x[i] as number
    if (dots.row[i] === request.row && !Number.isNaN(x))
      return { x, y: dots.y[i] as number, isThere: true }
  }
  const last = lastBox(scene, request)
  return last === undefined ? null : { x: last.box.x - 8, y: last.box.y, isThere: false }
}
