import { expect, test } from 'vitest'
import { deriveKey, drawAt } from '../../src/base/draws.ts'
import { DrivenAlgorithm } from '../support/algorithmHarness.ts'

const group = (size: number) => new DrivenAlgorithm({ id: 'least-outstanding' }, { size })
const sequence = (driven: DrivenAlgorithm, picks: number): string =>
  Array.from({ length: picks }, () => driven.send()).join(' ')

test('fills idle targets in the order written, then in the order in which they were used', () => {
  expect(sequence(group(3), 7)).toBe('0 1 2 0 1 2 0')
})

test('an idle group is served in turn', () => {
  const driven = group(3)
  const seen = Array.from({ length: 6 }, () => {
    const target = driven.send()
    driven.finish(target)
    return target
  })
  expect(seen).toEqual([0, 1, 2, 0, 1, 2])
})

test('ten requests go past a target on which two hang, as in the tests of NGINX', () => {
  const driven = group(2)
  driven.sendTo(0)
  driven.sendTo(0)
  const seen = Array.from({ length: 10 }, () => {
    const target = driven.send()
    driven.finish(target)
    return target
  })
  expect(seen).toEqual(new Array(10).fill(1))
})

test('counts what is in flight to a target through its absence', () => {
  const driven = group(3)
  sequence(driven, 3)
  driven.setUsable([1, 2])
  driven.finish(0)
  driven.finish(1)
  driven.sendTo(1)
  driven.setUsable([0, 1, 2])
  expect(sequence(driven, 4)).toBe('0 2 1 0')
})

test('says what was least, and how a tie was broken', () => {
  const driven = group(3)
  expect(driven.because()).toBe(
    'web-1 and 2 more had the fewest requests in flight, 0; ' +
      'web-1 comes first of those that had none yet.',
  )
  sequence(driven, 2)
  expect(driven.because()).toBe('web-3 had the fewest requests in flight, 0.')
  sequence(driven, 1)
  expect(driven.because()).toBe(
    'web-1 and 2 more had the fewest requests in flight, 1; ' +
      'web-1 had waited longest since its last one.',
  )
  expect(driven.score(2)).toBe(1)
})

test.each([1, 2, 5, 6, 22, 100])('is the least of %i by a look at all, always', (size) => {
  const driven = group(size)
  const key = deriveKey({ k0: 7, k1: 8 }, 'least')
  const lastSent = new Array<number>(size).fill(0)
  let sent = 0
  const leastOfAll = (): number | null => {
    let best: number | null = null
    for (const target of driven.usable) {
      const isBetter =
        best === null ||
        driven.inFlight[target]! < driven.inFlight[best]! ||
        (driven.inFlight[target] === driven.inFlight[best] && lastSent[target]! < lastSent[best]!)
      if (isBetter) best = target
    }
    return best
  }
  for (let step = 0; step < 6000; step++) {
    const u = (n: number): number => drawAt(key.k0, key.k1, step, size, n)
    const target = Math.floor(u(1) * size)
    // Long swings between filling up and running empty, and requests that others sent.
    const fills = step % 2000 < 1000 ? 0.6 : 0.4
    if (u(0) < 0.02) {
      const share = u(2)
      driven.setUsable(lastSent.map((_, i) => i).filter((i) => u(10 + i) < share))
    } else if (u(0) < 0.1) {
      driven.sendTo(target)
      lastSent[target] = ++sent
    } else if (u(3) < fills) {
      const picked = driven.pick()
      expect(picked).toBe(leastOfAll())
      if (picked === null) continue
      driven.sendTo(picked)
      lastSent[picked] = ++sent
    } else if (driven.inFlight[target]! > 0) {
      driven.finish(target)
    }
  }
})
