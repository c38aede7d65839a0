import { definePreset } from './preset.ts'
import { replayDocument } from './replayed.ts'
import { PRESET_TITLES } from './titles.ts'

/** The recording of `public/examples/nasa-http-1995-08-01.log`, as it lies in `public/datasets`. */
export const NASA_RECORDING = '29be6350d17ef4cf'

/**
 * Seventy-two minutes of 1 August 1995 in 73 s: 1,880 requests to the web server of the NASA Kennedy
 * Space Center, played 60 times faster, 26 a second on average.
 * Work, by a rule of ours: 150 ms, and 6 ms for each kilobyte of the response. The 137 answers of
 * size 0 and the 7 whose size the log does not give (`-`) cost the 150 ms alone. At 16.8 kB on
 * average that is 251 ms; six targets with 2 slots each, one of them four times slower, are 10.5
 * slots' worth and so busy 0.62 of the time. Round robin gives the slow one a sixth of the requests,
 * which is twice what it can do.
 * The log tells the time to the second: the k-th (from 0) of n requests within one second is placed
 * at (k + 0.5) / n of it.
 */
export const nasa = definePreset({
  id: 'nasa',
  topic: 'start',
  question: 'What would another algorithm have done with real traffic?',
  summary:
    'A real access log: 1,880 requests to the NASA Kennedy Space Center, 60 times faster. One of six targets is four times slower.',
  source:
    'Log from the Internet Traffic Archive; collected by Jim Dumoulin, contributed by Martin Arlitt and Carey Williamson.',
  opensAtMs: 21_000,
  speedMs: 250,
  document: replayDocument({
    title: PRESET_TITLES.nasa,
    durationMs: 73_000,
    arrivals: { recording: NASA_RECORDING, speedUp: 60, baseMs: 150, perKilobyteMs: 6 },
    clients: { timeoutMs: 30_000 },
    algorithm: 'round-robin',
    targets: {
      'web-1': { zone: 'a', slots: 2 },
      'web-2': { zone: 'a', slots: 2, speed: 0.25 },
      'web-3': { zone: 'b', slots: 2 },
      'web-4': { zone: 'b', slots: 2 },
      'web-5': { zone: 'c', slots: 2 },
      'web-6': { zone: 'c', slots: 2 },
    },
  }),
})
