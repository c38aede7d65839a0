/** The playhead and its loop, driven by a clock of the test's own. */
import { describe, expect, test } from 'vitest'
import { Playback } from '../../src/app/page/playback.ts'

/** A page whose frames come when the test says so. */
function pageClock() {
  let callback: ((nowMs: number) => void) | null = null
  let nowMs = 0
  let deferred: { readonly work: () => void; readonly dueMs: number }[] = []
  const playback = new Playback({
    requestFrame: (next) => {
      callback = next
      return 1
    },
    cancelFrame: () => {
      callback = null
    },
    defer: (work, afterMs) => deferred.push({ work, dueMs: nowMs + afterMs }),
  })
  /** Draws frames for so long, one each `everyMs`, as long as somebody asks for them. */
  const run = (forMs: number, everyMs = 16): number => {
    let frames = 0
    for (const endMs = nowMs + forMs; nowMs < endMs; ) {
      nowMs += everyMs
      const draw = callback
      callback = null
      if (draw !== null) frames++
      draw?.(nowMs)
      const due = deferred.filter(({ dueMs }) => dueMs <= nowMs)
      deferred = deferred.filter(({ dueMs }) => dueMs > nowMs)
      for (const { work } of due) work()
    }
    return frames
  }
  return { playback, run }
}

const SECOND_US = 1_000_000

