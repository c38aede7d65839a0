import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeRecording, encodeRecording } from '../../src/interop/recordingJson.ts'
import { hashRecording } from '../../src/interop/recordingOf.ts'
import type { Recording } from '../../src/model/recording.ts'

/** Requests at these moments, for two paths by three clients. */
function recordingAt(
  atUs: readonly number[],
  bytes = 1000,
  tookUs: Float64Array | null = null,
): Recording {
  const content = {
    atUs: Float64Array.from(atUs),
    path: Uint16Array.from(atUs, (_, i) => i % 2),
    bytes: Float64Array.from(atUs, () => bytes),
    client: Uint32Array.from(atUs, (_, i) => i % 3),
    tookUs,
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
      fc.property(times, fc.boolean(), (atUs, isTimed) => {
        const took = isTimed ? Float64Array.from(atUs, (us) => (us % 1000) - 1) : null
        const recording = recordingAt(
          atUs.sort((a, b) => a - b),
          1000,
          took,
        )
        const json: unknown = JSON.parse(JSON.stringify(encodeRecording(recording)))
        expect(decodeRecording(json)).toEqual({ ok: true, recording })
      }),
      { seed: 1 },
    )
  })

  it('is written as ever when it has no times of requests', () => {
    expect(encodeRecording(everySecond(2))).toEqual({
      recordingFormat: 0,
      hash: everySecond(2).hash,
      title: 'Test',
      attribution: 'us',
      clients: 3,
      paths: ['/', '/a'],
      gapsUs: [0, 1e6],
      path: [0, 1],
      bytes: [1000, 1000],
      client: [0, 1],
    })
  })

  const sound = () => encodeRecording(everySecond(4))

  it.each([
    [
      { recordingFormat: 7 },
      'recordingFormat must be 0 or 1. Open the recording with a newer Ballast.',
    ],
    [{ hash: 'x' }, 'hash must be 16 hexadecimal digits. Import the log again.'],
    [{ title: 5 }, 'title must be a text of at most 1000 characters. Shorten it.'],
    [{ paths: [1, 2] }, 'paths must be a list of at most 65535 texts. Import the log again.'],
    [{ gapsUs: 'long' }, 'gapsUs must be a list of at most 5000000 numbers. Import the log again.'],
    [{ clients: -1 }, 'clients must be a whole number. Import the log again.'],
    [{ path: [0, 1, 2, 0] }, 'path.2 must be a whole number from 0 to 1.'],
    [{ client: [0, 1] }, 'client must be a list of 4 numbers, one a request.'],
    [{ bytes: [1, 2, 3, 0.5] }, 'bytes.3 must be a whole number from 0 to 1000000000000000.'],
    [{ gapsUs: [0, 1, -1, 1] }, 'gapsUs.2 must be a whole number from 0 to 1000000000000000.'],
    [{ recordingFormat: 1 }, 'tookUs must be a list of 4 numbers, one a request.'],
    [
      { recordingFormat: 1, tookUs: [0, -2, 1, 1] },
      'tookUs.1 must be a whole number from -1 to 3600000000.',
    ],
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
      { numRuns: 1000, seed: 1 },
    )
  })
})
