/** A small world for tests of the view: lanes, traces, and everything between them and a drawing. */

import { indexTrace, type TraceIndex } from '../../src/analysis/scene/traceIndex.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { emptyFrame } from '../../src/view/frame/emptyFrame.ts'
import type { Frame } from '../../src/view/frame/model.ts'
import { frameAt } from '../../src/view/frame.ts'
import { layoutStage, type StageLayout } from '../../src/view/layout.ts'
import type { StageOptions } from '../../src/view/paint/scene.ts'
import { type Palette, paletteNames } from '../../src/view/palette.ts'
import { type Changes, laneOf } from '../support/scenarios.ts'
import { type AttemptPicture, buildTrace, type TracePicture } from '../support/traceBuilder.ts'

/** A palette whose colours are the names of its roles, so that a log says what was meant. */
export const NAMED_PALETTE: Palette = Object.fromEntries(
  Object.keys(paletteNames).map((name) => [name, name === 'font' ? 'sans-serif' : name]),
) as Palette

/** The lane that belongs to pictures of `traceBuilder`: targets `s0` and `s1`, node `a`. */
export const pictureLane = (...changes: readonly Changes[]): LaneScenario =>
  laneOf(
    {
      'targetGroups.web.targets': {
        s0: { zone: 'a', slots: 1, queue: { limit: 10 } },
        s1: { zone: 'a', slots: 1, queue: { limit: 10 } },
      },
    },
    ...changes,
  )

export const GOAL_US = 250_000
/** So slow that no way is brief: one simulated millisecond lasts a second. */
export const SLOW_US = 1000

export interface Shown {
  readonly trace: Trace
  readonly index: TraceIndex
  readonly at: (ms: number, options?: { usPerSecond?: number; into?: Frame }) => Frame
}

export function show(trace: Trace, lane: LaneScenario = pictureLane(), goalUs = GOAL_US): Shown {
  const index = indexTrace(trace, lane, { goalUs })
  return {
    trace,
    index,
    at: (ms, { usPerSecond = SLOW_US, into = emptyFrame() } = {}) =>
      frameAt(index, { tUs: ms * 1000, usPerSecond, modeBefore: 'dots' }, into),
  }
}

export const showPicture = (picture: TracePicture): Shown => show(buildTrace(picture))

export const layoutOf = (
  trace: Trace,
  lane: LaneScenario,
  size = { widthPx: 432, heightPx: 320 },
): StageLayout =>
  layoutStage(lane, trace.meta.names, {
    ...size,
    index: indexTrace(trace, lane, { goalUs: GOAL_US }),
  })

/** What is in a frame as words: `s0 queue 1`, `out 0.5`, in the order of the rows. */
export function spotsOf({ trace, index }: Shown, frame: Frame): readonly string[] {
  const words = ['stand', 'out', 'queue', 'slot', 'back']
  const { targets } = trace.meta.names
  const { firstTarget } = index.edges.places
  const { dots } = frame
  return Array.from({ length: dots.count }, (_, i) => {
    const word = words[dots.does[i] as number] as string
    if (word === 'out' || word === 'back') {
      return `${word} ${Number((dots.progress[i] as number).toFixed(3))}`
    }
    if (word === 'stand') return word
    const id = targets[(dots.place[i] as number) - firstTarget]?.id
    return `${id} ${word} ${(word === 'slot' ? dots.slot : dots.queuePlace)[i]}`
  })
}

/** 60 requests in 120 ms to two targets: `s0` becomes slow at 40 ms and dies at 80, and two overlap for a while. */
export const faultyLane = pictureLane({
  durationMs: 120,
  faults: {
    slow: { kind: 'slowdown', target: 's0', factor: 2.8, atMs: 40, forMs: 50 },
    dead: { kind: 'crash', target: 's0', atMs: 80, forMs: 30 },
  },
})

/** Made by hand, not by the engine: the drawings of it change only when drawing does. */
export function faultyTrace(): Trace {
  const attempts = Array.from({ length: 60 }, (_, i): AttemptPicture => {
    const sent = '.'.repeat(2 * i)
    const isSlow = i % 2 === 0 && i >= 20 && i < 40
    if (i % 2 === 0 && i >= 40 && i < 55) {
      return { picture: `${sent}>--x--<`, status: 503, cause: 'queue-full' }
    }
    const wait = 'w'.repeat(isSlow ? (i % 7) + 3 : i % 2)
    const service = '='.repeat(isSlow ? 6 : 2)
    return { picture: `${sent}>--${wait}${service}--<`, target: i % 2 === 0 ? 's0' : 's1' }
  })
  const trace = buildTrace({
    attempts,
    durationMs: 120,
    changes: [
      { atMs: 80, kind: 'target-down', target: 0 },
      { atMs: 90, kind: 'unhealthy', node: 0, target: 0 },
      { atMs: 110, kind: 'target-up', target: 0 },
      { atMs: 115, kind: 'healthy', node: 0, target: 0 },
    ],
  })
  const faults = [
    { id: 'slow', kind: 'slowdown', startUs: 40_000, endUs: 90_000 },
    { id: 'dead', kind: 'crash', startUs: 80_000, endUs: 110_000 },
  ]
  return { ...trace, meta: { ...trace.meta, names: { ...trace.meta.names, faults } } }
}

export const PLAIN_OPTIONS: StageOptions = {
  dpr: 1,
  laneColour: 'laneA',
  hover: null,
  selection: null,
  request: null,
  bandShare: 0,
  hasLegend: true,
  isStill: false,
}
