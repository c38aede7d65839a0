/** Verbs of the scenario panel: set a value, choose a member of a family, change the number of targets. */

import { algorithms } from '../../algorithms/index.ts'
import type { Json } from '../../scenario/document/json.ts'
import { type Counted, placeOf } from '../../scenario/edits/counted.ts'
import { renameLane } from '../../scenario/edits/lanes.ts'
import { patchOf } from '../../scenario/edits/patches.ts'
import { withPolicy } from '../../scenario/edits/scaling.ts'
import { type Edited, editInLane, followBase, setInLane } from '../../scenario/edits/set.ts'
import { type FamilyName, families } from '../../scenario/families.ts'
import { ownTitle, resolveLane } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import { loadPart } from '../page/loadPart.ts'
import type { Page } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import type { PlainValue } from '../scenarioPanel/display.ts'
import { applyEdit } from './edit.ts'

/** Keys from the top of a scenario to a value in it. */
type Place = readonly string[]

/** Where a value is set: in all of these places together, in one lane's scenario. */
interface KnobPlaces {
  readonly places: readonly Place[]
  readonly lane: LaneId
}

/** A choice of one member of a family. */
interface MemberChoice {
  readonly label: string
  readonly family: FamilyName
  readonly place: Place
  readonly lane: LaneId
}

/** Sets all places at once. A drag is one step of the history: its moves carry lane and path as label. */
export function setKnob(page: Page, at: KnobPlaces, value: PlainValue): void {
  const place = at.places[0] ?? []
  const name = place.at(-1)
  if (place[2] === 'targets' && (name === 'kind' || name === 'host')) {
    void setPlace(page, at, String(value))
    return
  }
  applyKnob(
    page,
    at,
    setInLane(page.store.getState().scenario, at.lane, [], patchOf(at.places, value)),
  )
}

function applyKnob(page: Page, { lane, places }: KnobPlaces, edited: Edited): void {
  const field = (places[0] ?? []).join('.')
  applyEdit(page, edited, { label: JSON.stringify([lane, field]), field })
}

/** The kind of targets, or the host of containers, which sets more than itself. */
async function setPlace(page: Page, at: KnobPlaces, value: string): Promise<void> {
  const edits = await loadPart(page.store, EDITS, () => import('../../scenario/edits/hosts.ts'))
  if (edits === null) return
  const set = at.places[0]?.at(-1) === 'kind' ? edits.setKind : edits.setHost
  const targets = at.places.map(([, group = '', , id = '']) => [group, id] as const)
  const edit = (own: Scenario): Edited => set(own, targets, value)
  applyKnob(page, at, editInLane(page.store.getState().scenario, at.lane, edit))
}

/** What is loaded when it is first asked for. */
const EDITS = 'What sets this'

/** The lane goes with the base again, in all of these places. */
export function followInLane(page: Page, lane: string, places: readonly Place[]): void {
  const edited = followBase(page.store.getState().scenario, lane, places)
  applyEdit(page, edited, { words: 'As in lane A again.' })
}

export function setMember(page: Page, choice: MemberChoice, id: string): void {
  const { scenario } = page.store.getState()
  const { lane, place } = choice
  const { tag, members } = families[choice.family]
  const value =
    choice.family === 'scalingPolicies' ? scalingIn(scenario, choice, id) : { [tag]: id }
  const edited = setInLane(scenario, lane, place, value)
  const label = members.find((member) => member.id === id)?.label ?? id
  applyEdit(page, tag === 'id' ? withoutOldName(edited, lane) : edited, {
    field: place.join('.'),
    words: `${choice.label}: ${label}.`,
  })
}

/** A group goes on with the instances that it has. */
function scalingIn(scenario: Scenario, { lane, place }: MemberChoice, kind: string): Json {
  const group = resolveLane(scenario, lane).targetGroups[place[1] ?? '']
  return group === undefined ? { kind } : withPolicy(group, kind)
}

/** The algorithm of every target group of a lane. */
export function setAlgorithm(page: Page, lane: LaneId, id: string): void {
  const { scenario } = page.store.getState()
  const edited = setInLane(scenario, lane, [], algorithmPatch(scenario, id))
  const label = algorithms.find((member) => member.id === id)?.label ?? id
  applyEdit(page, withoutOldName(edited, lane), {
    words: `Algorithm: ${label}.`,
  })
}

/** Gives all target groups of a scenario an algorithm. */
export const algorithmPatch = (scenario: Scenario, id: string): Json =>
  patchOf(
    Object.keys(scenario.targetGroups).map((group) => ['targetGroups', group, 'algorithm', 'id']),
    id,
  )

/** A lane that was called after its algorithm is not called so any more. */
function withoutOldName(edited: Edited, lane: LaneId): Edited {
  const title = edited.ok ? ownTitle(edited.scenario, lane) : ''
  const isName = algorithms.some((member) => member.label === title)
  return edited.ok && isName ? renameLane(edited.scenario, lane, '') : edited
}

/** How many targets a group has in a lane, or hosts there are. */
export async function setCount(
  page: Page,
  { counted, lane }: { readonly counted: Counted; readonly lane: LaneId },
  count: number,
): Promise<void> {
  const vary = await loadPart(page.store, EDITS, () => import('../../scenario/edits/vary.ts'))
  if (vary === null) return
  const { scenario } = page.store.getState()
  const edited = editInLane(scenario, lane, (own) => vary.withVaried(own, counted, count))
  applyKnob(page, { lane, places: [placeOf(counted)] }, edited)
}
