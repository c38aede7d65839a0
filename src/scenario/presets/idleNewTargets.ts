import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * 150 services double their rate, each on two connections at most, which it keeps. At 300 requests/s of 100 ms four
 * instances of eight slots are 94 % busy, and the group grows to eight. A node of layer 4 sees no request but only new
 * connections, and there are none: the four new targets get nothing, for ever, while the mean is on target. Clients that
 * renew their connections after 10 to 20 s give them their eighth within a minute; a node of layer 7 does so at once.
 */
export const idleNewTargets = definePreset({
  id: 'idle-new-targets',
  topic: 'scaling',
  question: 'Who uses a target that is new?',
  summary: 'The group grows, and what is new stays idle: clients keep their connections.',
  opensAtMs: 120_000,
  document: {
    format: 1,
    title: PRESET_TITLES.idleNewTargets,
    baseTitle: 'Layer 4',
    seed: '6',
    durationMs: 240_000,
    warmUpMs: 5000,
    ...EUROPE,
    clients: {
      services: {
        place: 'eu',
        arrivals: {
          kind: 'profile',
          corners: [
            [0, 150],
            [30_000, 150],
            [60_000, 300],
            [240_000, 300],
          ],
        },
        requests: { call: { path: '/call', demand: { kind: 'lognormal', meanMs: 100, cv: 1 } } },
        addresses: 150,
        connections: { keepAliveMs: 60_000, perAddress: 2 },
        timeoutMs: 10_000,
      },
    },
    dns: NAMED_WEB,
    balancers: { web: { ...WEB.web, kind: 'network', layer4: { crossZone: true } } },
    targetGroups: {
      web: {
        health: { intervalMs: 2000, timeoutMs: 1000 },
        deregistrationMs: 30_000,
        scaling: {
          kind: 'target-tracking',
          target: 50,
          minimum: 4,
          desired: 4,
          periodMs: 10_000,
          launchMs: 20_000,
          warmUpMs: 30_000,
        },
        targets: targets(12, { slots: 8 }),
      },
    },
    lanes: {
      renew: {
        title: 'Layer 4, renewed in 20 s',
        patch: { clients: { services: { connections: { maxAgeMs: 20_000, ageJitter: 0.5 } } } },
      },
      application: {
        title: 'Layer 7',
        patch: { balancers: { web: { kind: 'application' } } },
      },
    },
  },
})
