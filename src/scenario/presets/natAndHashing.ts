import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * Five of six requests come from an office behind one address. ip_hash sends all of these to one target, which can do 111
 * a second and is asked for 300; the others idle. A cookie tells the same clients apart, and its hash spreads them.
 */
export const natAndHashing = definePreset({
  id: 'nat-and-hashing',
  topic: 'choosing',
  question: 'What is hashed, and how many share it?',
  summary:
    'Hashing the address sends everybody behind a NAT to one target; a session spreads them.',
  opensAtMs: 20_000,
  document: {
    format: 1,
    title: PRESET_TITLES.natAndHashing,
    seed: '1',
    durationMs: 30_000,
    warmUpMs: 12_000,
    ...EUROPE,
    clients: {
      office: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 300 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 36, cv: 1 } } },
        addresses: 1500,
        addressRange: '198.51.100.7',
        timeoutMs: 3000,
      },
      others: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 60 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 36, cv: 1 } } },
        addresses: 1500,
        addressRange: '10.20.0.0/16',
        timeoutMs: 3000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        algorithm: { id: 'hash-modulo', dialect: 'nginx-ip' },
        targets: targets(6, { slots: 4, queue: { limit: 50 } }),
      },
    },
    lanes: {
      session: {
        title: 'Session',
        patch: { targetGroups: { web: { algorithm: { dialect: 'nginx', key: 'client' } } } },
      },
    },
  },
})
