/** Brings a frame and a layout together: where each dot is on the stage, and what travels on each route. */

import { NO_EDGE } from '../../analysis/scene/edges.ts'
import { NO_SLOT } from '../../analysis/scene/slots.ts'
import type { PlaceBox } from '../layout/places.ts'
import { ROUTE_STEPS } from '../layout/routes.ts'
import type { TargetBox } from '../layout/targets.ts'
import type { StageLayout } from '../layout.ts'
import { DOES, type Frame, NO_QUEUE_PLACE, TONE } from './model.ts'
import { heightOf, routeRatesInto, routeWidth, routeWidthAt } from './routeRates.ts'

/** Writes `x` and `y` of the dots (NaN: not drawn one by one) and the rates of routes. */
export function placeFrame(layout: StageLayout, frame: Frame): void {
  routeRatesInto(layout, frame)
  const { dots } = frame
  const placed = frame.scratch.placed.fill(0)
  for (let i = 0; i < dots.count; i++) {
    const does = dots.does[i] as number
    if (does === DOES.out || does === DOES.back) placeTraveller(layout, frame, i)
    else if (does === DOES.queue) placeQueued(layout, frame, i, dots.queuePlace[i] as number)
    else if (does === DOES.slot) placeServed(layout, frame, i)
    else if (does === DOES.node) placeAtNode(layout, frame, i, placed)
    else placeStanding(layout, frame, i)
  }
}

/** How much of the way to a gate its queue takes up. */
export function queuePx(box: TargetBox, waiting: number): number {
  if (waiting === 0 || box.form === 'cell') return 0
  const columns = Math.min(box.queue.columnsMax, Math.ceil(waiting / box.queue.abreast))
  return columns * box.queue.pitchPx + 4
}

function placeTraveller(layout: StageLayout, frame: Frame, i: number): void {
  const { dots, routeRates } = frame
  const edge = dots.edge[i] as number
  const r = edge === NO_EDGE ? -1 : (layout.routeOfEdge[edge] as number)
  const route = layout.routes[r]
  if (route === undefined || (dots.spread[i] as number) < (routeRates.band[r] as number)) {
    dots.x[i] = Number.NaN
    return
  }
  const isOut = dots.does[i] === DOES.out
  const progress = dots.progress[i] as number
  // The way ends where the queue does, not at the gate behind it; so does that of one who was turned away.
  const target = route.to - layout.edges.places.firstTarget
  const box = layout.targets[target]
  const isShort = box !== undefined && (isOut || dots.tone[i] === TONE.rejected)
  const part = isShort
    ? Math.max(0.2, 1 - queuePx(box, frame.waiting[target] as number) / route.lengthPx)
    : 1
  const along = (isOut ? progress : 1 - progress) * part
  const narrow = routeWidth(routeRates.rate[r] as number, routeRates.pxPerRate)
  const breadth = Math.max(0, routeWidthAt(route, narrow, along) - 4)
  const aside = ((dots.spread[i] as number) - 0.5) * breadth
  const { points } = route
  const at = along * ROUTE_STEPS
  const k = Math.min(ROUTE_STEPS - 1, Math.max(0, Math.floor(at)))
  const f = at - k
  const p = k * 4
  const acrossX = points[p + 2] as number
  const acrossY = points[p + 3] as number
  const x0 = points[p] as number
  const y0 = points[p + 1] as number
  dots.x[i] = x0 + ((points[p + 4] as number) - x0) * f + acrossX * aside
  dots.y[i] = y0 + ((points[p + 5] as number) - y0) * f + acrossY * aside
}

const targetOf = (layout: StageLayout, place: number): TargetBox =>
  layout.targets[place - layout.edges.places.firstTarget] as TargetBox

function placeQueued(layout: StageLayout, frame: Frame, i: number, queuePlace: number): void {
  const { dots } = frame
  const box = targetOf(layout, dots.place[i] as number)
  const { abreast, pitchPx, columnsMax } = box.queue
  const column = Math.floor(queuePlace / abreast)
  if (queuePlace === NO_QUEUE_PLACE || column >= columnsMax) {
    dots.x[i] = Number.NaN
    return
  }
  dots.x[i] = box.x - 6 - column * pitchPx
  dots.y[i] = box.y + ((queuePlace % abreast) - (abreast - 1) / 2) * pitchPx
}

function placeServed(layout: StageLayout, frame: Frame, i: number): void {
  const { dots } = frame
  const { slots } = targetOf(layout, dots.place[i] as number)
  const slot = dots.slot[i] as number
  if (slots === null || slots.barPx !== null || slot === NO_SLOT) {
    dots.x[i] = Number.NaN
  } else if (slot >= slots.count) {
    // Processor sharing lets everybody in: those beyond the slots stand where others would wait.
    placeQueued(layout, frame, i, slot - slots.count)
  } else {
    dots.x[i] = slots.x + slot * slots.pitchPx
    dots.y[i] = slots.y
  }
}

/** Left of its node, in columns: those that will be over first, which mostly are those that came first, nearest. */
function placeAtNode(layout: StageLayout, frame: Frame, i: number, placed: Uint32Array): void {
  const { dots } = frame
  const node = (dots.place[i] as number) - layout.edges.places.firstNode
  const place = layout.boxes[dots.place[i] as number]
  const nth = placed[node] as number
  placed[node] = nth + 1
  const column = Math.floor(nth / NODE_ABREAST)
  if (place?.kind !== 'node' || column >= NODE_COLUMNS) {
    dots.x[i] = Number.NaN
    return
  }
  const { x, y, sizePx } = place.box
  dots.x[i] = x - sizePx / 2 - NODE_PITCH_PX * (column + 0.5) - 2
  dots.y[i] = y + ((nth % NODE_ABREAST) - (NODE_ABREAST - 1) / 2) * NODE_PITCH_PX
}

/** The heap before a node: so many dots in a column, so many columns; further ones are only counted. */
const NODE_ABREAST = 4
const NODE_COLUMNS = 6
const NODE_PITCH_PX = 5.5

/** Still at its client, waiting for a connection; or at a node, which is connecting. */
function placeStanding(layout: StageLayout, frame: Frame, i: number): void {
  const { dots } = frame
  const place = layout.boxes[dots.place[i] as number]
  if (place === undefined) {
    dots.x[i] = Number.NaN
    return
  }
  const aside = (dots.spread[i] as number) - 0.5
  dots.x[i] = rightOf(place) + 4
  dots.y[i] = place.box.y + aside * (heightOf(place) - 6)
}

const rightOf = ({ kind, box }: PlaceBox): number =>
  kind === 'node' ? box.x + box.sizePx / 2 : box.x + box.widthPx
