import { describe, expect, it } from 'vitest'
import type { Edges } from '../../src/analysis/scene/edges.ts'
import { describeFrame } from '../../src/view/describeFrame.ts'
import { hitTest, MOUSE_RADIUS_PX } from '../../src/view/hitTest.ts'
import { LEGEND_END_PX } from '../../src/view/layout/room.ts'
import { ROUTE_STEPS } from '../../src/view/layout/routes.ts'
import { shortNames } from '../../src/view/layout/zones.ts'
import { layoutStage } from '../../src/view/layout.ts'
import { paintStage } from '../../src/view/paint.ts'
import { busyLane } from '../support/busyLane.ts'
import { recordingContext } from '../support/recordingContext.ts'
import { laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { layoutOf, NAMED_PALETTE, PLAIN_OPTIONS, show } from './stage.ts'

const lane = busyLane()
const trace = simulate(lane)
const STAGE = { widthPx: 432, heightPx: 320 }
const sizes = [
  [430, 320],
  [880, 320],
  [390, 430],
  [460, 142],
  [300, 240],
] as const

describe('the layout of a stage', () => {
  it('keeps everything inside, and clients left of nodes left of gates', () => {
    for (const [widthPx, heightPx] of sizes) {
      const layout = layoutOf(trace, lane, { widthPx, heightPx })
      for (const box of layout.populations) {
        expect(box.y - box.heightPx / 2).toBeGreaterThanOrEqual(0)
        expect(box.y + box.heightPx / 2).toBeLessThanOrEqual(heightPx)
      }
      for (const node of layout.nodes) {
        expect(node.x).toBeGreaterThan((layout.populations[0]?.x ?? 0) + 40)
      }
      for (const box of layout.targets) {
        expect(box.x).toBeGreaterThan((layout.nodes[0]?.x ?? 0) + 40)
        expect(box.y - box.rowPx / 2).toBeGreaterThanOrEqual(-1)
        expect(box.y + box.rowPx / 2).toBeLessThanOrEqual(heightPx + 1)
        const { slots } = box
        const end = slots === null ? 0 : slots.x + (slots.count - 1) * slots.pitchPx + slots.r
        expect(end).toBeLessThanOrEqual(widthPx)
      }
    }
  })

  it('lets no two targets touch', () => {
    for (const [widthPx, heightPx] of sizes) {
      const { targets } = layoutOf(trace, lane, { widthPx, heightPx })
      const rows = targets.map(({ y, gatePx }) => [y - gatePx / 2, y + gatePx / 2] as const)
      rows.sort((a, b) => a[0] - b[0])
      for (let i = 1; i < rows.length; i++) {
        expect(rows[i]?.[0]).toBeGreaterThanOrEqual(rows[i - 1]?.[1] ?? 0)
      }
    }
  })

  it('drops words of the TTL first, then load bars, then the names of clients', () => {
    const detail = (widthPx: number) => layoutOf(trace, lane, { widthPx, heightPx: 320 }).detail
    expect(detail(430)).toMatchObject({ hasTtlText: true, hasLoadBars: true, hasClientNames: true })
    expect(detail(360)).toMatchObject({
      hasTtlText: false,
      hasLoadBars: true,
      hasClientNames: true,
    })
    expect(detail(320)).toMatchObject({
      hasTtlText: false,
      hasLoadBars: false,
      hasClientNames: true,
    })
    expect(detail(300)).toMatchObject({
      hasTtlText: false,
      hasLoadBars: false,
      hasClientNames: false,
    })
  })

  it('keeps the legend clear of nodes, however narrow the stage', () => {
    const wide = laneOf({
      'regions.home.zones': { a: {}, b: {}, c: {} },
      'balancers.web.zones': ['a', 'b', 'c'],
      'targetGroups.web.targets': Object.fromEntries(
        ['a', 'b', 'c'].map((zone) => [`s${zone}`, { zone, slots: 2 }]),
      ),
    })
    const run = simulate(wide)
    for (let widthPx = 340; widthPx < 900; widthPx += 10) {
      const heightPx = 354
      const { nodes, detail } = layoutOf(run, wide, { widthPx, heightPx })
      expect(nodes).toHaveLength(3)
      expect(detail.legendPx).toBeGreaterThan(0)
      for (const { x, y, sizePx, heightPx: high } of nodes) {
        const isBeside = x - sizePx / 2 >= LEGEND_END_PX
        expect(isBeside || y + high / 2 <= heightPx - detail.legendPx).toBe(true)
      }
    }
  })

  it('leaves a node in the zone where its targets are, however few those are', () => {
    const zones = { a: 6, b: 6, c: 4 }
    for (const [last, heightPx] of [
      [4, 354],
      [4, 320],
      [1, 354],
    ] as const) {
      const targets = Object.entries({ ...zones, c: last }).flatMap(([zone, count]) =>
        Array.from({ length: count }, (_, i) => [`s${zone}${i}`, { zone, slots: 2 }] as const),
      )
      const low = laneOf({
        'regions.home.zones': { a: {}, b: {}, c: {} },
        'balancers.web.zones': ['a', 'b', 'c'],
        'targetGroups.web.targets': Object.fromEntries(targets),
        faults: { gone: { kind: 'deregistration', target: 'sa0', atMs: 100, forMs: 100 } },
      })
      const layout = layoutOf(simulate(low), low, { widthPx: 388, heightPx })
      for (const { zone, y, heightPx: high } of layout.nodes) {
        const band = layout.zones.find(({ id }) => id === zone)
        expect(y - high / 2).toBeGreaterThanOrEqual(band?.y ?? Number.NaN)
        expect(y + high / 2).toBeLessThanOrEqual((band?.y ?? 0) + (band?.heightPx ?? 0))
      }
    }
  })

  it('sets nodes of one zone, of two balancers, one below the other', () => {
    const { listeners } = lane.balancers['web'] as (typeof lane.balancers)[string]
    const more = { region: 'home', zones: ['a', 'b'], listeners }
    const both = laneOf({
      'balancers.more': more,
      'balancers.web.listeners': listeners,
      'dns.records.shop.answers.more': { balancer: 'more' },
    })
    for (const heightPx of [120, 320]) {
      const { nodes } = layoutOf(simulate(both), both, { widthPx: 430, heightPx })
      const [first, second] = nodes.filter(({ zone }) => zone === 'a')
      const apartPx = (second?.y ?? 0) - (first?.y ?? 0)
      expect(apartPx).toBeGreaterThanOrEqual(first?.heightPx ?? Number.NaN)
    }
  })

  it('draws rows up to 8 targets a zone, meters up to 24, and a heat strip beyond', () => {
    const forms = [4, 8, 12, 24, 25, 300].map((count) => {
      const targets = Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`s${i}`, { zone: 'a', slots: 2 }]),
      )
      const many = laneOf({ 'targetGroups.web.targets': targets })
      const layout = layoutOf(simulate(many), many, { widthPx: 880, heightPx: 640 })
      expect(layout.targets).toHaveLength(count)
      return layout.targets[0]?.form
    })
    expect(forms).toEqual(['full', 'full', 'meter', 'meter', 'cell', 'cell'])
  })

  it('gives all targets of a heat strip one route from each node', () => {
    const targets = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`s${i}`, { zone: i < 150 ? 'a' : 'b', slots: 2 }]),
    )
    const many = laneOf({ 'targetGroups.web.targets': targets })
    const layout = layoutOf(simulate(many), many)
    const { firstNode } = layout.edges.places
    expect(layout.routes.filter(({ from }) => from === firstNode)).toHaveLength(2)
    expect(new Set(layout.routeOfEdge).size).toBe(layout.routes.length)
  })

  it('gives a balancer before another one a column of its own', () => {
    const { names } = trace.meta
    // The first node sends to the other two, these to all targets.
    const lists = [[1], [2, 3], [4, 5, 6, 7, 8], [4, 5, 6, 7, 8]]
    const edges: Edges = {
      places: { firstNode: 1, firstTarget: 4, count: 9 },
      count: 13,
      from: Uint16Array.from(lists.flatMap((list, from) => list.map(() => from))),
      to: Uint16Array.from(lists.flat()),
      firstOf: Uint32Array.from([0, 1, 3, 8, 13, 13, 13, 13, 13, 13]),
    }
    const index = { edges, ratesPerSecond: [300] }
    const populations = names.populations.slice(0, 1)
    const layout = layoutStage(lane, { ...names, populations }, { ...STAGE, index })
    const [before, ...behind] = layout.nodes.map(({ x }) => x)
    expect(new Set(behind).size).toBe(1)
    expect(before).toBeLessThan((behind[0] as number) - 40)
    expect(layout.routes).toHaveLength(13)
    for (const { curve } of layout.routes) expect(curve[0]).toBeLessThan(curve[6])
  })

  it('cuts routes into steps of equal length', () => {
    const { routes } = layoutOf(trace, lane)
    for (const { points, lengthPx } of routes) {
      for (let k = 0; k < ROUTE_STEPS; k++) {
        const dx = (points[k * 4 + 4] as number) - (points[k * 4] as number)
        const dy = (points[k * 4 + 5] as number) - (points[k * 4 + 1] as number)
        expect(Math.hypot(dx, dy) / (lengthPx / ROUTE_STEPS)).toBeCloseTo(1, 1)
      }
    }
  })

  it('calls zones by as few letters as tell them apart', () => {
    expect(shortNames(['a', 'b'])).toEqual(['a', 'b'])
    expect(shortNames(['eu-west-1a', 'eu-west-1b'])).toEqual(['a', 'b'])
    expect(shortNames(['north', 'south'])).toEqual(['no', 'so'])
  })
})

