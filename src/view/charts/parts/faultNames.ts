/** Names of faults over time charts, and their colours. */

import type { Window } from '../../../analysis/numbers/window.ts'
import { faults as allFaults } from '../../../faults/index.ts'
import type { FaultMark } from '../../layout/faultMarks.ts'
import { type Pen, write } from '../../paint/pen.ts'
import type { Palette } from '../../palette.ts'
import type { Box } from '../define.ts'
import { xAt } from './plot.ts'

const NAME_Y = 8
const NAME_GAP_PX = 8
/** So many that are alike have one name. */
const ALIKE_MIN = 3

export const faultColour = (palette: Palette, { tone }: FaultMark): string =>
  tone === 'slow' ? palette.slow : tone === 'traffic' ? palette.drain : palette.err

export const faultWash = (palette: Palette, { tone }: FaultMark): string =>
  tone === 'slow' ? palette.slowWash : tone === 'traffic' ? palette.drainWash : palette.errWash

const textColour = (palette: Palette, { tone }: FaultMark): string =>
  tone === 'slow' ? palette.slowText : tone === 'traffic' ? palette.drainText : palette.errText

/** What has a name of its own: a fault, or several that do the same at one time. */
interface Named {
  readonly first: FaultMark
  readonly count: number
  readonly text: string
}

/** A name begins with its strip, or after the name before it; those that have no room within the plot are counted. */
export function drawFaultNames(
  pen: Pen,
  time: Box,
  { faults, window }: { readonly faults: readonly FaultMark[]; readonly window: Window },
): void {
  const { ctx, palette } = pen
  const inWindow = faults.filter(
    ({ startUs, endUs }) => endUs > window.fromUs && startUs < window.toUs,
  )
  ctx.font = pen.fonts.plain
  const right = time.x + time.widthPx
  let free = time.x
  let left = inWindow.length
  for (const { first, count, text } of namesOf(inWindow)) {
    const widthPx = ctx.measureText(text).width
    const moreLeft = left - count
    const morePx = moreLeft === 0 ? 0 : NAME_GAP_PX + ctx.measureText(moreWords(moreLeft)).width
    const from = xAt(window, time, Math.max(window.fromUs, first.startUs))
    const x = Math.max(free, Math.min(from, right - widthPx))
    // After one that has no room all are counted: they would stand where it belongs.
    if (x + widthPx + morePx > right) break
    write(pen, { text, x, y: NAME_Y, colour: textColour(palette, first) })
    free = x + widthPx + NAME_GAP_PX
    left = moreLeft
  }
  if (left === 0 || free + ctx.measureText(moreWords(left)).width > right) return
  write(pen, { text: moreWords(left), x: free, y: NAME_Y, colour: palette.text3 })
}

const moreWords = (count: number): string => `and ${count} more`

const isAboutTarget = (kind: string): boolean =>
  allFaults.some(({ id, knobs }) => id === kind && 'target' in knobs)

/** In the order in which they begin. */
function namesOf(faults: readonly FaultMark[]): readonly Named[] {
  const groups = new Map<string, FaultMark[]>()
  for (const fault of faults) {
    const { kind, words, startUs, endUs, targets, id } = fault
    // What takes out all that is in a place is about the place, however many that are.
    const isOfTarget = targets.length === 1 && isAboutTarget(kind)
    const key = isOfTarget ? [kind, words, startUs, endUs].join() : id
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [fault])
    else group.push(fault)
  }
  return [...groups.values()]
    .flatMap((group): readonly Named[] => {
      const [first] = group as [FaultMark]
      return group.length >= ALIKE_MIN
        ? [{ first, count: group.length, text: `${group.length} targets ${first.words}` }]
        : group.map((fault) => ({ first: fault, count: 1, text: fault.label }))
    })
    .sort((a, b) => a.first.startUs - b.first.startUs)
}
