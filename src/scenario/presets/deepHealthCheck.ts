import { NAMED_WEB, NEAR_EUROPE, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * Half of the pages need the database, which is away for ten seconds. A check that asks the targets alone leaves them in:
 * half of the pages fail, for ten seconds. A check that goes through to the database takes all targets out together, so
 * that the other half fails, too, and for longer: each target must pass three checks before it is back. A balancer that
 * fails open forgives such a check.
 */
export const deepHealthCheck = definePreset({
  id: 'deep-health-check',
  topic: 'failing',
  question: 'Should a health check ask the database?',
  summary: 'A database away for ten seconds, and a health check that asks it takes everything out.',
  opensAtMs: 14_000,
  document: {
    format: 1,
    title: PRESET_TITLES.deepHealthCheck,
    baseTitle: 'Deep check',
    seed: '16',
    durationMs: 40_000,
    warmUpMs: 2000,
    ...NEAR_EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 200 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 40, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 3000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        health: {
          intervalMs: 2000,
          timeoutMs: 1000,
          unhealthyAfter: 2,
          healthyAfter: 3,
          failsOpen: false,
          deep: true,
        },
        calls: { ratio: 0.5 },
        targets: targets(6),
      },
    },
    dependency: { slots: 10, demand: { kind: 'exponential', meanMs: 10 } },
    faults: { database: { kind: 'dependency-outage', atMs: 10_000, forMs: 10_000 } },
    lanes: {
      shallow: {
        title: 'Asks the targets alone',
        patch: { targetGroups: { web: { health: { deep: false } } } },
      },
      open: {
        title: 'Deep, fails open',
        patch: { targetGroups: { web: { health: { failsOpen: true } } } },
      },
    },
  },
})
