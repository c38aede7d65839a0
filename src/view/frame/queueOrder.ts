/** Numbers the places in each queue: 0 came first. */
import type { Places } from '../../analysis/scene/edges.ts'
import { DOES, type Frame, ORDERED_MAX } from './model.ts'

export function queueOrder(frame: Frame, { firstTarget }: Places): void {
  for (let target = 0; target < frame.waiting.length; target++) {
    const waiting = frame.waiting[target] as number
    if (waiting > 0 && waiting <= ORDERED_MAX) orderOne(frame, firstTarget + target)
  }
}

function orderOne(frame: Frame, place: number): void {
  const { dots } = frame
  const { order } = frame.scratch
  let count = 0
  for (let i = 0; i < dots.count; i++) {
    if (dots.does[i] !== DOES.queue || dots.place[i] !== place) continue
    // Rows finish nearly in the order in which they came, so sorting by insertion hardly moves anything.
    let k = count++
    const since = dots.sinceUs[i] as number
    while (k > 0 && (dots.sinceUs[order[k - 1] as number] as number) > since) {
      order[k] = order[k - 1] as number
      k--
    }
    order[k] = i
  }
  for (let k = 0; k < count; k++) dots.queuePlace[order[k] as number] = k
}
