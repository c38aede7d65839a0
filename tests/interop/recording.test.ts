import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeRecording, encodeRecording } from '../../src/interop/recordingJson.ts'
import { hashRecording } from '../../src/interop/recordingOf.ts'
import { scenarioFromLog } from '../../src/interop/scenarioFromLog.ts'
import type { Recording } from '../../src/model/recording.ts'
import { recordingsOf } from '../../src/scenario/recordings.ts'

/** Requests at these moments, for two paths by three clients. */
function recordingAt(atUs: readonly number[], bytes = 1000): Recording {
  const content = {
    atUs: Float64Array.from(atUs),
    path: Uint16Array.from(atUs, (_, i) => i % 2),
    bytes: Float64Array.from(atUs, () => bytes),
    client: Uint32Array.from(atUs, (_, i) => i % 3),
    paths: ['/', '/a'],
    clients: 3,
  }
  return { hash: hashRecording(content), title: 'Test', attribution: 'us', ...content }
}

const everySecond = (n: number) => recordingAt(Array.from({ length: n }, (_, i) => i * 1e6))

describe('a recording as JSON', () => {
  it('comes back as it was', () => {
    const times = fc.array(fc.integer({ min: 0, max: 1e12 }), { maxLength: 50 })
    fc.assert(
      fc.property(times, (atUs) => {
        const recording = recordingAt(atUs.sort((a, b) => a - b))
        const json: unknown = JSON.parse(JSON.stringify(encodeRecording(recording)))
        expect(decodeRecording(json)).toEqual({ ok: true, recording })
      }),
    )
  })

  const sound = () => encodeRecording(everySecond(4))

  it.each([
    [{ recordingFormat: 7 }, 'recordingFormat must be 0. Open the recording with a newer Ballast.'],
    [{ hash: 'x' }, 'hash must be 16 hexadecimal digits. Import the log again.'],
    [{ title: 5 }, 'title must be a text of at most 1000 characters. Shorten it.'],
    [{ paths: [1, 2] }, 'paths must be a list of at most 65535 texts. Import the log again.'],
    [{ gapsUs: 'long' }, 'gapsUs must be a list of at most 5000000 numbers. Import the log again.'],
    [{ clients: -1 }, 'clients must be a whole number. Import the log again.'],
    [{ path: [0, 1, 2, 0] }, 'path.2 must be a whole number from 0 to 1.'],
    [{ client: [0, 1] }, 'client must be a list of 4 numbers, one a request.'],
    [{ bytes: [1, 2, 3, 0.5] }, 'bytes.3 must be a whole number from 0 to 1000000000000000.'],
    [{ gapsUs: [0, 1, -1, 1] }, 'gapsUs.2 must be a whole number from 0 to 1000000000000000.'],
    [{ gapsUs: [1e15, 1e15, 0, 0] }, 'gapsUs add up to more than 30 years. Cut the log.'],
  ])('is refused with %j', (change, message) => {
    const result = decodeRecording({ ...sound(), ...change })
    expect(result.ok ? [] : result.problems.map((problem) => problem.message)).toEqual([message])
  })

  it('is refused when it was changed', () => {
    const json = sound()
    const result = decodeRecording({ ...json, bytes: [9, ...json.bytes.slice(1)] })
    expect(result.ok ? '' : result.problems[0]?.message).toMatch(/^hash is .* It was changed\.$/)
  })

  it('never throws, whatever it is given', () => {
    const change = fc.tuple(fc.constantFrom(...Object.keys(sound())), fc.anything())
    fc.assert(
      fc.property(fc.anything(), change, (anything, [key, value]) => {
        expect(decodeRecording(anything).ok).toBe(false)
        expect(typeof decodeRecording({ ...sound(), [key]: value }).ok).toBe('boolean')
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a scenario from a log', () => {
  const made = (recording: Recording, options = {}) => {
    const result = scenarioFromLog(recording, options)
    if (!result.ok) throw new Error(result.problems[0]?.message)
    return result.scenario
  }
  const arrivals = (recording: Recording, options = {}) => {
    const found = made(recording, options).clients['visitors']?.arrivals
    if (found?.kind !== 'replay') throw new Error('visitors replay a recording')
    return found
  }

  it('replays the recording against six targets, one of them four times slower', () => {
    const scenario = made(everySecond(100))
    const targets = Object.values(scenario.targetGroups['web']?.targets ?? {})
    expect(targets.map((target) => target.speed)).toEqual([1, 0.25, 1, 1, 1, 1])
    expect(targets.map((target) => target.zone)).toEqual(['a', 'a', 'b', 'b', 'c', 'c'])
    expect(recordingsOf(scenario)).toEqual([everySecond(100).hash])
    expect(Object.keys(scenario.lanes)).toEqual(['least'])
  })

  it('lasts as long as the log at its speed, to the next second', () => {
    expect(made(everySecond(4321), { speedUp: 60 }).durationMs).toBe(73_000)
    expect(made(everySecond(121), { speedUp: 60 }).durationMs).toBe(3_000)
  })

  it('plays in about 72 s', () => {
    expect(arrivals(everySecond(7201)).speedUp).toBe(100)
  })

  it('has at most 400 requests a second, but lasts no longer than an hour', () => {
    const busy = recordingAt(Array.from({ length: 200_000 }, (_, i) => i * 1000))
    expect(arrivals(busy).speedUp).toBe(0.4)
    const day = recordingAt([0, 86_400e6])
    expect(made(day, { speedUp: 25 }).durationMs).toBeLessThanOrEqual(3_600_000)
  })

  it('keeps the targets busy 0.62 of the time, with the parts in proportion', () => {
    const recording = everySecond(7201)
    const { baseMs, perKilobyteMs, speedUp } = arrivals(recording)
    const perSecond = 7201 / (made(recording).durationMs / 1000)
    const meanMs = baseMs + perKilobyteMs * 1
    expect((perSecond * meanMs) / 1000 / (5.25 * 2)).toBeCloseTo(0.62, 4)
    expect(baseMs / meanMs).toBeCloseTo(0.6, 4)
    expect(speedUp).toBe(100)
  })

  it('gives all work to the base when no size is known', () => {
    expect(arrivals(recordingAt([0, 1e6, 2e6], 0)).perKilobyteMs).toBeLessThanOrEqual(0.001)
  })

  it('is refused when there is nothing to replay', () => {
    expect(scenarioFromLog(recordingAt([]))).toEqual({
      ok: false,
      problems: [
        { path: 'recording', message: 'recording has no requests. Choose a log that has some.' },
      ],
    })
  })
})
