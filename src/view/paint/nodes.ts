/**
 * Balancer nodes: rounded squares with the letter of their zone, above the tubes that go through them at layer 4.
 */
import { failOpenWords } from '../describeFrame.ts'
import { formatCount } from '../format.ts'
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
  return done?.words ?? failOpenWords(layout, frame, node) ?? crowdWords(frame, node)
}

/** How many requests it has, where they are more than one sees at once. */
function crowdWords({ atNode }: Scene['frame'], node: number): string | null {
  const here = atNode[node] as number
  return here < WORDS_FROM ? null : `${formatCount(here)} here`
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

function outline(scene: Scene, node: NodeBox, isOut: boolean): void {
  const { pen, frame, options } = scene
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
  if (!isOut) fillLoad(scene, node, widthPx)
  ctx.strokeStyle = isOut
    ? palette.err
    : isSelected
      ? palette.accent
      : isFull(frame, node.index)
        ? palette.slow
        : palette.mark
  ctx.lineWidth = isSelected ? 2 : 1.5
  if (isOut) ctx.setLineDash([3, 2])
  ctx.stroke()
  ctx.setLineDash([])
}

/** From below, as much as its workers were busy: nothing where what it does takes no time. The outline is the path. */
function fillLoad({ pen, frame }: Scene, node: NodeBox, widthPx: number): void {
  const { ctx, palette } = pen
  const share = Math.min(1, frame.nodeLoad[node.index] as number)
  if (share === 0) return
  const fillPx = node.heightPx * share
  ctx.save()
  ctx.clip()
  ctx.globalAlpha *= FILL_STRENGTH
  ctx.fillStyle = isFull(frame, node.index) ? palette.slow : palette.load
  ctx.fillRect(node.x - widthPx / 2, node.y + node.heightPx / 2 - fillPx, widthPx, fillPx)
  ctx.restore()
}

/** Of the fill, under the letter. */
const FILL_STRENGTH = 0.4
/** Above it a node has no room left for what comes, as a target above its load line. */
const LOAD_LINE = 0.8
/** From so many on what a node has is counted in words. */
const WORDS_FROM = 6

/** Whether requests wait at a node that is busy nearly all the time. */
const isFull = ({ atNode, nodeLoad }: Scene['frame'], node: number): boolean =>
  (nodeLoad[node] as number) >= LOAD_LINE && (atNode[node] as number) >= WORDS_FROM
