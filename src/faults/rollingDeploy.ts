import { count, duration, reference } from '../base/knobs.ts'
import { DURATION_MAX_MS } from '../model/time.ts'
import { defineFault, WHEN } from './define.ts'

/** A new version for a group: its targets are replaced one after the other, while the rest serves. */
export const rollingDeploy = defineFault({
  id: 'rolling-deploy',
  label: 'Rolling deploy',
  summary:
    'The targets of a group are replaced, so many at a time: each is deregistered, stopped, started anew and registered. The next one follows when all nodes find it healthy.',
  source:
    'Kubernetes, RollingUpdate with maxUnavailable and a readiness gate of the load balancer; Amazon ECS. There the grace counts from the beginning of the pause',
  knobs: {
    group: reference({ label: 'Group', help: 'Which group is replaced.', to: 'used groups' }),
    unavailable: count({
      label: 'At a time',
      help: 'How many targets are out at one time (Kubernetes: maxUnavailable).',
      unit: 'targets',
      min: 1,
      max: 5000,
      default: 1,
    }),
    pauseMs: duration({
      label: 'Pause',
      help: 'Pre-stop pause: how long a target goes on serving after it was deregistered, before it is told to stop: time for the nodes to hear of it.',
      min: 0,
      max: 3_600_000,
      default: 0,
    }),
    graceMs: duration({
      label: 'Grace',
      help: 'How long a target that was told to stop may finish what it has. New requests it refuses; what is left after this is cut off.',
      min: 0,
      max: 3_600_000,
      default: 30_000,
    }),
    startMs: duration({
      label: 'Starts in',
      help: 'How long the new version takes until it can serve, and is registered.',
      min: 0,
      max: 3_600_000,
      default: 5000,
    }),
    ...WHEN,
    forMs: duration({
      label: 'Begins targets for',
      help: 'After this no further target is replaced; what has begun is finished.',
      min: 0.001,
      max: DURATION_MAX_MS,
      default: 600_000,
    }),
  },
  effects: ({ group, unavailable, pauseMs, graceMs, startMs }) => [
    { kind: 'deploy', group, unavailable, pauseMs, graceMs, startMs },
  ],
  words: () => 'deploy',
  caption: ({ group }) => `deploy of ${group}`,
})
