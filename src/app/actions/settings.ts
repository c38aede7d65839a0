/** Verbs of the scenario panel: set a value, choose a member of a family, change the number of targets. */

import { algorithms } from '../../algorithms/index.ts'
import { type Edited, renameLane, setAt, setInLane, setTargetCount } from '../../scenario/edits.ts'
import type { Json } from '../../scenario/types.ts'
import type { Page } from '../page/page.ts'
import type { KnobRow, MemberRow, Place } from '../scenarioPanel/rowParts.ts'
import { take } from './edit.ts'

export const fieldOf = (row: { readonly places: readonly Place[] }): string =>
  (row.places[0] ?? []).join('.')

/** Sets all places of a row at once. A drag is one step of the history: its moves carry the path as label. */
export function setKnob(page: Page, row: KnobRow, value: KnobRow['value']): void {
  const { scenario } = page.store.getState()
  const patch = nested(row.places, value)
  const edited =
    row.lane === null ? setAt(scenario, [], patch) : setInLane(scenario, row.lane, [], patch)
  const field = fieldOf(row)
  take(page, edited, { label: `${row.lane ?? ''}:${field}`, field })
}

export function setMember(page: Page, row: MemberRow, id: string): void {
  const { scenario } = page.store.getState()
  const edited = setInLane(scenario, row.lane, row.place, { [row.tag]: id })
  const label = row.options.find((option) => option.id === id)?.label ?? id
  const isAlgorithm = row.tag === 'id' && row.lane !== null
  take(page, isAlgorithm ? withoutOldName(edited, row.lane) : edited, {
    field: row.place.join('.'),
    words: `${row.label}: ${label}.`,
  })
}

/** The algorithm of every target group of a lane; null is the base. */
export function setAlgorithm(page: Page, lane: string | null, id: string): void {
  const { scenario } = page.store.getState()
  const groups = Object.keys(scenario.targetGroups)
  const patch = nested(
    groups.map((group) => ['targetGroups', group, 'algorithm', 'id']),
    id,
  )
  const edited = lane === null ? setAt(scenario, [], patch) : setInLane(scenario, lane, [], patch)
  const label = algorithms.find((member) => member.id === id)?.label ?? id
  take(page, lane === null ? edited : withoutOldName(edited, lane), {
    words: `Algorithm: ${label}.`,
  })
}

/** A lane that was called after its algorithm is not called so any more. */
function withoutOldName(edited: Edited, lane: string): Edited {
  const title = edited.ok ? edited.scenario.lanes[lane]?.title : undefined
  const isName = algorithms.some((member) => member.label === title)
  return edited.ok && isName ? renameLane(edited.scenario, lane, '') : edited
}

export function setTargets(page: Page, group: string, count: number): void {
  const { scenario } = page.store.getState()
  take(page, setTargetCount(scenario, group, count), {
    label: `targets:${group}`,
    field: `targetGroups.${group}.targets`,
  })
}

/** One patch that puts the same value at several places. */
function nested(places: readonly Place[], value: Json): Json {
  const root: Record<string, Json> = {}
  for (const place of places) {
    let here = root
    for (const key of place.slice(0, -1)) {
      const inner = (here[key] ?? {}) as Record<string, Json>
      here[key] = inner
      here = inner
    }
    const last = place.at(-1)
    if (last !== undefined) here[last] = value
  }
  return root
}