describe('a pointer', () => {
  const shown = show(trace, lane)
  const layout = layoutOf(trace, lane)
  const frame = shown.at(1100)
  paintStage(recordingContext().ctx, layout, frame, NAMED_PALETTE, PLAIN_OPTIONS)
  const at = (x: number, y: number, radiusPx = MOUSE_RADIUS_PX) =>
    hitTest(layout, frame, { x, y, radiusPx })

  it('finds nodes, targets by their names, clients and resolvers', () => {
    const [node] = layout.nodes
    expect(at(node?.x ?? 0, node?.y ?? 0)).toEqual({ kind: 'node', index: 0 })
    const target = layout.targets[2]
    expect(at(target?.name?.x ?? 0, target?.name?.y ?? 0)).toEqual({ kind: 'target', index: 2 })
    const [client] = layout.populations
    expect(at((client?.x ?? 0) - 4, client?.y ?? 0)).toEqual({ kind: 'client', index: 0 })
    const [resolver] = layout.resolvers
    expect(at(resolver?.x ?? 0, resolver?.y ?? 0)).toEqual({ kind: 'resolver', index: 0 })
  })

  it('finds every dot that is drawn, or one as near', () => {
    const { dots } = frame
    let found = 0
    for (let i = 0; i < dots.count; i++) {
      const [x, y] = [dots.x[i] as number, dots.y[i] as number]
      if (Number.isNaN(x)) continue
      const hit = at(x, y)
      expect(hit?.kind).toBe('request')
      const j = hit?.kind === 'request' ? dots.row.indexOf(hit.row) : -1
      expect(Math.hypot((dots.x[j] as number) - x, (dots.y[j] as number) - y)).toBe(0)
      found++
    }
    expect(found).toBeGreaterThan(10)
  })

  it('reaches 8 px with a mouse and farther with a finger, and finds nothing on paper', () => {
    const { x, y } = lonelyDot()
    expect(at(x, y + 7)).toMatchObject({ kind: 'request' })
    expect(at(x, y + 9)).toBeNull()
    expect(at(x, y + 9, 22)).toMatchObject({ kind: 'request' })
    expect(at(layout.widthPx / 2 - 40, layout.heightPx - 2)).toBeNull()
  })

  /** One that travels far from everything else, so that distances to it are what is tested. */
  function lonelyDot(): { x: number; y: number } {
    const { dots } = frame
    for (let i = 0; i < dots.count; i++) {
      const [x, y] = [dots.x[i] as number, dots.y[i] as number]
      if (Number.isNaN(x) || at(x, y + 9) !== null) continue
      const hit = at(x, y + 7)
      if (hit?.kind === 'request' && hit.row === dots.row[i]) return { x, y }
    }
    throw new Error('no dot stands alone at this moment')
  }
})

describe('the words for a frame', () => {
  it('say of every target what the picture shows', () => {
    const shown = show(trace, lane)
    const frame = shown.at(1100)
    const { names } = trace.meta
    const words = describeFrame(
      layoutOf(trace, lane),
      frame,
      names.targets.map(({ slots }) => slots),
    )
    expect(words.targets.map(({ target }) => target)).toEqual(names.targets.map(({ id }) => id))
    expect(words.targets.find(({ target }) => target === 's0')?.state).toContain('crashed')
    expect(words.targets.map(({ waiting }) => waiting)).toEqual([...frame.waiting])
    expect(words.inService).toBe(frame.serving.reduce((sum, count) => sum + count, 0))
  })
})
