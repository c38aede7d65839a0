/** Hosts on the stage: containers of one stand together, in a frame whose bar says how many slots are at work. */
import { expect, it } from 'vitest'
import { describeFrame } from '../../src/view/describeFrame.ts'
import { hitTest, MOUSE_RADIUS_PX } from '../../src/view/hitTest.ts'
import { paintStage } from '../../src/view/paint.ts'
import { recordingContext } from '../support/recordingContext.ts'
import { constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'
import { layoutOf, NAMED_PALETTE, PLAIN_OPTIONS, show } from './stage.ts'

const on = (host: string) => ({ kind: 'container', host, zone: 'a', slots: 4 })
/** Two groups of two, one of each on each of two hosts; one core each, and more than two at work from 100 ms on. */
const lane = laneOf({
  durationMs: 1000,
  hosts: { left: { zone: 'a', cores: 1 }, right: { zone: 'a', cores: 1 }, spare: { zone: 'b' } },
  'clients.users.arrivals.perSecond': 200,
  'clients.users.requests.page.demand': constant(20),
  'targetGroups.web.targets': { w1: on('left'), w2: on('right') },
  'targetGroups.batch': { targets: { b1: on('left'), b2: on('right') } },
})
const trace = simulate(lane)

it('stand in frames that do not touch, each around its own containers; one without any is not drawn', () => {
  for (const size of [
    { widthPx: 432, heightPx: 320 },
    { widthPx: 300, heightPx: 240 },
  ]) {
    const { hosts, targets, widthPx } = layoutOf(trace, lane, size)
    expect(hosts.map(({ id }) => id)).toEqual(['left', 'right'])
    for (const box of hosts) {
      expect(box.x + box.widthPx).toBeLessThanOrEqual(widthPx)
      targets.forEach(({ y, x, widthPx: wide }, t) => {
        expect(y > box.y && y < box.y + box.heightPx).toBe(box.containers.includes(t))
        expect(x + wide).toBeLessThanOrEqual(box.x)
      })
    }
  }
})

it('keep their containers together among five hundred in cells', () => {
  const many = Object.fromEntries(
    Array.from({ length: 500 }, (_, i) => [`w${i}`, on(i % 2 === 0 ? 'left' : 'right')]),
  )
  const crowd = laneOf({
    hosts: lane.hosts,
    'targetGroups.web.targets': many,
  })
  const { hosts } = layoutOf(simulate(crowd), crowd)
  const [left, right] = hosts
  expect(hosts.map(({ containers }) => containers.length)).toEqual([250, 250])
  expect((left?.y ?? 0) + (left?.heightPx ?? 0)).toBeLessThanOrEqual(right?.y ?? 0)
})

it('say how many slots are at work, and what each gets of a core', () => {
  const shown = show(trace, lane)
  const layout = layoutOf(trace, lane)
  const frame = shown.at(900)
  expect(frame.hostWork[0]).toBeGreaterThan(1)
  const states = describeFrame(layout, frame, [4, 4, 4, 4]).targets.map(({ state }) => state)
  expect(states[0]).toMatch(/^at \d+ % of a core$/)
  const context = recordingContext()
  paintStage(context.ctx, layout, frame, NAMED_PALETTE, PLAIN_OPTIONS)
  expect(context.log.join('\n')).toContain(`left ${frame.hostWork[0]}/1`)
})

it('are found under the pointer on their bar', () => {
  const layout = layoutOf(trace, lane)
  const [, box] = layout.hosts
  const at = { x: (box?.x ?? 0) + 4, y: (box?.y ?? 0) + 4, radiusPx: MOUSE_RADIUS_PX }
  expect(hitTest(layout, show(trace, lane).at(0), at)).toEqual({ kind: 'host', index: 1 })
})
