import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const END_MS = 54_000
const DEATHS_MS = [5000, 7000, 9000, 11_000, 24_000, 38_000]

/**
 * Ten targets die one after the other until six, five and four are left. Down to half of them health checks protect the
 * clients in both lanes. Then four targets are asked for 420 requests a second and can do 4 × 4 / 40 ms = 400: they fill
 * up and are slow. A node that panics below 50 % spreads the same requests over all ten instead, so that those left have
 * room, and six of ten requests fail: the threshold pays only where checks take out targets that still work.
 */
export const panic = definePreset({
  id: 'panic',
  topic: 'failing',
  question: 'When is it better to send to the dead?',
  summary:
    'Targets die one after the other. Below half of them one lane panics and sends to the dead.',
  opensAtMs: 46_000,
  document: {
    format: 1,
    title: PRESET_TITLES.panic,
    seed: '3',
    durationMs: END_MS,
    warmUpMs: 2000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 420 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 40, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 3000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        health: { intervalMs: 2000, timeoutMs: 1000 },
        targets: targets(10, { slots: 4, queue: { limit: 40 } }),
      },
    },
    faults: Object.fromEntries(
      DEATHS_MS.map((atMs, i): [string, unknown] => [
        `death-${i + 1}`,
        { kind: 'crash', target: `web-${i + 1}`, atMs, forMs: END_MS - atMs },
      ]),
    ),
    lanes: {
      threshold: {
        title: 'Panics below 50 %',
        patch: { targetGroups: { web: { health: { panicBelow: 0.5 } } } },
      },
    },
  },
})
