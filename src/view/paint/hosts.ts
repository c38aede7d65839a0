/** Hosts: a frame around the containers of each, and a bar that fills with the cores that are at work. */
import { formatCount } from '../format.ts'
import type { HostBox } from '../layout/hosts.ts'
import { strengthOf } from './focus.ts'
import { isOut } from './isOut.ts'
import { TEXT_PX } from './pen.ts'
import type { Scene } from './scene.ts'

export function paintHosts(scene: Scene): void {
  for (const box of scene.layout.hosts) paintHost(scene, box)
  scene.pen.ctx.globalAlpha = 1
}

function paintHost(scene: Scene, box: HostBox): void {
  const { pen, frame, options, focus } = scene
  const { ctx, palette } = pen
  const { x, y, widthPx, heightPx, frameX, cores } = box
  const working = frame.hostWork[box.index] as number
  const isGone = box.containers.every((target) => isOut(scene, target))
  const isShort = working > cores
  const isHovered = options.hover?.kind === 'host' && options.hover.index === box.index
  ctx.globalAlpha = isHovered ? 1 : strengthOf(focus, -1)
  ctx.lineWidth = 1
  ctx.strokeStyle = palette.lineStrong
  ctx.beginPath()
  ctx.roundRect(frameX, y, x + widthPx - frameX, heightPx, 4)
  ctx.stroke()
  ctx.beginPath()
  ctx.roundRect(x, y, widthPx, heightPx, [0, 4, 4, 0])
  ctx.fillStyle = isGone ? palette.errWash : palette.bg
  ctx.fill()
  ctx.save()
  ctx.clip()
  const fillPx = heightPx * Math.min(1, working / cores)
  ctx.fillStyle = isShort ? palette.slowWash : palette.slot
  ctx.fillRect(x, y + heightPx - fillPx, widthPx, fillPx)
  ctx.restore()
  ctx.strokeStyle = isSelected(scene, box.index)
    ? palette.accent
    : isGone
      ? palette.err
      : isShort
        ? palette.slow
        : palette.lineStrong
  ctx.lineWidth = 1.5
  ctx.stroke()
  const share = isGone ? 'out' : `${formatCount(working)}/${formatCount(cores)}`
  ctx.fillStyle = isGone ? palette.errText : isShort ? palette.slowText : palette.text
  writeUp(scene, box, [`${box.id} ${share}`, share])
}

const isSelected = ({ options }: Scene, index: number): boolean =>
  options.selection?.kind === 'host' && options.selection.index === index

/** The first of the texts for which there is room, read from below as the spine of a book. */
function writeUp({ pen }: Scene, box: HostBox, texts: readonly string[]): void {
  const { ctx } = pen
  ctx.font = pen.fonts.strong
  const text = texts.find((one) => ctx.measureText(one).width <= box.heightPx - TEXT_PX / 2)
  if (text === undefined) return
  ctx.save()
  ctx.translate(box.x + box.widthPx / 2 + 1, box.y + box.heightPx / 2)
  ctx.rotate(-Math.PI / 2)
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText(text, 0, 0)
  ctx.restore()
}
