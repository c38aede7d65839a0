/**
 * Replay: the requests of a recording, at the moments at which they came, `speedUp` times faster. A
 * log knows the size of a response and not the work behind it, so the work is a line through the
 * size. A request whose size is 0 or not given (`-` in a log) costs the base alone.
 */
import { duration, number, reference } from '../base/knobs.ts'
import { defineArrivals } from './define.ts'

export const replay = defineArrivals({
  id: 'replay',
  label: 'Recorded requests',
  summary: 'The requests of an access log, at the moments and in the order in which they came.',
  source: 'The log itself; the line from response size to work is our model',
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
  },
  cells: 0,
  check({ baseMs, perKilobyteMs }) {
    if (baseMs > 0 || perKilobyteMs > 0) return null
    return 'No request would cost any work; raise baseMs or perKilobyteMs.'
  },
  prepare({ recording, speedUp, baseMs, perKilobyteMs }) {
    return {
      loop: 'recorded',
      recording,
      speedUp,
      demandMs: (bytes) => baseMs + (perKilobyteMs * bytes) / 1000,
    }
  },
})
