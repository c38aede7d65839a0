/** Edits of the rules of a listener, in every lane: add one, take it away, ask it earlier or later, change what it does. */
import { type ActionSpec, startOf } from '../../actions/index.ts'
import { isObject, type Json } from '../document/json.ts'
import { problemAt, refuse } from '../document/problem.ts'
import { validateScenario } from '../document/validate.ts'
import { groupsOf } from '../forwarding.ts'
import { freshId, laneIds, resolveLane } from '../lanes.ts'
import { namesOf } from '../names.ts'
import type { Listener } from '../things/listeners.ts'
import { rulesInOrder } from '../things/rules.ts'
import type { Scenario } from '../types.ts'
import { withoutFaultsOf } from './faults.ts'
import { listenerPlace } from './listenerPlace.ts'
import { type Edited, type EditedWithId, setAt } from './set.ts'

/** Between priorities, so that others fit in. */
const PRIORITY_STEP = 10
const PRIORITY_MAX = 50_000

/** One more rule before the default: for one path, to the group of the default. */
export function addRule(scenario: Scenario): EditedWithId {
  const place = listenerPlace(scenario)
  if (place === null) return refuse([problemAt('balancers', 'is empty. Add a balancer first.')])
  const taken = laneIds(scenario).flatMap(
    ({ id }) => namesOf(resolveLane(scenario, id), 'rules').among,
  )
  const last = rulesInOrder(place.listener.rules).at(-1)?.[1].priority ?? 0
  const id = freshId(taken, 'rule')
  const edited = setAt(scenario, [...place.keys, 'rules', id], {
    priority: Math.min(PRIORITY_MAX, last + PRIORITY_STEP),
    when: { path: { kind: 'path-pattern', values: [`/${id}/*`] } },
    action: firstAction(scenario, place.listener, 'forward'),
  })
  return edited.ok ? { ...edited, id } : edited
}

/** With the faults that change it. */
export function removeRule(scenario: Scenario, id: string): Edited {
  const place = listenerPlace(scenario)
  if (place === null) return validateScenario(scenario)
  const without = withoutFaultsOf(scenario, id, 'rules')
  return setAt(without, [...place.keys, 'rules', id], null)
}

/** Changes places with the rule that is asked before it (-1) or after it (1). */
export function moveRule(scenario: Scenario, id: string, by: -1 | 1): Edited {
  const place = listenerPlace(scenario)
  const order = rulesInOrder(place?.listener.rules ?? {})
  const at = order.findIndex(([one]) => one === id)
  const [rule, other] = [order[at], order[at + by]]
  if (place === null || rule === undefined || other === undefined) return validateScenario(scenario)
  return setAt(scenario, [...place.keys, 'rules'], {
    [rule[0]]: { priority: other[1].priority },
    [other[0]]: { priority: rule[1].priority },
  })
}

/** Another kind of action, at `keys`; it begins with its defaults, and with a group where it forwards. */
export function setActionKind(
  scenario: Scenario,
  keys: readonly string[],
  kind: ActionSpec['kind'],
): Edited {
  const place = listenerPlace(scenario)
  if (place === null) return validateScenario(scenario)
  return setAt(scenario, keys, firstAction(scenario, place.listener, kind))
}

function firstAction(scenario: Scenario, listener: Listener, kind: ActionSpec['kind']): Json {
  const [group = Object.keys(scenario.targetGroups)[0] as string] = groupsOf(listener)
  return { kind, ...startOf(kind, group) }
}

/** Calls a target group otherwise, wherever it is named: by rules, by faults, in every lane. */
export function renameGroup(scenario: Scenario, old: string, id: string): Edited {
  if (old === id) return validateScenario(scenario)
  if (Object.hasOwn(scenario.targetGroups, id)) {
    return refuse([problemAt(`targetGroups.${id}`, 'exists already. Choose another name.')])
  }
  return validateScenario(renamedIn(scenario as unknown as Json, old, id))
}

/** Where groups are keys, and where they are values: the same in a scenario and in a patch. */
const GROUP_KEYS = ['targetGroups', 'groups']
const GROUP_VALUES = ['group']

function renamedIn(value: Json, old: string, id: string, isKeyed = false): Json {
  if (!isObject(value)) return value
  const members = Object.entries(value).map(([name, member]): [string, Json] => {
    if (GROUP_VALUES.includes(name) && member === old) return [name, id]
    const inner = renamedIn(member, old, id, GROUP_KEYS.includes(name))
    return [isKeyed && name === old ? id : name, inner]
  })
  return Object.fromEntries(members)
}

/** With the faults of its targets; refused while a rule uses it, in any lane. */
export function removeGroup(scenario: Scenario, id: string): Edited {
  for (const { id: lane } of laneIds(scenario)) {
    const used = namesOf(resolveLane(scenario, lane), 'used groups').among
    if (!used.includes(id)) continue
    const where = lane === null ? '' : ` in lane ${lane}`
    return refuse([
      problemAt(`targetGroups.${id}`, `is used by a rule${where}. Forward elsewhere first.`),
    ])
  }
  const targets = Object.keys(scenario.targetGroups[id]?.targets ?? {})
  const without = targets.reduce((rest, target) => withoutFaultsOf(rest, target), scenario)
  return setAt(without, ['targetGroups', id], null)
}
