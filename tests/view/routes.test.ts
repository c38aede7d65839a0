import { describe, expect, it } from 'vitest'
import { placeFrame } from '../../src/view/frame/placeFrame.ts'
import { heightOf, routeWidth, routeWidthAt } from '../../src/view/frame/routeRates.ts'
import type { PlaceBox } from '../../src/view/layout/places.ts'
import { ROUTE_STEPS, type Route } from '../../src/view/layout/routes.ts'
import { busyLane } from '../support/busyLane.ts'
import { laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { layoutOf, show } from './stage.ts'

const lanes = [busyLane(), laneOf()] as const
const sizes = [
  [432, 320],
  [390, 460],
  [300, 240],
] as const

/** What is drawn of a lane at a moment, in which `times` as much goes all ways as in the run. */
function drawn(
  lane: (typeof lanes)[number],
  [widthPx, heightPx]: (typeof sizes)[number],
  times: number,
) {
  const trace = simulate(lane)
  const layout = layoutOf(trace, lane, { widthPx, heightPx })
  const frame = show(trace, lane).at(1100)
  frame.rate.forEach((rate, edge) => {
    frame.rate[edge] = rate * times
  })
  placeFrame(layout, frame)
  const { rate, pxPerRate } = frame.routeRates
  return { layout, frame, widths: Array.from(rate, (each) => routeWidth(each, pxPerRate)) }
}

describe('routes, however much is sent', () => {
  const pictures = lanes.flatMap((lane) => sizes.map((size) => drawn(lane, size, 60)))

  it('stay on the stage, between what they join', () => {
    for (const { layout, widths } of pictures) {
      layout.routes.forEach((route, r) => {
        for (const { x, y } of edgesOf(route, widths[r] as number)) {
          // One that begins at a point is as broad as its normal, which may lean a little at its ends.
          const leanPx = route.mouthPx > 0 ? 0.01 : (widths[r] as number) / 2
          expect(x).toBeGreaterThanOrEqual(route.curve[0] - leanPx)
          expect(x).toBeLessThanOrEqual(route.curve[6] + leanPx)
          expect(y).toBeGreaterThanOrEqual(0)
          expect(y).toBeLessThanOrEqual(layout.heightPx)
        }
      })
    }
  })

  it('are together no broader than what they lead to is high', () => {
    for (const { layout, widths } of pictures) {
      layout.boxes.forEach((place, p) => {
        const into = layout.routes.flatMap(({ to }, r) => (to === p ? [widths[r] as number] : []))
        // A route of any traffic has a pixel.
        const sum = into.reduce((total, width) => total + (width > 1 ? width : 0), 0)
        if (sum > 0) expect(sum).toBeLessThanOrEqual(heightOf(place as PlaceBox) + 0.01)
      })
    }
  })

  it('narrow down from a capsule without a bulge: each edge rises all the way, or falls', () => {
    let checked = 0
    for (const { layout, widths } of pictures) {
      layout.routes.forEach((route, r) => {
        if (route.mouthPx === 0 || widths[r] === 0) return
        const edges = edgesOf(route, widths[r] as number)
        for (const side of [0, 1]) {
          const ys = edges.flatMap(({ y }, i) => (i % 2 === side ? [y] : []))
          const steps = ys.slice(1).map((y, i) => y - (ys[i] as number))
          expect(steps.every((step) => step > -0.01) || steps.every((step) => step < 0.01)).toBe(
            true,
          )
          checked++
        }
      })
    }
    expect(checked).toBeGreaterThan(10)
  })
})

it('keep their scale while no more is sent than what clients want to send', () => {
  const [lane] = lanes
  const { layout, frame } = drawn(lane, sizes[0], 0.5)
  expect(frame.routeRates.pxPerRate).toBe(layout.pxPerRate)
})

/** Points of its upper and its lower edge, by turns. */
function edgesOf(route: Route, widthPx: number): { readonly x: number; readonly y: number }[] {
  const { points } = route
  return Array.from({ length: (ROUTE_STEPS + 1) * 2 }, (_, i) => {
    const step = Math.floor(i / 2)
    const aside = (i % 2 === 0 ? -0.5 : 0.5) * routeWidthAt(route, widthPx, step / ROUTE_STEPS)
    const [x, y, acrossX, acrossY] = points.subarray(step * 4, step * 4 + 4) as unknown as number[]
    return {
      x: (x as number) + (acrossX as number) * aside,
      y: (y as number) + (acrossY as number) * aside,
    }
  })
}
