/** What a target does, as pictures drawn by hand. One column is 5 ms unless it says otherwise. */
import { describe, expect, it } from 'vitest'
import { journeyPicture, rowsOf, servicePicture } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const DEMAND = 'clients.users.requests.page.demand'
const QUEUE = 'targetGroups.web.targets.s0.queue'

const served = (...changes: readonly Changes[]): string =>
  `\n${servicePicture(simulate(laneOf({ [DEMAND]: constant(15) }, ...changes)), { stepMs: 5 })}\n`

/** When each request left its target, in milliseconds; null while it is there. */
const leftMs = (...changes: readonly Changes[]): readonly (number | null)[] =>
  rowsOf(simulate(laneOf(...changes))).map(({ serviceEndUs, startUs, cause }) =>
    startUs >= 0 && cause !== 'run-ended' ? serviceEndUs / 1000 : null,
  )

describe('a target with one slot serves', () => {
  it('in order of arrival', () => {
    expect(served()).toBe(`
s0  .aaabbbcccdddeeefffg
s0~ ...b.ccddd.fffff.iii
s0~ .........eeeeggggggj
s0~ ...............hhhhh
`)
  })

  it('the latest first, when told so', () => {
    expect(served({ [QUEUE]: { order: 'lifo' } })).toBe(`
s0  .aaabbbccceeefffhhhi
s0~ ...b.ccddddddddddddd
s0~ .........e.ffggggggg
s0~ ...............h.iij
`)
  })

  it('all at once and each at its share of the speed, when told so', () => {
    // a is alone for 20 of its 30 ms; then it shares with b and needs 20 ms for the rest.
    const sharing = { [QUEUE]: { order: 'sharing' }, [DEMAND]: constant(30) }
    const trace = simulate(
      laneOf(sharing, { 'clients.users.arrivals.perSecond': 50, durationMs: 60 }),
    )
    expect(`\n${servicePicture(trace, { stepMs: 10 })}\n`).toBe(`
s0  .aaaac
s0  ...bbb
`)
    expect(rowsOf(trace)[0]?.serviceEndUs).toBe(50_000)
  })

  it('more work at half the speed, in twice the time', () => {
    expect(served({ 'targetGroups.web.targets.s0.speed': 0.5 })).toBe(`
s0  .aaaaaabbbbbbccccccd
s0~ ...bbbbddddddddddddj
s0~ .....ccccccccggggggg
s0~ .........eeeeeeeeeee
s0~ ...........fffffffff
s0~ ...............hhhhh
s0~ .................iii
`)
  })
})

describe('a target with two slots', () => {
  const two = { 'targetGroups.web.targets.s0.slots': 2 }

  it('serves two at a time', () => {
    expect(served(two, { [DEMAND]: constant(25) })).toBe(`
s0  .aaaaaccccceeeeegggg
s0  ...bbbbbdddddfffffhh
s0~ .....c.d.eeffggg.iii
s0~ ...............hhh.j
`)
  })

  it('slows nobody down that it shares among two, and three by a third', () => {
    // Arrivals at 10, 30, 50, 70, 90 ms, each 45 ms of work; with three inside each gets two thirds.
    // a: 40 by 50 ms, 5 left take 7.5. b: 20 + 5 by 57.5, 12.5 more by 70, 7.5 left take 11.25.
    // c: 5 by 57.5, 12.5 by 70, 7.5 by 81.25, 8.75 by 90, 11.25 left take 16.875.
    const ends = leftMs(two, {
      [QUEUE]: { order: 'sharing' },
      [DEMAND]: constant(45),
      'clients.users.arrivals.perSecond': 50,
      durationMs: 109,
    })
    expect(ends).toEqual([57.5, 81.25, 106.875, null, null])
  })

  it('takes longer when its other slots are busy, when told so', () => {
    // a begins alone, b and c beside one other: 15 ms times 3.
    const ends = leftMs(two, {
      'targetGroups.web.targets.s0.slowdownAtFull': 3,
      [DEMAND]: constant(15),
    })
    expect(ends.slice(0, 3)).toEqual([20, 60, 70])
  })
})

it('a queue that is full turns away with a 503, at once', () => {
  const trace = simulate(laneOf({ [QUEUE]: { limit: 1 }, [DEMAND]: constant(25) }))
  expect(`\n${journeyPicture(trace, { stepMs: 5 })}\n`).toBe(`
a  .#####.............. 200
b  ...~~~#####......... 200
c  .................... 503 queue-full
d  .......~~~~#####.... 200
e  .................... 503 queue-full
f  ...........~~~~~#### unfinished run-ended
g  .................... 503 queue-full
h  .................... 503 queue-full
i  .................~~~ unfinished run-ended
j  .................... 503 queue-full
`)
})

it('without room to wait, only a free slot serves', () => {
  const trace = simulate(laneOf({ [QUEUE]: { limit: 0 }, [DEMAND]: constant(15), durationMs: 60 }))
  expect(`\n${journeyPicture(trace, { stepMs: 5 })}\n`).toBe(`
a  .###........ 200
b  ............ 503 queue-full
c  .....###.... 200
d  ............ 503 queue-full
e  .........### 200
f  ............ 503 queue-full
`)
})

it('an error takes as long as an answer', () => {
  const trace = simulate(laneOf({ 'targetGroups.web.targets.s0.errorRatio': 1, durationMs: 30 }))
  expect(`\n${journeyPicture(trace, { stepMs: 5 })}\n`).toBe(`
a  .##... 500 application-error
b  ...##. 500 application-error
c  .....# unfinished run-ended
`)
})
