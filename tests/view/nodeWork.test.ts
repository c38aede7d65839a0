/** Nodes that take time, on the stage: what waits for their workers stands before them, and they fill with how busy these are. */
import { expect, it } from 'vitest'
import { describeFrame } from '../../src/view/describeFrame.ts'
import { DOES } from '../../src/view/frame/model.ts'
import { paintStage } from '../../src/view/paint.ts'
import { recordingContext } from '../support/recordingContext.ts'
import { constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { layoutOf, NAMED_PALETTE, PLAIN_OPTIONS, show } from './stage.ts'

/** A request every 10 ms from 5 ms on, and one worker that takes 25 ms for each. */
const lane = laneOf({
  durationMs: 1000,
  'clients.users.addresses': 1000,
  'clients.users.timeoutMs': 60_000,
  'balancers.web.work': { request: constant(25) },
  'targetGroups.web.targets.s0': { zone: 'a', slots: 100 },
})
const trace = simulate(lane)

it('what a node has not done stands left of it, and is counted', () => {
  const frame = show(trace, lane).at(400)
  // Forty came by 395 ms, and fifteen were done by 380.
  expect(frame.atNode[0]).toBe(25)
  const [node] = layoutOf(trace, lane).nodes
  const { dots } = frame
  const xs = [...dots.x.subarray(0, dots.count)].filter((_, i) => dots.does[i] === DOES.node)
  expect(xs.length).toBe(25)
  const drawn = xs.filter((x) => !Number.isNaN(x))
  expect(drawn.length).toBeGreaterThan(20)
  for (const x of drawn) expect(x).toBeLessThan((node?.x ?? 0) - (node?.sizePx ?? 0) / 2)
})

it('a node tells how busy it was over the last moments, and how many it has in words', () => {
  const layout = layoutOf(trace, lane)
  const frame = show(trace, lane).at(400)
  // Always, but for the first 5 ms.
  expect(frame.nodeLoad[0]).toBeGreaterThan(0.97)
  expect(frame.nodeLoad[0]).toBeLessThanOrEqual(1)
  const [said] = describeFrame(layout, frame, [100]).nodes
  expect(said).toMatchObject({ node: 'a', requests: 25 })
  const context = recordingContext()
  paintStage(context.ctx, layout, frame, NAMED_PALETTE, PLAIN_OPTIONS)
  expect(context.log.join('\n')).toContain('25 here')
})

it('one that takes no time has neither', () => {
  const other = laneOf({ durationMs: 1000 })
  const frame = show(simulate(other), other).at(400)
  expect([frame.atNode[0], frame.nodeLoad[0]]).toEqual([0, 0])
})
