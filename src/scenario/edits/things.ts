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
import { addHost, removeHosts } from './hosts.ts'
import { nextId } from './nextId.ts'
import { addBalancer, addRegion, removeRegion, withoutAnswersOf } from './regions.ts'
import { type Edited, type EditedWithId, setAt } from './set.ts'

type Keys = readonly string[]

/** Adds a thing to the collection at `keys`, like the last one there, with what it cannot do without. */
export function addLike(scenario: Scenario, keys: Keys): EditedWithId {
  const [first] = keys
  if (keys.length === 1 && first === 'regions') return addRegion(scenario)
  if (keys.length === 1 && first === 'balancers') return addBalancer(scenario)
  if (keys.length === 1 && first === 'hosts') return addHost(scenario)
  const members = valueAt(scenario, keys)
  const last = isObject(members) ? Object.entries(members).at(-1) : undefined
  if (!isObject(members) || last === undefined) {
    return refuse([problemAt(formatPath(keys), 'has nothing to copy. Add it in the file.')])
  }
  const [lastId, value] = last
  // Names of zones differ over all regions.
  const others = keys.at(-1) === 'zones' ? namesOf(scenario, 'zones').among : []
  const id = nextId([...Object.keys(members), ...others], lastId)
  const copy = copyOf(scenario, keys, { value, id })
  const edited = setAt(scenario, [...keys, id], copy)
  return edited.ok ? { ...edited, id } : edited
}

function copyOf(
  scenario: Scenario,
  keys: Keys,
  { value, id }: { readonly value: Json; readonly id: string },
): Json {
  if (keys.length === 1 && keys[0] === 'targetGroups') return groupLike(scenario, value, id)
  return keys.at(-1) === 'answers' ? answerLike(scenario, keys, value) : value
}

/** Answers of a record differ: the new one is a balancer or a target that is none yet, while there is one. */
function answerLike(scenario: Scenario, keys: Keys, answer: Json): Json {
  const field = isObject(answer) && 'balancer' in answer ? 'balancer' : 'target'
  const given = Object.values((valueAt(scenario, keys) ?? {}) as JsonObject)
  const taken = given.map((one) => (isObject(one) ? own(one, field) : null))
  const free = namesOf(scenario, `${field}s`).among.find((name) => !taken.includes(name))
  return free === undefined ? answer : { ...(answer as JsonObject), [field]: free }
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
  if (keys.length === 2 && collection === 'regions') return removeRegion(scenario, id)
  if (keys.length === 2 && collection === 'balancers') {
    return setAt(withoutAnswersOf(scenario, id), keys, null)
  }
  if (keys.length === 2 && collection === 'hosts') return removeHosts(scenario, [id])
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
