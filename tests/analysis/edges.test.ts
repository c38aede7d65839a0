/** Who can send to whom, the way of an attempt along it, and what is counted on it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Edges,
  edgeBetween,
  edgesOf,
  entriesOf,
  NO_EDGE,
} from '../../src/analysis/scene/edges.ts'
import { COUNTED, travelsOf } from '../../src/analysis/scene/rates.ts'
import { readyTimes } from '../../src/analysis/scene/readyTimes.ts'
import { wayTaken } from '../../src/analysis/scene/way.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { busyLane } from '../support/busyLane.ts'
import { laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { buildTrace } from '../support/traceBuilder.ts'

/** `users > web-a`: each edge by the names of its ends. */
function namedEdges(lane: LaneScenario, { meta: { names } }: Trace): readonly string[] {
  const ids = [...names.populations, ...names.nodes, ...names.targets].map(({ id }) => id)
  const { from, to } = edgesOf(lane, names)
  return Array.from(from, (place, edge) => `${ids[place]} > ${ids[to[edge] as number]}`)
}

const ZONES = {
  'regions.home.zones': { a: {}, b: {} },
  'balancers.web.zones': ['a', 'b'],
  'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'b' }, s2: { zone: 'a' } },
}

describe('the edges of a lane', () => {
  it('lead from clients to nodes, and from nodes to the targets of their group', () => {
    const lane = laneOf(ZONES)
    expect(namedEdges(lane, simulate(lane))).toEqual([
      'users > web-a',
      'users > web-b',
      ...['web-a > s0', 'web-a > s1', 'web-a > s2'],
      ...['web-b > s0', 'web-b > s1', 'web-b > s2'],
    ])
  })

  it('stay in the zone of their node when it may not cross zones', () => {
    const lane = laneOf(ZONES, { 'balancers.web.crossZone': false })
    expect(namedEdges(lane, simulate(lane))).toEqual([
      ...['users > web-a', 'users > web-b', 'web-a > s0', 'web-a > s2', 'web-b > s1'],
    ])
  })

  it('lead straight to the targets that the DNS answers with, past a balancer that is written down', () => {
    const answers = { two: { target: 's2' }, zero: { target: 's0' } }
    const lane = laneOf(ZONES, { 'dns.records.shop.answers': answers })
    const trace = simulate(lane)
    expect(namedEdges(lane, trace)).toEqual(['users > s0', 'users > s2'])
    // One population and two nodes come before the targets; an answer keeps its own order.
    expect(entriesOf(lane, trace.meta.names)).toEqual([5, 3])
  })

  it('are found by their ends, and nothing else is', () => {
    const lists = fc.array(fc.uniqueArray(fc.nat(30), { maxLength: 12 }), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(lists, (receivers) => {
        const edges = edgesFrom(receivers.map((list) => list.sort((a, b) => a - b)))
        receivers.forEach((list, from) => {
          for (let to = 0; to <= 31; to++) {
            const edge = edgeBetween(edges, from, to)
            expect(edge !== NO_EDGE).toBe(list.includes(to))
            if (edge !== NO_EDGE) expect([edges.from[edge], edges.to[edge]]).toEqual([from, to])
          }
        })
      }),
      { seed: 7 },
    )
  })

  it('are all that any attempt travels, whatever goes wrong', () => {
    const lane = busyLane()
    const { attempts, meta } = simulate(lane)
    const edges = edgesOf(lane, meta.names)
    for (let row = 0; row < meta.counts.attempts; row++) {
      expect(wayTaken(edges, attempts, row).edges).not.toContain(NO_EDGE)
    }
  })
})

function edgesFrom(lists: readonly (readonly number[])[]): Edges {
  const firstOf = new Uint32Array(lists.length + 1)
  lists.forEach((list, from) => {
    firstOf[from + 1] = (firstOf[from] as number) + list.length
  })
  return {
    places: { firstNode: lists.length, firstTarget: lists.length, count: lists.length },
    count: firstOf[lists.length] as number,
    from: Uint16Array.from(lists.flatMap((list, from) => list.map(() => from))),
    to: Uint16Array.from(lists.flat()),
    firstOf,
  }
}

describe('the way of an attempt', () => {
  const way = (trace: Trace, lane: LaneScenario) =>
    wayTaken(edgesOf(lane, trace.meta.names), trace.attempts, 0)

  it('passes its node, ends there when no target was picked, and has one edge without a balancer', () => {
    const lane = laneOf()
    const nodes = ['web-a']
    const targets = [{ id: 's0' }]
    const whole = buildTrace({
      nodes,
      targets,
      attempts: [{ picture: '>>--==--<<', node: 'web-a' }],
    })
    expect(way(whole, lane)).toEqual({ places: [0, 1, 2], edges: [0, 1] })
    const cut = { picture: '>>--', node: 'web-a', target: null }
    expect(way(buildTrace({ nodes, targets, attempts: [cut] }), lane)).toEqual({
      places: [0, 1],
      edges: [0],
    })
    const direct = laneOf({
      balancers: {},
      'dns.records.shop.answers': { s0: { target: 's0' } },
    })
    const straight = buildTrace({
      nodes: [],
      targets,
      attempts: [{ picture: '>>==<<', node: null }],
    })
    expect(way(straight, direct)).toEqual({ places: [0, 1], edges: [0] })
  })
})

describe('the rates of edges', () => {
  /** How many were counted until the end of the run, by edge. */
  function countsOf(trace: Trace, lane: LaneScenario, kind: number): readonly number[] {
    const edges = edgesOf(lane, trace.meta.names)
    const { cells, bins, perBin } = travelsOf(trace, edges, {
      readyUs: readyTimes(trace),
      goalUs: 4000,
    }).rates
    return Array.from({ length: edges.count }, (_, edge) => {
      return cells[bins * perBin + edge * 4 + kind] as number
    })
  }

  it('count an attempt on each edge on which it set out, and its answer on all of its way', () => {
    const lane = laneOf({
      'regions.home.zones': { a: {}, b: {} },
      'balancers.web.zones': ['a', 'b'],
      'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'b' } },
    })
    const trace = buildTrace({
      durationMs: 12,
      nodes: ['web-a', 'web-b'],
      attempts: [
        { picture: '>>--==<', node: 'web-a', status: 500 },
        { picture: '...>>>==<', node: 'web-b', target: 's1' },
        { picture: '>>', node: 'web-b', target: null, status: 503, author: 'node' },
        { picture: '>>', node: 'web-b', target: 's0', outcome: 'unfinished' },
      ],
    })
    // To the two nodes, from the first to both targets, from the second.
    expect(countsOf(trace, lane, COUNTED.sent)).toEqual([1, 3, 1, 0, 0, 1])
    expect(countsOf(trace, lane, COUNTED.error)).toEqual([1, 0, 1, 0, 0, 0])
    expect(countsOf(trace, lane, COUNTED.rejected)).toEqual([0, 1, 0, 0, 0, 0])
    expect(countsOf(trace, lane, COUNTED.late)).toEqual([0, 1, 0, 0, 0, 1])
  })
})
