/** Whether what is looked at is there: a link may name anything, and an edit may take it away. */
import { parseAttempt } from '../../model/name.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import { hasDependency } from '../../scenario/things/dependency.ts'
import { hasLogin } from '../../scenario/things/login.ts'
import type { LaneScenario, Scenario } from '../../scenario/types.ts'
import type { LaneId, PageState, Selection } from '../page/state.ts'

export type LookedAt = Pick<PageState, 'selection' | 'shownLane'>

/** What of it is there, and a sentence for everything that is not. */
export function presentIn(
  scenario: Scenario,
  { selection, shownLane }: LookedAt,
): LookedAt & { readonly missing: readonly string[] } {
  const hasLane = isLane(scenario, shownLane)
  const hasSelection = selection === null || isSelectable(scenario, selection)
  return {
    shownLane: hasLane ? shownLane : null,
    selection: hasSelection ? selection : null,
    missing: [
      ...(hasLane ? [] : [`There is no lane ${quoted(shownLane ?? '')}; lane A is shown.`]),
      ...(hasSelection ? [] : [`There is no ${wordsOf(selection)}; nothing is selected.`]),
    ],
  }
}

/** Selectable is what is in one lane at least. */
function isSelectable(scenario: Scenario, selection: Selection): boolean {
  if (selection.kind === 'request' && !isLane(scenario, selection.lane)) return false
  if (isThere(scenario, selection)) return true
  return Object.keys(scenario.lanes).some((lane) => isThere(resolveLane(scenario, lane), selection))
}

function isThere(lane: LaneScenario, selection: Selection): boolean {
  switch (selection.kind) {
    case 'fault':
      return Object.hasOwn(lane.faults, selection.id)
    case 'dependency':
      return hasDependency(lane)
    case 'identity-provider':
      return hasLogin(lane)
    case 'host':
      return Object.hasOwn(lane.hosts, selection.id)
    case 'resolver':
      return Object.hasOwn(lane.dns.resolvers, selection.id)
    case 'client':
      return Object.hasOwn(lane.clients, selection.id)
    case 'target':
      return Object.values(lane.targetGroups).some(({ targets }) =>
        Object.hasOwn(targets, selection.id),
      )
    case 'node':
      return Object.entries(lane.balancers).some(([id, { zones }]) =>
        zones.some((zone) => `${id}-${zone}` === selection.id),
      )
    case 'request': {
      const name = parseAttempt(selection.name)
      return name !== null && Object.hasOwn(lane.clients, name.population)
    }
  }
}

const isLane = (scenario: Scenario, lane: LaneId): boolean =>
  lane === null || Object.hasOwn(scenario.lanes, lane)

const wordsOf = (selection: Selection): string =>
  selection.kind === 'request'
    ? `request ${quoted(selection.name)}`
    : `${selection.kind} ${quoted(selection.id)}`

const quoted = (name: string): string => `“${name.slice(0, 60)}”`
