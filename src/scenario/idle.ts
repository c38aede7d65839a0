/**
 * Settings that change nothing as a scenario stands, because what they belong to is off: how long a pause before a
 * retry is where nothing is retried. Only what is so whatever happens in a run is here.
 */
import { algorithmById } from '../algorithms/index.ts'
import { own } from './document/json.ts'
import type { LaneScenario } from './types.ts'

interface Rule {
  /** Of the settings; `*` stands for any name. */
  readonly places: readonly string[]
  /** Whether it is off for the thing of the first `*`. */
  readonly isOff: (lane: LaneScenario, name: string) => boolean
  /** To stand after "Changes nothing as things stand:". */
  readonly why: string
}

const RULES: readonly Rule[] = [
  {
    places: [
      'clients.*.retry.backoffMs',
      'clients.*.retry.jitter',
      'clients.*.retry.budgetRatio',
      'clients.*.retry.bucketMax',
      'clients.*.retry.bucketRatio',
    ],
    isOff: ({ clients }, name) => (own(clients, name)?.retry.attemptsMax ?? 1) === 1,
    why: 'nothing is tried again.',
  },
  {
    places: ['clients.*.retry.budgetRatio'],
    isOff: ({ clients }, name) => own(clients, name)?.retry.budget !== 'ratio',
    why: 'retries are not limited to a share.',
  },
  {
    places: ['clients.*.retry.bucketMax', 'clients.*.retry.bucketRatio'],
    isOff: ({ clients }, name) => own(clients, name)?.retry.budget !== 'bucket',
    why: 'there is no bucket of tokens.',
  },
  {
    places: ['clients.*.connections.ageJitter'],
    isOff: ({ clients }, name) => (own(clients, name)?.connections.maxAgeMs ?? 0) === 0,
    why: 'connections may be as old as they like.',
  },
  {
    places: ['balancers.*.propagationSpread'],
    isOff: ({ balancers }, name) => (own(balancers, name)?.propagationMs ?? 0) === 0,
    why: 'there is no control-plane delay.',
  },
  {
    places: ['baseMs', 'longestMs', 'sweepMs', 'ratioMax'].map(
      (setting) => `targetGroups.*.ejection.${setting}`,
    ),
    isOff: ({ targetGroups }, name) => {
      const ejection = own(targetGroups, name)?.ejection
      return ejection?.dialect !== 'envoy' || ejection.errorsInARow === 0
    },
    why: 'no target is ejected for errors in a row.',
  },
  {
    places: ['targetGroups.*.ejection.failTimeoutMs'],
    isOff: ({ targetGroups }, name) => {
      const ejection = own(targetGroups, name)?.ejection
      return ejection?.dialect !== 'nginx' || ejection.maxFails === 0
    },
    why: 'failures are not counted.',
  },
  {
    places: ['targetGroups.*.breaker.requestsMax', 'targetGroups.*.breaker.pendingMax'],
    isOff: ({ targetGroups }, name) => own(targetGroups, name)?.breaker.isOn !== true,
    why: 'there is no circuit breaker.',
  },
  {
    places: ['targetGroups.*.targets.*.warmMs'],
    isOff: ({ targetGroups }, name) =>
      Object.values(own(targetGroups, name)?.targets ?? {}).every(
        ({ coldFactor }) => coldFactor === 1,
      ),
    why: 'no target is slower when cold.',
  },
  {
    places: ['targetGroups.*.targets.*.weight'],
    isOff: ({ targetGroups }, name) => {
      const group = own(targetGroups, name)
      return group !== undefined && !algorithmById(group.algorithm.id).reads.includes('weight')
    },
    why: 'no algorithm here looks at weights.',
  },
  {
    places: ['intervalMs', 'timeoutMs', 'healthyAfter', 'unhealthyAfter'].map(
      (setting) => `targetGroups.*.health.${setting}`,
    ),
    isOff: ({ targetGroups }, name) => own(targetGroups, name)?.health.isActive === false,
    why: 'no health is checked.',
  },
]

/** Why a setting at this place changes nothing in any of the lanes; null where it may. */
export function idleWords(lanes: readonly LaneScenario[], place: readonly string[]): string | null {
  const rule = RULES.find(
    ({ places, isOff }) =>
      places.some((pattern) => isAt(pattern, place)) &&
      lanes.every((lane) => isOff(lane, place[1] ?? '')),
  )
  return rule?.why ?? null
}

function isAt(pattern: string, place: readonly string[]): boolean {
  const keys = pattern.split('.')
  return keys.length === place.length && keys.every((key, i) => key === '*' || key === place[i])
}
