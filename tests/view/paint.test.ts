import { describe, expect, it } from 'vitest'
import { wayTaken } from '../../src/analysis/scene/way.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import type { Frame } from '../../src/view/frame/model.ts'
import { paintStage } from '../../src/view/paint.ts'
import { busyLane } from '../support/busyLane.ts'
import { recordingContext } from '../support/recordingContext.ts'
import { simulate } from '../support/simulate.ts'
import { buildTrace } from '../support/traceBuilder.ts'
import { layoutOf, NAMED_PALETTE, PLAIN_OPTIONS, pictureLane, show } from './stage.ts'

const lane = busyLane()
const trace = simulate(lane)
const shown = show(trace, lane)

function drawn(
  frame: Frame,
  options: Partial<typeof PLAIN_OPTIONS> = {},
  of: { lane: LaneScenario; trace: typeof trace } = { lane, trace },
  size = { widthPx: 432, heightPx: 320 },
) {
  const recording = recordingContext()
  const layout = layoutOf(of.trace, of.lane, size)
  paintStage(recording.ctx, layout, frame, NAMED_PALETTE, { ...PLAIN_OPTIONS, ...options })
  return recording
}

describe('the drawing of a stage', () => {
  it('is, call by call, what it was when somebody looked at it', async () => {
    const small = buildTrace({
      targets: [{ id: 's0' }, { id: 's1', slots: 2 }],
      attempts: [
        { picture: '.>>--=======--<<' },
        { picture: '..>>--wwwwww==--<<' },
        { picture: '..>>--====--<<', target: 's1', attempt: 2, firstMs: 0, status: 500 },
        { picture: '....>>--x--<<', status: 503, cause: 'queue-full' },
        { picture: '........>>--====--<<', target: 's1' },
      ],
      changes: [{ atMs: 3, kind: 'unhealthy', node: 0, target: 1 }],
    })
    const smallLane = pictureLane()
    const { log } = drawn(show(small, smallLane, 9000).at(9), {}, { lane: smallLane, trace: small })
    await expect(`${log.join('\n')}\n`).toMatchFileSnapshot('../golden/view/stage.txt')
  })

  it('says in words what is wrong with a target, and how many wait', () => {
    const words = drawn(shown.at(1100)).texts.map(({ text }) => text)
    expect(words).toEqual(expect.arrayContaining(['s0', 'crashed', 'hung', 'zone a']))
    const queue = (count: number): readonly string[] => {
      const attempts = Array.from({ length: count + 1 }, (_, i) => ({
        picture: `${'.'.repeat(i)}>>--${i === 0 ? '='.repeat(30) : 'wwwwwwwwwwwwwwwwwwwwww'}`,
        outcome: 'unfinished' as const,
      }))
      const many = buildTrace({ attempts, durationMs: 30 })
      const of = { lane: pictureLane(), trace: many }
      return drawn(show(many).at(20), {}, of).texts.map(({ text }) => text)
    }
    expect(queue(5).filter((text) => text.includes('waiting'))).toEqual([])
    expect(queue(6)).toContain('6 waiting')
    expect(queue(10)).toContain('10 waiting, full')
  })

  it('leaves open what a node makes of a target while its zone is dark', () => {
    const layout = layoutOf(trace, lane)
    const { firstNode } = layout.edges.places
    const dark = layout.nodes
      .filter(({ zone }) => zone === 'c')
      .map(({ index }) => firstNode + index)
    const arcs = layout.targets.flatMap(({ ring }) => ring?.edges ?? [])
    const ofDark = arcs.filter((edge) => dark.includes(layout.edges.from[edge] as number))
    const dottedAt = (ms: number): number =>
      drawn(shown.at(ms)).log.filter((call) => call === 'setLineDash [1.5 2]').length
    expect(ofDark.length).toBeGreaterThan(0)
    expect(dottedAt(1700) - dottedAt(1450)).toBe(ofDark.length)
  })

  it('writes nothing smaller than 12 px, at any size', () => {
    const sizes = [
      [430, 320],
      [880, 320],
      [390, 430],
      [460, 142],
      [300, 240],
    ] as const
    for (const [widthPx, heightPx] of sizes) {
      for (const ms of [400, 1100, 1700]) {
        const of = { lane, trace }
        const { texts } = drawn(shown.at(ms), {}, of, { widthPx, heightPx })
        expect(texts.filter((text) => text.heightPx < 12)).toEqual([])
      }
    }
  })

  it('fades what is not pointed at, and outlines what is chosen', () => {
    const thing = { kind: 'target', index: 1 } as const
    const plain = drawn(shown.at(1100)).log.join('\n')
    const pointed = drawn(shown.at(1100), { hover: thing, selection: thing }).log.join('\n')
    expect(plain).not.toContain('globalAlpha = 0.4')
    expect(pointed).toContain('globalAlpha = 0.4')
    expect(pointed).toContain('fillStyle = accent')
  })

  it('draws the route of a request in ink, dashed when it is a twin', () => {
    const { dots } = shown.at(1100)
    const row = dots.row[0] as number
    const way = wayTaken(shown.index.edges, trace.attempts, row)
    const request = { row, way, label: '17' }
    const own = drawn(shown.at(1100), { request: { ...request, isTwin: false, rule: null } })
    const twin = drawn(shown.at(1100), { request: { ...request, isTwin: true, rule: null } })
    const dashed = 'strokeStyle = accent\nlineWidth = 1.5\nsetLineDash [3 2.5]'
    expect(own.log.join('\n')).not.toContain(dashed)
    expect(twin.log.join('\n')).toContain(dashed)
    expect(own.texts.map(({ text }) => text)).toContain('17')
  })

  it('has no dots once bands have taken over, and says what they are', () => {
    const frame = shown.at(1100)
    const { log, texts } = drawn(frame, { bandShare: 1 })
    const hollow = log.filter((call) => /^arc \S+ \S+ 1.9 /.test(call))
    // The one that is left is in the legend.
    expect(hollow).toHaveLength(1)
    expect(texts.map(({ text }) => text)).toContain('band: width is rate')
  })

  it('leaves all styles as it found them: nothing faded, nothing dashed', () => {
    const { log } = drawn(shown.at(1100), { hover: { kind: 'node', index: 0 } })
    const last = (prefix: string): string | undefined =>
      log.filter((call) => call.startsWith(prefix)).at(-1)
    expect(last('globalAlpha')).toBe('globalAlpha = 1')
    expect(last('setLineDash')).toBe('setLineDash []')
  })
})
