/** Queues beyond what dots can show: a block as long as its share of the limit, and how many wait, in words. */

import { formatCount } from '../format.ts'
import { queuePx } from '../frame/placeFrame.ts'
import type { TargetBox } from '../layout/targets.ts'
import { strengthOf } from './focus.ts'
import { type Pen, write } from './pen.ts'
import type { Scene } from './scene.ts'

/** From so many on they are counted in words. */
const WORDS_FROM = 6
/** Where the highest line of them may have its middle, not to be cut off. */
const WORDS_TOP = 9

export function paintQueues(scene: Scene): void {
  const { layout, frame, options, pen, focus } = scene
  const { ctx, palette } = pen
  for (const box of layout.targets) {
    const waiting = frame.waiting[box.index] as number
    if (waiting === 0 || box.form === 'cell') continue
    clearGround(scene, box, waiting)
    if (options.bandShare === 0) continue
    const { columnsMax, pitchPx, abreast, limit } = box.queue
    const widthPx = columnsMax * pitchPx * Math.min(1, waiting / Math.max(1, limit))
    const heightPx = abreast * pitchPx
    ctx.globalAlpha =
      options.bandShare * strengthOf(focus, layout.edges.places.firstTarget + box.index)
    ctx.fillStyle = palette.slow
    ctx.beginPath()
    ctx.roundRect(box.x - 4 - widthPx, box.y - heightPx / 2, widthPx, heightPx, 2)
    ctx.fill()
    ctx.globalAlpha = 1
  }
}

/** A route ends at the tail of the queue: it does not show between those who wait. */
function clearGround({ layout, pen }: Scene, box: TargetBox, waiting: number): void {
  const { ctx, palette } = pen
  const zone = layout.zones.find(({ id }) => id === box.zone)
  const heightPx = box.queue.abreast * box.queue.pitchPx
  const widthPx = queuePx(box, waiting)
  ctx.fillStyle = zone?.isTinted === true ? palette.bgZone : palette.bg
  ctx.fillRect(box.x - 1 - widthPx, box.y - heightPx / 2, widthPx, heightPx)
}

export function paintQueueWords(scene: Scene): void {
  const { layout, frame, pen, focus } = scene
  for (const box of layout.targets) {
    const waiting = frame.waiting[box.index] as number
    if (waiting < WORDS_FROM || box.form === 'cell') continue
    pen.ctx.globalAlpha = strengthOf(focus, layout.edges.places.firstTarget + box.index)
    const isFull = waiting >= box.queue.limit
    const isTight = box.rowPx < 36
    // Before its tail there is but what the queue leaves.
    const roomPx = box.queue.wordsPx - (isTight ? queuePx(box, waiting) + 3 : 0)
    const text = queueWords(pen, { waiting, isFull, isTight, roomPx })
    write(pen, {
      text,
      ...placeOf(box, waiting, isTight),
      colour: pen.palette.slowText,
      weight: 'strong',
      align: 'right',
      hasPill: true,
    })
  }
  pen.ctx.globalAlpha = 1
}

/** All of it, without the word, or the number alone: what does not lie over a node. */
function queueWords(
  pen: Pen,
  of: {
    readonly waiting: number
    readonly isFull: boolean
    readonly isTight: boolean
    readonly roomPx: number
  },
): string {
  const count = formatCount(of.waiting)
  const full = of.isFull ? ', full' : ''
  const wordings = [...(of.isTight ? [] : [`${count} waiting${full}`]), `${count}${full}`]
  pen.ctx.font = pen.fonts.strong
  return wordings.find((text) => pen.ctx.measureText(text).width <= of.roomPx) ?? count
}

/** Above the queue, or before its tail where rows are low. */
function placeOf(box: TargetBox, waiting: number, isTight: boolean) {
  if (isTight) return { x: box.x - queuePx(box, waiting) - 6, y: box.y }
  const above = box.y - (box.queue.abreast * box.queue.pitchPx) / 2 - 9
  return { x: box.x - 3, y: Math.max(WORDS_TOP, above) }
}
