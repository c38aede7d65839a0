import { EUROPE, NAMED_WEB, targets, WEB_ALONE } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * `web-2` of five answers everything with a 500 within a millisecond, fifty times as fast as the others work, and its
 * health check is fine. Each of the other four would have seven requests in flight; it never has, and is the least busy
 * nearly always. In turns it takes its fifth; ejected after five errors in a row, hardly anything.
 */
export const fastErrors = definePreset({
  id: 'fast-errors',
  topic: 'failing',
  question: 'Why does the broken target get everything?',
  summary: 'A target that fails at once is never busy, so the least busy one gets everything.',
  opensAtMs: 20_000,
  document: {
    format: 1,
    title: PRESET_TITLES.fastErrors,
    seed: '1',
    durationMs: 40_000,
    warmUpMs: 12_000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 400 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 60, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 3000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB_ALONE,
    targetGroups: {
      web: {
        algorithm: { id: 'least-outstanding' },
        targets: {
          ...targets(5, { zone: 'a', slots: 16 }),
          'web-2': { zone: 'a', slots: 16, speed: 50, errorRatio: 1 },
        },
      },
    },
    lanes: {
      turns: {
        title: 'Round robin',
        patch: { targetGroups: { web: { algorithm: { id: 'round-robin' } } } },
      },
      ejected: {
        title: 'Ejection',
        patch: {
          targetGroups: {
            web: { ejection: { errorsInARow: 5, baseMs: 30_000, ratioMax: 0.2 } },
          },
        },
      },
    },
  },
})
