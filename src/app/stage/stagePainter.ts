/**
 * Draws one lane's stage whenever the playhead moves or a picture comes: the glue between the runner's pictures,
 * the playhead and `view`, which does all of the working out. Says on the canvas which trace it carries.
 */

import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'
import { wayTaken } from '../../analysis/scene/way.ts'
import { parseAttempt } from '../../model/name.ts'
import type { LanePicture } from '../../runtime/laneClient.ts'
import { findAttempt } from '../../trace/findAttempt.ts'
import { formatCount, formatMs } from '../../view/format.ts'
import { emptyFrame } from '../../view/frame/emptyFrame.ts'
import type { Frame } from '../../view/frame/model.ts'
import { frameAt } from '../../view/frame.ts'
import { layoutStage, type StageLayout } from '../../view/layout.ts'
import type { StageThing } from '../../view/paint/focus.ts'
import type { ShownRequest } from '../../view/paint/scene.ts'
import { paintStage } from '../../view/paint.ts'
import { laneStyle } from '../../view/palette.ts'
import type { HoverThing } from '../page/hover.ts'
import type { Page } from '../page/page.ts'
import type { FrameTick } from '../page/playback.ts'
import type { LaneId, Selection } from '../page/state.ts'
import { currentPalette } from '../page/theme.ts'
import { fitCanvas } from '../ui/fitCanvas.ts'
import { thingIndex } from './thingNames.ts'

/** Dots and bands fade into each other for this long. */
const FLOW_MS = 400

export class StagePainter {
  readonly frame: Frame = emptyFrame()
  layout: StageLayout | null = null
  index: TraceIndex | null = null
  private readonly canvas: HTMLCanvasElement
  private readonly page: Page
  private readonly lane: LaneId
  private readonly position: number
  private readonly onLayout: (layout: StageLayout, index: TraceIndex) => void
  private picture: LanePicture | null = null
  private size = { widthPx: 0, heightPx: 0 }
  private bandShare = 0
  private lastMs = 0
  private shown: {
    readonly name: string
    readonly trace: unknown
    readonly request: ShownRequest | null
  } | null = null

  constructor(
    canvas: HTMLCanvasElement,
    of: { readonly page: Page; readonly lane: LaneId; readonly position: number },
    onLayout: (layout: StageLayout, index: TraceIndex) => void,
  ) {
    this.canvas = canvas
    this.page = of.page
    this.lane = of.lane
    this.position = of.position
    this.onLayout = onLayout
  }

  resize(widthPx: number, heightPx: number): void {
    this.size = { widthPx: Math.round(widthPx), heightPx: Math.round(heightPx) }
    this.layout = null
    this.page.playback.invalidate()
  }

  paint({ playheadUs, nowMs }: FrameTick): void {
    const { speedMs, selection } = this.page.store.getState()
    this.takePicture()
    const { index, picture } = this
    if (index === null || picture === null || this.size.widthPx === 0) return
    // An opaque canvas is black from its first context and from every new size on, until it is painted.
    fitCanvas(this.canvas, this.size)
    const ctx = this.canvas.getContext('2d', { alpha: false })
    if (ctx === null) return
    const layout = this.layout ?? this.makeLayout(picture, index)
    const { frame } = this
    frameAt(index, { tUs: playheadUs, usPerSecond: speedMs * 1000, modeBefore: frame.mode }, frame)
    const palette = currentPalette()
    this.fade(nowMs)
    paintStage(ctx, layout, frame, palette, {
      dpr: window.devicePixelRatio,
      laneColour: laneStyle(palette, this.position).colour,
      hover: this.thingOf(this.page.hover.current),
      selection: this.thingOf(selection),
      request: this.requestOf(selection),
      bandShare: this.bandShare,
      hasLegend: this.position === 0,
      isStill: this.page.playback.isStillPicture,
    })
    // Of a part of a run there is no digest yet; `events` says how much work the whole of it was.
    const digest = picture.isWhole ? picture.trace.meta.digest : ''
    if (this.canvas.dataset['digest'] !== digest) {
      this.canvas.dataset['digest'] = digest
      this.canvas.dataset['events'] = String(picture.events)
    }
  }

  private takePicture(): void {
    const picture = this.page.runner.pictureToDraw(this.lane)
    if (picture === null || picture === this.picture) return
    const isSameTrace = picture.trace === this.picture?.trace
    this.picture = picture
    this.index = picture.index
    if (!isSameTrace) this.layout = null
  }

  private makeLayout(picture: LanePicture, index: TraceIndex): StageLayout {
    const { names } = picture.trace.meta
    const layout = layoutStage(picture.scenario, names, { ...this.size, index })
    this.layout = layout
    this.onLayout(layout, index)
    return layout
  }

  /** The share of bands goes to where the frame's mode is, and asks for frames until it is there. */
  private fade(nowMs: number): void {
    const goal = this.frame.mode === 'bands' ? 1 : 0
    const passed = Math.min(100, nowMs - this.lastMs) / FLOW_MS
    this.lastMs = nowMs
    if (this.bandShare === goal) return
    const step = this.page.playback.isStillPicture ? 1 : passed
    this.bandShare =
      goal > this.bandShare
        ? Math.min(goal, this.bandShare + step)
        : Math.max(goal, this.bandShare - step)
    if (this.bandShare !== goal) this.page.playback.invalidate()
  }

  /** A thing by its id as the index that this lane's trace gives it. */
  private thingOf(thing: HoverThing | Selection | null): StageThing | null {
    const names = this.index?.trace.meta.names
    if (thing === null || names === undefined || !('id' in thing) || thing.kind === 'fault')
      return null
    const index = thingIndex(names, thing)
    return index === null ? null : { kind: thing.kind, index }
  }

  private requestOf(selection: Selection | null): ShownRequest | null {
    const { index } = this
    if (selection?.kind !== 'request' || index === null) return null
    if (this.shown?.name !== selection.name || this.shown.trace !== index.trace) {
      const request = shownRequest(selection.name, index, { isTwin: selection.lane !== this.lane })
      this.shown = { name: selection.name, trace: index.trace, request }
    }
    return this.shown.request
  }
}

function shownRequest(
  name: string,
  { trace, edges }: TraceIndex,
  of: { readonly isTwin: boolean },
): ShownRequest | null {
  const facts = findAttempt(trace, name)
  const ordinal = parseAttempt(name)?.ordinal ?? 0
  if (facts === null) return null
  const tookMs = facts.endUs === null ? null : (facts.endUs - facts.firstUs) / 1000
  const number = formatCount(ordinal)
  const label = of.isTwin && tookMs !== null ? `${number} took ${formatMs(tookMs)}` : number
  const way = wayTaken(edges, trace.attempts, facts.row)
  return { row: facts.row, way, label, isTwin: of.isTwin, rule: facts.rule }
}
