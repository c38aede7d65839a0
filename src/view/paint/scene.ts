/** What all parts of a stage's drawing share: what to draw, where, with what, and how it is looked at. */
import type { WayTaken } from '../../analysis/scene/way.ts'
import type { Frame } from '../frame/model.ts'
import type { StageLayout } from '../layout.ts'
import type { Focus, StageThing } from './focus.ts'
import type { Pen } from './pen.ts'

export interface ShownRequest {
  /** Row of the attempt in this lane's trace. */
  readonly row: number
  readonly way: WayTaken
  /** `17 001`, `17 001 took 71 ms`. */
  readonly label: string
  /** The same request in another lane than the one where it was chosen. */
  readonly isTwin: boolean
  /** The rule that it matched; null where there is but the default. */
  readonly rule: string | null
}

export interface StageOptions {
  readonly dpr: number
  /** The tint of bands and heat strips. */
  readonly laneColour: string
  /** What the pointer is over, or has been chosen: it stays at full ink, the rest fades. */
  readonly hover: StageThing | null
  /** What has been chosen; it gets an outline of ink. */
  readonly selection: StageThing | null
  /** The request that is looked at: its route in ink; dashed when it is the twin of one in another lane. */
  readonly request: ShownRequest | null
  /** How far the change from dots (0) to bands (1) has gone. */
  readonly bandShare: number
  /** Whether this stage explains the marks, where its layout has room for it. */
  readonly hasLegend: boolean
  /** No tails: dots stand still. */
  readonly isStill: boolean
}

/** Everything that the parts share. */
export interface Scene {
  readonly pen: Pen
  readonly layout: StageLayout
  readonly frame: Frame
  readonly options: StageOptions
  /** Null when nothing is in focus. */
  readonly focus: Focus | null
}
