/**
 * One lane's stage: everything that a frame says, at the places that a layout gives, in the colours of a palette.
 * Draw order: zones, routes, structure, queues, dots, resolvers, labels, selection.
 */
import type { Frame } from './frame/model.ts'
import { placeFrame } from './frame/placeFrame.ts'
import type { StageLayout } from './layout.ts'
import { paintClients } from './paint/clients.ts'
import { paintDependency } from './paint/dependency.ts'
import { paintDots } from './paint/dots.ts'
import { paintFailures } from './paint/failures.ts'
import { focusOf } from './paint/focus.ts'
import { paintDoors, paintGroupNames } from './paint/groups.ts'
import { paintHosts } from './paint/hosts.ts'
import { paintHoverName } from './paint/hoverName.ts'
import { paintLegend } from './paint/legend.ts'
import { paintNodes } from './paint/nodes.ts'
import { makePen, write } from './paint/pen.ts'
import { paintProvider } from './paint/provider.ts'
import { paintQueues, paintQueueWords } from './paint/queues.ts'
import { paintResolvers } from './paint/resolvers.ts'
import { paintRoutes } from './paint/routes.ts'
import type { Scene, StageOptions } from './paint/scene.ts'
import { paintSelection } from './paint/selection.ts'
import { paintTargets, paintTargetWords } from './paint/targets.ts'
import type { Palette } from './palette.ts'

/** Words that are nearer to each other, from line to line, touch. */
const WORDS_PX = 16

export function paintStage(
  ctx: CanvasRenderingContext2D,
  layout: StageLayout,
  frame: Frame,
  palette: Palette,
  options: StageOptions,
): void {
  const { dpr } = options
  placeFrame(layout, frame)
  const pen = makePen(ctx, palette, dpr)
  const focus = focusOf(layout, options.hover)
  const scene: Scene = { pen, layout, frame, options, focus }
  ctx.setTransform(dpr, 0, 0, dpr, 0, 0)
  ctx.globalAlpha = 1
  ctx.setLineDash([])
  ctx.lineCap = 'butt'
  paintZones(scene)
  paintRoutes(scene)
  paintClients(scene)
  paintNodes(scene)
  paintDoors(scene)
  paintHosts(scene)
  paintTargets(scene)
  paintDependency(scene)
  paintQueues(scene)
  if (options.bandShare < 1) paintDots(scene)
  paintFailures(scene)
  paintResolvers(scene)
  paintProvider(scene)
  paintWords(scene)
  paintSelection(scene)
  paintHoverName(scene)
}

function paintZones({ pen, layout }: Scene): void {
  const { ctx, palette } = pen
  ctx.fillStyle = palette.bg
  ctx.fillRect(0, 0, layout.widthPx, layout.heightPx)
  for (const zone of layout.zones) {
    if (zone.isTinted) {
      ctx.fillStyle = palette.bgZone
      ctx.fillRect(zone.x, zone.y, zone.widthPx, zone.heightPx)
    }
    if (zone.y > 0) {
      ctx.fillStyle = zone.beginsRegion ? palette.lineStrong : palette.lineFaint
      ctx.fillRect(zone.x, zone.y, zone.widthPx, 1)
    }
  }
}

/** Where the names of clients end that stand on about this line; 0 where there are none. */
function clientWordsEnd({ pen, layout }: Scene, y: number): number {
  pen.ctx.font = pen.fonts.strong
  let end = 0
  for (const { name, id } of layout.populations) {
    if (name === null || Math.abs(name.y - y) >= WORDS_PX) continue
    end = Math.max(end, name.x + pen.ctx.measureText(id).width)
  }
  return end
}

function paintWords(scene: Scene): void {
  const { pen, layout } = scene
  for (const zone of layout.zones) {
    if (!zone.hasLabel) continue
    const y = zone.y + 14
    const x = Math.max(zone.x + 6, clientWordsEnd(scene, y) + 8)
    write(pen, { text: zone.label, x, y, colour: pen.palette.text3 })
  }
  for (const box of layout.populations) {
    if (box.name === null) continue
    const { x, y, isOneLine } = box.name
    const { text, text2 } = pen.palette
    write(pen, { text: box.id, x, y, colour: text, weight: 'strong', hasPill: true })
    const after = isOneLine ? pen.ctx.measureText(box.id).width + 6 : 0
    const rateY = isOneLine ? y : y + 15
    const isOver = box.fault >= 0 && scene.frame.isActive[box.fault] !== 1
    const rate = isOver ? 'not now' : box.rateText
    write(pen, { text: rate, x: x + after, y: rateY, colour: text2, hasPill: true })
  }
  paintTargetWords(scene)
  paintGroupNames(scene)
  paintQueueWords(scene)
  if (scene.options.hasLegend && layout.detail.legendPx > 0) paintLegend(scene)
}
