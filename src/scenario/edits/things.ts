/**
 * Edits of the things of a scenario, whatever they are: add one like the last of its collection, and take one away
 * with what is about nothing else.
 */
import { asJson, isObject, type Json, type JsonObject, own } from '../document/json.ts'
import { formatPath, problemAt, refuse } from '../document/problem.ts'
import { freshId, laneIds, resolveLane } from '../lanes.ts'
import { namesOf, type SortName } from '../names.ts'
import type { Scenario } from '../types.ts'
import { withoutFaultsOf } from './faults.ts'
import { type Edited, type EditedWithId, setAt } from './set.ts'

type Keys = readonly string[]

/** Adds a thing to the collection at `keys`, like the last one there. */
export function addLike(scenario: Scenario, keys: Keys): EditedWithId {
  const members = valueAt(scenario, keys)
  const last = isObject(members) ? Object.entries(members).at(-1) : undefined
  if (!isObject(members) || last === undefined) {
    return refuse([problemAt(formatPath(keys), 'has nothing to copy. Add it in the file.')])
  }
  const [lastId, value] = last
  const id = nextId(Object.keys(members), lastId)
  const copy =
    keys.length === 1 && keys[0] === 'targetGroups' ? groupLike(scenario, value, id) : value
  const edited = setAt(scenario, [...keys, id], copy)
  return edited.ok ? { ...edited, id } : edited
}

/** Names of targets differ over all groups: a new group begins with one target of its own. */
function groupLike(scenario: Scenario, group: Json, id: string): Json {
  const [first] = Object.values(isObject(group) ? (own(group, 'targets') as JsonObject) : {})
  const taken = laneIds(scenario).flatMap(
    (lane) => namesOf(resolveLane(scenario, lane.id), 'targets').among,
  )
  const targets = first === undefined ? {} : { [freshId(taken, `${id}-1`)]: first }
  return { ...(group as JsonObject), targets }
}

/** After `c` comes `d`, after `web-6` comes `web-7`, after `apps` comes `apps-2`. */
export function nextId(taken: readonly string[], last: string): string {
  const letter = /^(.*?)([a-y])$/.exec(last)
  if (letter !== null && last.length === 1) {
    const next = String.fromCharCode(last.charCodeAt(0) + 1)
    if (!taken.includes(next)) return next
  }
  const stem = last.replace(/-\d+$/, '')
  // Who has numbers begins with one: `web` is no name of theirs.
  return freshId(stem === last ? taken : [...taken, stem], stem)
}

/** What faults call the things of a collection. */
const SORT_OF: Readonly<Record<string, SortName>> = {
  clients: 'populations',
  zones: 'zones',
  targets: 'targets',
  fromClients: 'places',
}

/** Takes away a thing, the faults that name it, and a balancer's node in it where it is a zone. */
export function removeThing(scenario: Scenario, keys: Keys): Edited {
  const id = keys.at(-1) ?? ''
  const collection = keys.at(-2) ?? ''
  const sort = SORT_OF[collection]
  const without = sort === undefined ? scenario : withoutFaultsOf(scenario, id, sort)
  return setAt(collection === 'zones' ? withoutNodesIn(without, id) : without, keys, null)
}

function withoutNodesIn(scenario: Scenario, zone: string): Scenario {
  const balancers = Object.entries(scenario.balancers).map(([id, balancer]) => [
    id,
    { ...balancer, zones: balancer.zones.filter((each) => each !== zone) },
  ])
  return { ...scenario, balancers: Object.fromEntries(balancers) as Scenario['balancers'] }
}

function valueAt(scenario: Scenario, keys: Keys): Json | undefined {
  let value: Json | undefined = asJson(scenario)
  for (const key of keys) value = isObject(value) ? own(value, key) : undefined
  return value
}
