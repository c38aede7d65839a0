/** A lane with rules, and what became of each kind of request in it, for tests of single rules. */
import { type Row, rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

type Json = Readonly<Record<string, unknown>>

export const LISTENER = 'balancers.web.listeners.http'

/** A rule of the group `api`, whose only target is `api-1`; all other requests go to the group `web`, to `s0`. */
export const rule = (priority: number, when: readonly Json[], action: Json = TO_API): Json => ({
  priority,
  when: Object.fromEntries(when.map((condition, i) => [`c${i}`, condition])),
  action,
})

export const TO_API: Json = { kind: 'forward', groups: { api: {} } }

export const forward = (weights: Readonly<Record<string, number>>): Json => ({
  kind: 'forward',
  groups: Object.fromEntries(Object.entries(weights).map(([id, weight]) => [id, { weight }])),
})

/** Two groups of one target each, and what is given. */
export const routedLane = (rules: Json, ...changes: readonly Changes[]) =>
  laneOf(
    {
      [`${LISTENER}.rules`]: rules,
      'targetGroups.api': {
        health: { isActive: false },
        targets: { 'api-1': { zone: 'a', slots: 100 } },
      },
      'targetGroups.web.targets.s0.slots': 100,
    },
    ...changes,
  )

/** Where a request goes that looks like this: `api-1`, `s0`, or `301 redirect`. */
export function fateOf(rules: Json, request: Json, ...changes: readonly Changes[]): string {
  const lane = routedLane(
    rules,
    { 'clients.users.requests': { page: { demand: constant(1), ...request } } },
    ...changes,
  )
  const fates = new Set(rowsOf(simulate(lane)).map(fate))
  return [...fates].join(' or ')
}

export const fate = ({ target, status, cause }: Row): string => target ?? `${status} ${cause}`
