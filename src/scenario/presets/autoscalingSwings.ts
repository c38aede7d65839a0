import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * From a minute on the load is constant: 225 requests/s of 160 ms, for which eight instances of eight slots are 56 %
 * busy. Step scaling is to keep them between 50 and 70 %; beyond 80 % it doubles their number, below 40 % it goes to the
 * minimum. What is launched is cold for a minute and looks like load, so that one step follows the other until all 16
 * are there; once they are warm they are 28 % busy, so all but three go; and it begins again. A warm-up as long as they
 * are cold, or a cooldown after two at a time, leaves eight; smaller steps end it after a while.
 */
export const autoscalingSwings = definePreset({
  id: 'autoscaling-swings',
  topic: 'scaling',
  question: 'Why does a constant load make it swing?',
  summary: 'A constant load, and a number of targets that swings between 3 and 16.',
  opensAtMs: 232_000,
  document: {
    format: 1,
    title: PRESET_TITLES.autoscalingSwings,
    baseTitle: 'No warm-up, large steps',
    seed: '21',
    durationMs: 500_000,
    warmUpMs: 5000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 110 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 160, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 10_000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        health: { intervalMs: 2000, timeoutMs: 1000 },
        deregistrationMs: 10_000,
        scaling: {
          kind: 'step-scaling',
          threshold: 60,
          firstBy: 10,
          firstChange: 40,
          secondBy: 20,
          secondChange: 100,
          outAfter: 1,
          inAfter: 6,
          minimum: 3,
          desired: 4,
          periodMs: 10_000,
          launchMs: 20_000,
          warmUpMs: 0,
        },
        targets: targets(16, { slots: 8, queue: { limit: 50 }, coldFactor: 5, warmMs: 60_000 }),
      },
    },
    faults: {
      more: {
        kind: 'surge',
        population: 'browsers',
        perSecond: 115,
        atMs: 60_000,
        forMs: 440_000,
      },
    },
    lanes: {
      warm: {
        title: 'Warm-up of 60 s',
        patch: { targetGroups: { web: { scaling: { warmUpMs: 60_000 } } } },
      },
      small: {
        title: 'Smaller steps',
        patch: { targetGroups: { web: { scaling: { firstChange: 25, secondChange: 50 } } } },
      },
      cooldown: {
        title: 'Two at a time, and a cooldown',
        patch: {
          targetGroups: {
            web: {
              scaling: {
                kind: 'simple-scaling',
                above: 70,
                below: 40,
                change: 2,
                outAfter: 1,
                inAfter: 6,
                cooldownMs: 60_000,
                minimum: 3,
                desired: 4,
                periodMs: 10_000,
                launchMs: 20_000,
              },
            },
          },
        },
      },
    },
  },
})
