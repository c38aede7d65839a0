import { createReadStream, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { reportOf } from '../../src/analysis/numbers/report.ts'
import { datasetPath } from '../../src/interop/datasets.ts'
import { type LogResult, readLog } from '../../src/interop/readLog.ts'
import { decodeRecording, encodeRecording } from '../../src/interop/recordingJson.ts'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { NASA_RECORDING, nasa } from '../../src/scenario/presets/nasa.ts'
import { recordingsOf } from '../../src/scenario/recordings.ts'
import { simulate } from '../support/simulate.ts'

const LOG = 'public/examples/nasa-http-1995-08-01.log'
const TITLE = 'NASA web server, 1 August 1995'
const ATTRIBUTION =
  'Internet Traffic Archive, NASA-HTTP. Collected by Jim Dumoulin; contributed by Martin Arlitt and ' +
  'Carey Williamson.'

let read: Extract<LogResult, { ok: true }>

beforeAll(async () => {
  const result = await readLog([{ name: LOG, bytes: createReadStream(LOG) }], {
    title: TITLE,
    attribution: ATTRIBUTION,
  })
  if (!result.ok) throw new Error(result.message)
  read = result
})

describe('the NASA log', () => {
  it('is read but for its last line, which is cut off', () => {
    expect(read.report).toMatchObject({
      formats: [{ id: 'clf', requests: 1880 }],
      lines: 1881,
      requests: 1880,
      leftOut: [
        {
          why: 'unreadable',
          count: 1,
          examples: [
            {
              source: LOG,
              number: 1881,
              text: 'miriwo',
              reason: 'it is not host, time, request, status and size',
            },
          ],
        },
      ],
      warnings: [],
      withoutProtocol: 7,
      withoutSize: 7,
      withSizeZero: 137,
      withoutZone: 0,
      tookOfTarget: 0,
      tookOfRequest: 0,
      targets: [],
    })
  })

  it('lasts from 00:00:01 to 01:12:24, spread within the seconds', () => {
    const { atUs, clients, bytes } = read.recording
    expect(atUs.length).toBe(1880)
    expect(atUs[0]).toBe(0)
    // One request in the first second, two in the last: 1/2 and 3/4 of it.
    expect(atUs.at(-1)).toBe((3600 + 12 * 60 + 23) * 1e6 + 750_000 - 500_000)
    expect(atUs.every((us, i) => i === 0 || us >= (atUs[i - 1] as number))).toBe(true)
    expect(clients).toBe(new Set(hostsOf(readFileSync(LOG, 'latin1'))).size)
    expect(Math.max(...bytes)).toBe(887_988)
  })

  it('has no client address and no query string in it', () => {
    const json = JSON.stringify(encodeRecording(read.recording))
    expect(json).not.toContain('inetnebr')
    expect(read.recording.paths.some((path) => path.includes('?'))).toBe(false)
  })

  it('ships as the recording that the example asks for', async () => {
    const { recording } = read
    expect(recording.hash).toBe(NASA_RECORDING)
    expect(recordingsOf(nasa.scenario)).toEqual([NASA_RECORDING])
    const text = `${JSON.stringify(encodeRecording(recording))}\n`
    // `npx vitest run tests/interop/nasa.test.ts -u` writes it.
    await expect(text).toMatchFileSnapshot(`../../public/${datasetPath(recording.hash)}`)
    expect(decodeRecording(JSON.parse(text))).toEqual({ ok: true, recording })
  })
})

describe('the NASA example', () => {
  const reportOfLane = (lane: string | null) =>
    reportOf(simulate(resolveLane(nasa.scenario, lane), { [read.recording.hash]: read.recording }))

  it('replays every request of the log in 73 s', () => {
    expect(reportOfLane(null)).toMatchObject({ requests: 1880, endedUs: 73_000_000 })
  })

  it('keeps the targets busy as its rule says', () => {
    const { bytes } = read.recording
    const kilobytes = bytes.reduce((sum, size) => sum + size, 0) / 1000
    const workMs = 1880 * 150 + kilobytes * 6
    expect(workMs / 73_000 / (5.25 * 2)).toBeCloseTo(0.615, 3)
  })

  it('shows what round robin does to a slow target', () => {
    const [robin, least] = [reportOfLane(null), reportOfLane('least')]
    // A sixth of the requests is twice what it can do; least outstanding gives it half of that.
    expect(robin.targets[1]?.waitingMean).toBeGreaterThan(50)
    expect(least.targets[1]?.waitingMean).toBeLessThan(5)
    expect(robin.errorRatio).toBeGreaterThan(0.05)
    expect(least.errorRatio).toBe(0)
    expect(robin.latency.p99Ms / least.latency.p99Ms).toBeGreaterThan(3)
  })
})

/** The first word of every whole line. */
const hostsOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .slice(0, 1880)
    .map((line) => line.split(' ')[0] as string)
