import { COLD_ISP, EUROPE, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * What a balancer is for. In A the name stands for the addresses of the targets, and DNS does not
 * know that one of them is dead: clients go on asking it, and it refuses. In B the name stands for
 * a balancer, whose nodes probe the targets every second and go around the dead one.
 */
export const noBalancer = definePreset({
  id: 'no-balancer',
  topic: 'start',
  question: 'What does a balancer do that DNS cannot?',
  summary: 'DNS goes on handing out the address of a dead target; a balancer goes around it.',
  opensAtMs: 20_000,
  speedMs: 50,
  document: {
    format: 1,
    title: PRESET_TITLES.noBalancer,
    seed: '3',
    durationMs: 60_000,
    warmUpMs: 5000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 120 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 40, cv: 1 } } },
        addresses: 100,
        timeoutMs: 2000,
        connections: { keepAliveMs: 1000 },
      },
    },
    dns: {
      resolvers: COLD_ISP,
      records: {
        shop: {
          answers: {
            first: { target: 'web-1' },
            second: { target: 'web-2' },
            third: { target: 'web-3' },
          },
        },
      },
    },
    balancers: WEB,
    targetGroups: {
      web: { health: { intervalMs: 1000, timeoutMs: 500 }, targets: targets(3) },
    },
    faults: { dead: { kind: 'crash', target: 'web-2', atMs: 15_000, forMs: 30_000 } },
    lanes: {
      balanced: {
        title: 'A balancer in front',
        patch: {
          dns: {
            records: {
              shop: {
                answers: { first: null, second: null, third: null, web: { balancer: 'web' } },
              },
            },
          },
        },
      },
    },
  },
})
