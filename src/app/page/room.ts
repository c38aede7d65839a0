/**
 * What there is room for in the middle of the page. The stage does not give way: Compare shrinks, then it folds
 * away and a switch brings it, then the lanes scroll. Sizes are those of the place, never of the window.
 */
import type { Size } from '../ui/useSize.ts'
import type { Part } from './state.ts'

/** So high is every stage, at least. */
export const STAGE_MIN_PX = 220
/** The head of a lane with its numbers below each other, and with all of them on one line. */
const HEAD_PX = 99
const HEAD_LINE_PX = 63
/** The line with the finding. */
const STRIP_PX = 41
/** Below this there is nothing to read in the charts. */
const COMPARE_MIN_PX = 150
/** The charts' share of what stages and charts have together. */
const COMPARE_SHARE = 0.42
/** On a lower page one wants to see the lanes first. */
const BOTH_MIN_PX = 540
/** In a narrower lane there is no stage that one could read. */
const LANE_MIN_PX = 240
/** With less for each lane the scenario panel makes room for the inspector. */
const LANE_EASY_PX = 330
const SIDE_PX = 232 + 292

export interface Room {
  /** Lanes beside each other, and how many rows of them. */
  readonly columns: number
  readonly rows: number
  /** What can be shown, and what is. */
  readonly choices: readonly Part[]
  readonly part: Part
  /** Height of the charts beside stages. */
  readonly comparePx: number
  /** Height of a row of lanes, at least. */
  readonly rowMinPx: number
}

export function roomFor(size: Size, lanes: number, wanted: Part | null): Room {
  const columns = Math.max(1, Math.min(abreast(lanes), Math.floor(size.widthPx / LANE_MIN_PX)))
  const rows = Math.ceil(lanes / columns)
  const freePx = size.heightPx - STRIP_PX
  const isTall = rows === 1 && freePx >= HEAD_PX + STAGE_MIN_PX + COMPARE_MIN_PX
  const headPx = isTall ? HEAD_PX : HEAD_LINE_PX
  const comparePx = Math.min(
    freePx - rows * (headPx + STAGE_MIN_PX),
    Math.max(COMPARE_MIN_PX, Math.round((freePx - rows * headPx) * COMPARE_SHARE)),
  )
  const hasBoth = comparePx >= COMPARE_MIN_PX
  const ownPart = hasBoth && size.heightPx >= BOTH_MIN_PX ? 'both' : 'stage'
  return {
    columns,
    rows,
    choices: hasBoth ? ['stage', 'compare', 'both'] : ['stage', 'compare'],
    part: wanted === null ? ownPart : wanted === 'both' && !hasBoth ? 'stage' : wanted,
    comparePx,
    rowMinPx: HEAD_LINE_PX + STAGE_MIN_PX,
  }
}

/** Up to three lanes stand beside each other, then there are two rows. */
const abreast = (lanes: number): number => (lanes === 4 ? 2 : Math.min(3, lanes))

/** Whether the scenario panel has to go while the inspector is open. */
export const foldsPanel = (pageWidthPx: number, lanes: number): boolean =>
  (pageWidthPx - SIDE_PX) / abreast(lanes) < LANE_EASY_PX