describe('playback', () => {
  test('keeps its speed, and its end, while it draws less for the sake of others', () => {
    const { playback, run } = pageClock()
    playback.setEnd(21 * SECOND_US)
    playback.setSpeed(25)
    playback.seek(20 * SECOND_US)
    playback.setYielding(true)
    let painted = 0
    playback.onFrame(() => {
      painted += 1
    })
    playback.play()
    run(4000)
    expect(playback.playheadUs / SECOND_US).toBeCloseTo(20.1, 2)
    expect(painted).toBeLessThan(40)
    playback.setSpeed(1000)
    run(4000)
    expect(playback.playheadUs).toBe(21 * SECOND_US)
    expect(playback.isPlaying).toBe(false)
  })

  test('moves the playhead by the speed, whatever the frame rate', () => {
    for (const everyMs of [8, 16, 50]) {
      const { playback, run } = pageClock()
      playback.setEnd(90 * SECOND_US)
      playback.setSpeed(25)
      playback.seek(20 * SECOND_US)
      playback.play()
      run(everyMs)
      run(1000, everyMs)
      // A second, to within a frame.
      const movedUs = playback.playheadUs - 20 * SECOND_US
      expect(Math.abs(movedUs - 25_000)).toBeLessThanOrEqual(2 * everyMs * 25)
    }
  })

  test('rests while nothing moves', () => {
    const { playback, run } = pageClock()
    playback.setEnd(SECOND_US)
    playback.onFrame(() => undefined)
    run(500)
    expect(run(1000)).toBe(0)
    playback.seek(5)
    expect(run(500)).toBeGreaterThan(0)
  })

  test('does not jump when the page comes back after an hour', () => {
    const { playback, run } = pageClock()
    playback.setEnd(3600 * SECOND_US)
    playback.setSpeed(1000)
    playback.play()
    run(16)
    run(3_600_000, 3_600_000)
    expect(playback.playheadUs).toBeLessThanOrEqual(0.1 * SECOND_US)
  })

  test('keeps the playhead where it is when the run is simulated again', () => {
    const { playback, run } = pageClock()
    playback.setEnd(90 * SECOND_US)
    playback.seek(41_280_000)
    run(100)
    playback.setEnd(60 * SECOND_US)
    expect(playback.playheadUs).toBe(41_280_000)
    playback.setEnd(30 * SECOND_US)
    expect(playback.playheadUs).toBe(30 * SECOND_US)
  })

  test('stops at the end, says so once, and plays from the start again', () => {
    const { playback, run } = pageClock()
    let ends = 0
    playback.onEnd(() => ends++)
    playback.setEnd(1000)
    playback.setSpeed(1000)
    playback.play()
    run(200)
    expect([playback.playheadUs, playback.isPlaying, ends]).toEqual([1000, false, 1])
    playback.play()
    expect(playback.playheadUs).toBe(0)
  })

  test('draws what has changed once, though numbers wait for their time', () => {
    const { playback, run } = pageClock()
    playback.setEnd(SECOND_US)
    const painted: number[] = []
    const read: number[] = []
    playback.onFrame(({ playheadUs }) => painted.push(playheadUs))
    playback.onNumbers(({ playheadUs }) => read.push(playheadUs))
    run(500)
    painted.length = 0
    read.length = 0
    playback.seek(5)
    run(16)
    playback.seek(7)
    run(500)
    expect(painted).toEqual([5, 7])
    expect(read).toEqual([5, 7])
  })

  test('has who comes later draw, and nobody else again', () => {
    const { playback, run } = pageClock()
    const drawn: string[] = []
    playback.onFrame(() => drawn.push('first'))
    run(500)
    playback.onFrame(() => {
      drawn.push('second')
      playback.afterFrame(() => drawn.push('after'))
    })
    playback.onNumbers(() => undefined)
    run(500)
    expect(drawn).toEqual(['first', 'second', 'after'])
  })

  test('asks for no frame only to wait', () => {
    const { playback, run } = pageClock()
    playback.setEnd(SECOND_US)
    const drawn: string[] = []
    const first = (): number => drawn.push('first')
    const second = (): number => drawn.push('second')
    let told = 0
    playback.onFrame(first)
    playback.onFrame(second)
    playback.onNumbers(() => {
      told += 1
    })
    run(500)
    drawn.length = 0
    told = 0
    playback.redraw(second)
    expect(run(500)).toBe(1)
    expect(drawn).toEqual(['second'])
    playback.invalidate()
    run(16)
    playback.invalidate()
    // One to draw, one when it is time for the numbers.
    expect(run(500)).toBe(2)
    expect(told).toBe(2)
  })

  test('draws where it comes to rest, though it draws less for the sake of others', () => {
    for (const end of ['pause', 'end of the run']) {
      const { playback, run } = pageClock()
      playback.setEnd(end === 'pause' ? SECOND_US : 2010)
      playback.setSpeed(25)
      playback.setYielding(true)
      let paintedUs = 0
      playback.onFrame(({ playheadUs }) => {
        paintedUs = playheadUs
      })
      playback.play()
      run(96)
      if (end === 'pause') playback.pause()
      run(500)
      expect(playback.playheadUs).toBeGreaterThan(0)
      expect(paintedUs).toBe(playback.playheadUs)
    }
  })

  test('tells numbers at most ten times a second, and the last one too', () => {
    const { playback, run } = pageClock()
    const told: number[] = []
    playback.onNumbers(({ playheadUs }) => told.push(playheadUs))
    playback.setEnd(90 * SECOND_US)
    playback.setSpeed(25)
    playback.play()
    run(1000)
    expect(told.length).toBeGreaterThan(5)
    expect(told.length).toBeLessThanOrEqual(11)
    playback.pause()
    playback.seek(77)
    run(300)
    expect(told.at(-1)).toBe(77)
  })

  test('with reduced motion a still picture steps once a second', () => {
    const { playback, run } = pageClock()
    const drawn: number[] = []
    playback.onFrame(({ playheadUs }) => drawn.push(playheadUs))
    playback.setStill(true)
    playback.setEnd(90 * SECOND_US)
    playback.setSpeed(25)
    playback.play()
    run(3200)
    expect(new Set(drawn).size).toBe(4)
    expect(Math.abs(Math.max(...drawn) - 3 * 25_000)).toBeLessThanOrEqual(3 * 16 * 25)
    // What has not changed is not drawn again, but for the numbers that follow a tenth of a second later.
    expect(drawn.length).toBeLessThan(40)
  })

  test('does what waits for a frame after that frame is drawn', () => {
    const { playback, run } = pageClock()
    const order: string[] = []
    playback.onFrame(() => order.push('drawn'))
    run(100)
    order.length = 0
    playback.invalidate()
    playback.afterFrame(() => order.push('after'))
    run(16)
    expect(order).toEqual(['drawn', 'after'])
    playback.afterFrame(() => order.push('after nothing new'))
    run(500)
    expect(order).toEqual(['drawn', 'after', 'after nothing new'])
  })
})
