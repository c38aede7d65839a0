/**
 * Replay: the requests of a recording, at the moments at which they came, `speedUp` times faster. A
 * log that says how long a request took says what work it was: that is taken, times a factor. One that
 * knows the size of a response and nothing else leaves a line through the size: a base, and a part for
 * each kilobyte. A request whose size is 0 or not given (`-` in a log) costs the base alone.
 */
import { duration, number, reference } from '../base/knobs.ts'
import { defineArrivals } from './define.ts'

export const replay = defineArrivals({
  id: 'replay',
  label: 'Recorded requests',
  summary: 'The requests of an access log, at the moments and in the order in which they came.',
  source:
    'The log itself; the line from response size to work is our model, as is that the time which a request took was all work',
  knobs: {
    recording: reference({
      label: 'Recording',
      help: 'Which access log is replayed.',
      to: 'recordings',
    }),
    speedUp: number({
      label: 'Speed-up',
      help: 'How many times faster than it was recorded.',
      unit: '×',
      min: 0.001,
      max: 100_000,
      default: 1,
      isLog: true,
    }),
    baseMs: duration({
      label: 'Base work',
      help: 'What every request costs, also one whose response is empty or of unknown size.',
      min: 0,
      max: 600_000,
      default: 5,
    }),
    perKilobyteMs: duration({
      label: 'Work per kilobyte',
      help: 'What each 1,000 bytes of the response cost on top.',
      min: 0,
      max: 10_000,
      default: 0.5,
    }),
    recordedWork: number({
      label: 'Recorded work',
      help: 'What requests cost whose time is in the log, as a multiple of that time.',
      unit: '×',
      min: 0.001,
      max: 1000,
      default: 1,
      isLog: true,
    }),
  },
  cells: 0,
  check({ baseMs, perKilobyteMs }) {
    if (baseMs > 0 || perKilobyteMs > 0) return null
    return 'No request would cost any work; raise baseMs or perKilobyteMs.'
  },
  prepare({ recording, speedUp, baseMs, perKilobyteMs, recordedWork }) {
    return {
      loop: 'recorded',
      recording,
      speedUp,
      demandMs: (bytes, tookMs) =>
        tookMs === null ? baseMs + (perKilobyteMs * bytes) / 1000 : tookMs * recordedWork,
    }
  },
})
