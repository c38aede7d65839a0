/** The rules of a node as ports on its right edge: the priority of each; a hook and its status where it answers itself. */
import { type PlacedPort, PORT_HALF_PX } from '../layout/rules.ts'
import type { NodeBox } from '../layout/zones.ts'
import { write } from './pen.ts'
import type { Scene } from './scene.ts'

const PORT_HEIGHT_PX = 13
const HOOK_PX = 9

export function paintPorts(scene: Scene, node: NodeBox): void {
  const x = node.x + node.sizePx / 2
  for (const port of node.ports) {
    paintPort(scene, port, x)
    if (port.status !== null) paintHook(scene, port, x + PORT_HALF_PX)
  }
}

function paintPort({ pen, options }: Scene, { rule, label, y }: PlacedPort, x: number): void {
  const { ctx, palette } = pen
  const isTaken = options.request?.rule === rule
  ctx.beginPath()
  ctx.roundRect(x - PORT_HALF_PX, y - PORT_HEIGHT_PX / 2, 2 * PORT_HALF_PX, PORT_HEIGHT_PX, 3)
  ctx.fillStyle = isTaken ? palette.accent : palette.bg
  ctx.fill()
  ctx.strokeStyle = isTaken ? palette.accent : palette.mark
  ctx.lineWidth = 1
  ctx.stroke()
  write(pen, { text: label, x, y, colour: isTaken ? palette.bg : palette.text2, align: 'center' })
}

/** Out to the right and back: no target is asked. */
function paintHook({ pen }: Scene, { y, status }: PlacedPort, x: number): void {
  const { ctx, palette } = pen
  ctx.strokeStyle = palette.mark
  ctx.lineWidth = 1
  ctx.beginPath()
  ctx.moveTo(x, y - 2)
  ctx.lineTo(x + HOOK_PX - 3, y - 2)
  ctx.arc(x + HOOK_PX - 3, y + 0.5, 2.5, -Math.PI / 2, Math.PI / 2)
  ctx.lineTo(x + 3, y + 3)
  ctx.stroke()
  write(pen, { text: status ?? '', x: x + HOOK_PX + 3, y, colour: palette.text3, hasPill: true })
}
