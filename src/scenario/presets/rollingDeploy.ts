import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const DEPLOY = {
  kind: 'rolling-deploy',
  group: 'web',
  pauseMs: 0,
  graceMs: 30_000,
  startMs: 4000,
  atMs: 20_000,
  forMs: 160_000,
} as const

/**
 * Six targets are replaced one by one. The nodes hear of a deregistration up to 6 s after it, and their health checks
 * need 3 to 6 s, so that a target that stops at once is sent its share for seconds: each a 502. A pause of 7 s before the
 * stop costs no request, only time; but reports take 4 s and more, and with a grace of 0.1 s some are cut off.
 * Before that somebody takes `web-6` out and gives it back: as it works on, that costs nothing.
 */
export const rollingDeploy = definePreset({
  id: 'rolling-deploy',
  topic: 'scaling',
  question: 'What does a deploy need to fail nobody?',
  summary:
    'Targets are replaced one by one: they stop before all nodes know, or pause until all do.',
  opensAtMs: 23_000,
  document: {
    format: 1,
    title: PRESET_TITLES.rollingDeploy,
    seed: '7',
    durationMs: 180_000,
    warmUpMs: 1000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 60 },
        requests: {
          page: { weight: 19, demand: { kind: 'lognormal', meanMs: 80, cv: 1 } },
          report: { path: '/report', demand: { kind: 'lognormal', meanMs: 4000, cv: 0.3 } },
        },
        addresses: 500,
        timeoutMs: 20_000,
      },
    },
    dns: NAMED_WEB,
    balancers: { web: { ...WEB.web, propagationMs: 6000, propagationSpread: 0.5 } },
    targetGroups: {
      web: {
        health: { intervalMs: 3000, timeoutMs: 1000 },
        targets: targets(6, { slots: 8 }),
      },
    },
    faults: {
      maintenance: { kind: 'deregistration', target: 'web-6', atMs: 2000, forMs: 6000 },
      release: DEPLOY,
    },
    lanes: {
      pause: {
        title: 'Pauses 7 s before it stops',
        patch: { faults: { release: { pauseMs: 7000 } } },
      },
      grace: {
        title: 'Pauses, but grace is 0.1 s',
        patch: { faults: { release: { pauseMs: 7000, graceMs: 100 } } },
      },
    },
  },
})
