/**
 * Balancer nodes: rounded squares with the letter of their zone, above the tubes that go through them at layer 4.
 */
import { failOpenWords } from '../describeFrame.ts'
import type { NodeBox } from '../layout/zones.ts'
import { hasBeliefs, paintBeliefs, WORDS_BELOW_CELLS_PX } from './beliefs.ts'
import { strengthOf } from './focus.ts'
import { isNodeOut } from './isOut.ts'
import { write } from './pen.ts'
import { paintPorts } from './ports.ts'
import type { Scene } from './scene.ts'

export function paintNodes(scene: Scene): void {
  const { pen, layout, focus } = scene
  const { ctx, palette } = pen
  for (const node of layout.nodes) {
    const isOut = isNodeOut(scene, node.index)
    ctx.globalAlpha = strengthOf(focus, layout.edges.places.firstNode + node.index)
    outline(scene, node, isOut)
    paintPorts(scene, node)
    if (node.isOpen) paintTubes(scene, node)
    write(pen, {
      text: node.letter,
      // Left of its ports, where it has some.
      x: node.ports.length === 0 ? node.x : node.x - LETTER_LEFT_PX,
      y: node.isOpen ? node.y - node.heightPx / 2 - LETTER_ABOVE_PX : node.y,
      colour: isOut ? palette.text3 : palette.text,
      weight: 'letter',
      align: 'center',
    })
    const isTold = !isOut && hasBeliefs(scene, node)
    const words = isOut ? 'zone out' : wordsOf(scene, node.index)
    if (isTold) paintBeliefs(scene, node)
    if (words !== null) {
      write(pen, {
        text: words,
        x: node.x,
        y: node.y + node.heightPx / 2 + (isTold ? WORDS_BELOW_CELLS_PX : 10),
        colour: isOut ? palette.errText : palette.slowText,
        align: 'center',
        hasPill: true,
      })
    }
  }
  ctx.globalAlpha = 1
}

/** What somebody does to it, or what it makes of its targets. */
function wordsOf({ layout, frame }: Scene, node: number): string | null {
  const done = layout.faults.find(
    (fault, f) => frame.isActive[f] === 1 && fault.nodes.includes(node),
  )
  return done?.words ?? failOpenWords(layout, frame, node)
}

const LETTER_LEFT_PX = 6
const LETTER_ABOVE_PX = 9
const TUBE_PITCH_PX = 6

/** Connections go through: hairlines from edge to edge. */
function paintTubes({ pen }: Scene, { x, y, sizePx }: NodeBox): void {
  const { ctx, palette } = pen
  ctx.beginPath()
  for (const step of [-1, 0, 1]) {
    ctx.moveTo(x - sizePx / 2, y + step * TUBE_PITCH_PX)
    ctx.lineTo(x + sizePx / 2, y + step * TUBE_PITCH_PX)
  }
  ctx.strokeStyle = palette.mark
  ctx.lineWidth = 1
  ctx.stroke()
}

function outline({ pen, options }: Scene, node: NodeBox, isOut: boolean): void {
  const { ctx, palette } = pen
  const { sizePx, heightPx } = node
  const isSelected = options.selection?.kind === 'node' && options.selection.index === node.index
  ctx.font = pen.fonts.letter
  // Two letters are wider than the smallest node.
  const widthPx = Math.max(sizePx, Math.ceil(ctx.measureText(node.letter).width) + 8)
  ctx.beginPath()
  const radius = sizePx > 20 ? 5 : 4
  ctx.roundRect(node.x - widthPx / 2, node.y - heightPx / 2, widthPx, heightPx, radius)
  ctx.fillStyle = palette.bg
  ctx.fill()
  ctx.strokeStyle = isOut ? palette.err : isSelected ? palette.accent : palette.mark
  ctx.lineWidth = isSelected ? 2 : 1.5
  if (isOut) ctx.setLineDash([3, 2])
  ctx.stroke()
  ctx.setLineDash([])
}
