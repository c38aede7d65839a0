/** What stands behind the targets: one bar beside all of them, at the right edge of a stage. */
import { hasDependency } from '../../scenario/things/dependency.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { LayoutRoom } from './room.ts'

export interface DependencyBox {
  /** Left upper corner and size. */
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
  readonly slots: number
}

const BAR_PX = 20
/** Between the targets and the bar. */
const GAP_PX = 12
const MARGIN_PX = 8

/** What is kept free for it. */
export const behindPx = (scenario: LaneScenario): number =>
  hasDependency(scenario) ? BAR_PX + GAP_PX : 0

export function layoutDependency(
  scenario: LaneScenario,
  { size, columns }: LayoutRoom,
): DependencyBox | null {
  if (!hasDependency(scenario)) return null
  return {
    x: columns.rightX + GAP_PX,
    y: MARGIN_PX,
    widthPx: BAR_PX,
    heightPx: size.heightPx - 2 * MARGIN_PX,
    slots: scenario.dependency.slots,
  }
}
