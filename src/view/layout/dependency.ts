/** What is called: behind the targets one bar beside all of them, and the identity provider. */
import { hasDependency } from '../../scenario/things/dependency.ts'
import { hasLogin } from '../../scenario/things/login.ts'
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

/** `besidePx`: what stands between it and the targets. */
export function layoutDependency(
  scenario: LaneScenario,
  { size, columns }: LayoutRoom,
  besidePx: number,
): DependencyBox | null {
  if (!hasDependency(scenario)) return null
  return {
    x: columns.rightX + besidePx + GAP_PX,
    y: MARGIN_PX,
    widthPx: BAR_PX,
    heightPx: size.heightPx - 2 * MARGIN_PX,
    slots: scenario.dependency.slots,
  }
}

/** The identity provider, where nodes lead clients to log in: between the nodes and the targets, at the upper edge. */
export interface ProviderBox {
  /** Its centre. */
  readonly x: number
  readonly y: number
  readonly r: number
  readonly slots: number
  /** Left end of its words; null where there is no room for them. */
  readonly wordsX: number | null
}

const PROVIDER_PX = 11
const WORDS_PX = 96

export function layoutProvider(
  scenario: LaneScenario,
  { columns }: LayoutRoom,
): ProviderBox | null {
  if (!hasLogin(scenario)) return null
  const x = Math.round((columns.nodeXs.at(-1) ?? columns.zoneX) + 44)
  const wordsX = x + PROVIDER_PX + 6
  return {
    x,
    y: PROVIDER_PX + 8,
    r: PROVIDER_PX,
    slots: scenario.identityProvider.slots,
    wordsX: columns.gateX - wordsX > WORDS_PX ? wordsX : null,
  }
}
