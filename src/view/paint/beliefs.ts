/**
 * What a node believes of each target, as a row of cells below it, where targets come and go: full where it sends, filled
 * from below in slow start, dashed blue where it has heard that the target leaves, red where it sends to one that has
 * gone. Below them, how far it is behind.
 */
import { edgeBetween, NO_EDGE } from '../../analysis/scene/edges.ts'
import { DRAINING, HEALTHY, UNUSED } from '../../model/health.ts'
import { secondsBehind } from '../describeFrame.ts'
import type { NodeBox } from '../layout/zones.ts'
import { cross, write } from './pen.ts'
import type { Scene } from './scene.ts'

const CELL_PX = 7
const PITCH_PX = 10
/** Below the node: where the cells begin, and the middle of the words below them. */
const CELLS_BELOW_PX = 5
export const WORDS_BELOW_CELLS_PX = 22

/** Whether there is room for the cells of a node, and anything to say in them. */
export const hasBeliefs = ({ layout }: Scene, node: NodeBox): boolean =>
  layout.hasBeliefs && node.sizePx > 20

export function paintBeliefs(scene: Scene, node: NodeBox): void {
  const { pen, layout, frame } = scene
  const { firstNode, firstTarget } = layout.edges.places
  const edges = layout.targets.flatMap(({ index }) => {
    const edge = edgeBetween(layout.edges, firstNode + node.index, firstTarget + index)
    return edge === NO_EDGE ? [] : [{ edge, target: index }]
  })
  const left = Math.round(node.x - ((edges.length - 1) * PITCH_PX + CELL_PX) / 2)
  const top = Math.round(node.y + node.heightPx / 2) + CELLS_BELOW_PX
  edges.forEach(({ edge, target }, i) => {
    paintCell(scene, { edge, target, x: left + i * PITCH_PX, y: top })
  })
  const behind = secondsBehind(layout, frame, node.index)
  if (behind === null) return
  const { palette } = pen
  write(pen, {
    text: `${behind.seconds.toFixed(1)} s behind`,
    x: node.x,
    y: node.y + node.heightPx / 2 + WORDS_BELOW_CELLS_PX,
    colour: behind.isCostly ? palette.errText : palette.drainText,
    align: 'center',
    hasPill: true,
  })
}

interface Cell {
  readonly edge: number
  readonly target: number
  readonly x: number
  readonly y: number
}

function paintCell({ pen, frame }: Scene, { edge, target, x, y }: Cell): void {
  const { ctx, palette } = pen
  const health = frame.health[edge]
  ctx.lineWidth = 1
  ctx.fillStyle = palette.bg
  ctx.fillRect(x, y, CELL_PX, CELL_PX)
  if (health === HEALTHY) {
    const refuses = frame.isDown[target] === 1 || frame.isStopping[target] === 1
    const leftUs = (frame.slowUntilUs[edge] as number) - frame.tUs
    const share = leftUs > 0 ? slowShare(frame.slowFromUs[edge] as number, frame.tUs, leftUs) : 1
    ctx.fillStyle = refuses ? palette.err : palette.mark
    ctx.fillRect(x, y + CELL_PX * (1 - share), CELL_PX, CELL_PX * share)
    if (!refuses) return
    ctx.strokeStyle = palette.bg
    ctx.beginPath()
    cross(ctx, x + CELL_PX / 2, y + CELL_PX / 2, 2)
    ctx.stroke()
    return
  }
  ctx.strokeStyle = health === DRAINING || health === UNUSED ? palette.drain : palette.mark
  ctx.setLineDash([2, 1.5])
  ctx.strokeRect(x + 0.5, y + 0.5, CELL_PX - 1, CELL_PX - 1)
  ctx.setLineDash([])
}

/** How much of its share it has, in a straight line from when it began. */
const slowShare = (fromUs: number, nowUs: number, leftUs: number): number =>
  (nowUs - fromUs) / (nowUs - fromUs + leftUs)
