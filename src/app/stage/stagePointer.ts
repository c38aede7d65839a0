/** Pointer on a stage: what it is over lights up in all lanes, what it clicks is selected. */
import { formatAttempt } from '../../model/name.ts'
import { attemptAt } from '../../trace/findAttempt.ts'
import { type Hit, hitTest, MOUSE_RADIUS_PX } from '../../view/hitTest.ts'
import { deselect, select } from '../actions/view.ts'
import type { Page } from '../page/page.ts'
import type { LaneId, Selection } from '../page/state.ts'
import type { StagePainter } from './stagePainter.ts'
import { thingId } from './thingNames.ts'

const FINGER_RADIUS_PX = 22

export interface PointerPlace {
  readonly page: Page
  readonly lane: LaneId
  readonly painter: StagePainter
  /** Aborts when the stage goes. */
  readonly gone: AbortSignal
}

export class StagePointer {
  private readonly box: HTMLElement
  private readonly page: Page
  private readonly lane: LaneId
  private readonly painter: StagePainter

  constructor(box: HTMLElement, of: PointerPlace) {
    this.box = box
    this.page = of.page
    this.lane = of.lane
    this.painter = of.painter
    const signal = of.gone
    box.addEventListener('pointermove', (event) => this.move(event), { signal })
    box.addEventListener('pointerleave', () => this.page.hover.set(null), { signal })
    box.addEventListener('click', (event) => this.click(event as PointerEvent), { signal })
  }

  private move(event: PointerEvent): void {
    const hit = this.hitAt(event)
    this.box.style.cursor = hit === null ? '' : 'pointer'
    const id = hit === null || hit.kind === 'request' ? null : this.idOf(hit)
    const isThing = hit !== null && hit.kind !== 'request' && id !== null
    this.page.hover.set(isThing ? { kind: hit.kind, id } : null)
  }

  private click(event: PointerEvent): void {
    // Keys click the buttons over the canvas, which know what they are.
    if (event.detail === 0) return
    const hit = this.hitAt(event)
    const selection = hit === null ? null : this.selectionOf(hit)
    if (selection === null) deselect(this.page)
    else select(this.page, selection)
  }

  private hitAt(event: PointerEvent): Hit | null {
    const { layout, frame } = this.painter
    if (layout === null) return null
    const corner = this.box.getBoundingClientRect()
    const radiusPx = event.pointerType === 'touch' ? FINGER_RADIUS_PX : MOUSE_RADIUS_PX
    return hitTest(layout, frame, {
      x: event.clientX - corner.left,
      y: event.clientY - corner.top,
      radiusPx,
    })
  }

  private selectionOf(hit: Hit): Selection | null {
    if (hit.kind === 'request') {
      const trace = this.painter.index?.trace
      const facts = trace === undefined ? null : attemptAt(trace, hit.row)
      if (facts === null) return null
      return { kind: 'request', name: formatAttempt(facts.name), lane: this.lane }
    }
    const id = this.idOf(hit)
    return id === null ? null : { kind: hit.kind, id }
  }

  private idOf(hit: Exclude<Hit, { kind: 'request' }>): string | null {
    const names = this.painter.index?.trace.meta.names
    return names === undefined ? null : thingId(names, hit.kind, hit.index)
  }
}
