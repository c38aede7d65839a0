/** The stages that are on the page, by lane: for those who say in words what they show. */

import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'
import type { Frame } from '../../view/frame/model.ts'
import type { StageLayout } from '../../view/layout.ts'
import type { LaneId } from '../page/state.ts'

export interface ShownStage {
  readonly frame: Frame
  readonly layout: StageLayout | null
  readonly index: TraceIndex | null
}

export type Stages = Map<LaneId, ShownStage>
