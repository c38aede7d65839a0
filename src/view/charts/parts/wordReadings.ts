/** Where the words of a chart's readings stand: beside the chart and none over another, whatever its height. */
import type { Pen } from '../../paint/pen.ts'
import type { Box, Reading } from '../define.ts'
import { pushApart } from './pushApart.ts'

/** From the middle of a line of words to that of the next: this, or, where it is tight, as much as text is high. */
const APART_PX = 14
const APART_MIN_PX = 12
/** They reach so far into the gap to the next chart. */
const BEYOND_PX = 1

export interface Worded {
  readonly reading: Reading
  readonly y: number
}

/** All of them where they have room; else the first, and how many more there are. `lowestY`: above the axis. */
export function wordReadings(
  { palette }: Pick<Pen, 'palette'>,
  readings: readonly Reading[],
  plot: Box,
  lowestY: number,
): readonly Worded[] {
  const top = plot.y - BEYOND_PX
  const bottom = Math.min(plot.y + plot.heightPx + BEYOND_PX, lowestY)
  const linesMax = 1 + Math.max(0, Math.floor((bottom - top) / APART_MIN_PX))
  const isAll = readings.length <= linesMax
  const kept = isAll ? readings : readings.slice(0, linesMax - 1)
  const last = readings.at(-1)
  const shown =
    isAll || last === undefined
      ? kept
      : [...kept, { ...last, ...restOf(readings.length - kept.length), colour: palette.text3 }]
  const apartPx = Math.min(APART_PX, (bottom - top) / Math.max(1, shown.length - 1))
  const ys = pushApart(
    shown.map(({ y }) => y),
    { apartPx, top, bottom },
  )
  return shown.map((reading, i) => ({ reading, y: ys[i] as number }))
}

const restOf = (count: number) => ({ letter: '', text: `${count} more`, dotY: null })
