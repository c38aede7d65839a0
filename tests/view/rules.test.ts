/** Rules and target groups on a stage: ports on the nodes, doors before the targets. */
import { describe, expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import { valid } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { layoutOf } from './stage.ts'

const { scenario } = presets.find(({ id }) => id === 'path-routing') as (typeof presets)[number]
const lane = { ...resolveLane(scenario, null), durationMs: 3000, warmUpMs: 0, faults: {} }
const trace = simulate(lane)
const STAGE = { widthPx: 432, heightPx: 360 }
const layout = layoutOf(trace, lane, STAGE)

describe('a node with rules', () => {
  it('has a port for each of them in their order, the default last', () => {
    for (const { ports, y, heightPx } of layout.nodes) {
      expect(ports.map(({ label }) => label)).toEqual(['10', '20', '30', '40', '50', '*'])
      expect(ports.map(({ status }) => status)).toEqual(['301', null, null, null, '200', null])
      expect(ports[0]?.y).toBeGreaterThan(y - heightPx / 2)
      expect(ports.at(-1)?.y).toBeLessThan(y + heightPx / 2)
    }
  })

  it('stands in the stage, above the legend, and touches no other', () => {
    const [above, below] = layout.nodes.map(({ y, heightPx }) => [
      y - heightPx / 2,
      y + heightPx / 2,
    ])
    expect(above?.[1]).toBeLessThanOrEqual(below?.[0] ?? 0)
    expect(below?.[1]).toBeLessThanOrEqual(STAGE.heightPx - layout.detail.legendPx)
  })

  it('has none where its zone is too low, or where there is but the default', () => {
    const low = layoutOf(trace, lane, { widthPx: 432, heightPx: 160 })
    expect(low.nodes.flatMap(({ ports }) => ports)).toEqual([])
    for (const { heightPx, sizePx } of low.nodes) expect(heightPx).toBe(sizePx)
  })

  it('sends to a group from the first port that leads there', () => {
    const { firstNode, firstTarget } = layout.edges.places
    for (const { from, to, curve } of layout.routes) {
      const node = layout.nodes.find(({ index }) => firstNode + index === from)
      const target = layout.targets[to - firstTarget]
      if (node === undefined || target === undefined) continue
      const port = node.ports.find(({ groups }) => groups.includes(target.group))
      expect(curve[1]).toBe(port?.y)
    }
  })
})

describe('target groups', () => {
  it('have a door before their targets in each zone, with the name above', () => {
    expect(layout.groups.map(({ group }) => group)).toEqual([
      'web',
      'api',
      'spare',
      'web',
      'api',
      'spare',
    ])
    for (const { y, top, bottom, doorX } of layout.groups) {
      expect(y).toBeLessThan(top)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(bottom).toBeGreaterThan(top)
      expect(doorX).toBeLessThan(layout.targets[0]?.x ?? 0)
    }
  })

  it('keep a name when they are empty', () => {
    const withEmpty = {
      ...lane,
      lanes: {},
      targetGroups: { ...lane.targetGroups, none: { targets: {} } },
    }
    const { lanes: _, ...document } = valid(withEmpty)
    const own: LaneScenario = document
    const { groups } = layoutOf(simulate(own), own, STAGE)
    expect(groups.filter(({ isEmpty }) => isEmpty).map(({ group }) => group)).toEqual(['none'])
  })
})
