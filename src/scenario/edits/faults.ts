/** Edits of faults: add one, move it, lengthen it, take it away. */
import { type FaultSpec, namedBy } from '../../faults/index.ts'
import { asJson, type Json } from '../document/json.ts'
import { formatPath, problemAt, refuse } from '../document/problem.ts'
import { laneIds, resolveLane } from '../lanes.ts'
import type { SortName } from '../names.ts'
import type { Scenario } from '../types.ts'
import { withoutInPatches } from './patches.ts'
import { type Edited, type EditedWithId, setAt } from './set.ts'

/** Adds a fault to the base, so that every lane gets it. Its id is its kind and a number. */
export function addFault(scenario: Scenario, fault: FaultSpec): EditedWithId {
  const taken = laneIds(scenario).flatMap((lane) =>
    Object.keys(resolveLane(scenario, lane.id).faults),
  )
  let n = 1
  while (taken.includes(`${fault.kind}-${n}`)) n++
  const id = `${fault.kind}-${n}`
  const edited = setAt(scenario, ['faults', id], asJson(fault))
  return edited.ok ? { ...edited, id } : edited
}

/** To another start; rounded to the microsecond. */
export const moveFault = (scenario: Scenario, id: string, atMs: number): Edited =>
  editFault(scenario, id, { atMs: toMicrosecond(atMs) })

/** To another start and length, as by dragging an edge; rounded to the microsecond. */
export const resizeFault = (
  scenario: Scenario,
  id: string,
  span: { readonly atMs: number; readonly forMs: number },
): Edited =>
  editFault(scenario, id, { atMs: toMicrosecond(span.atMs), forMs: toMicrosecond(span.forMs) })

export const removeFault = (scenario: Scenario, id: string): Edited => editFault(scenario, id, null)

const toMicrosecond = (ms: number): number => Math.round(ms * 1000) / 1000

const editFault = (scenario: Scenario, id: string, change: Json): Edited =>
  Object.hasOwn(scenario.faults, id)
    ? setAt(scenario, ['faults', id], change)
    : refuse([problemAt(formatPath(['faults', id]), 'does not exist. Choose a fault that does.')])

/** Without the faults that name a thing of this sort, a target if not said, in the base and in every patch. */
export function withoutFaultsOf(
  scenario: Scenario,
  thing: string,
  sort: SortName = 'targets',
): Scenario {
  const names = (fault: FaultSpec): boolean => namedBy(fault, sort).includes(thing)
  const ids = new Set(
    laneIds(scenario).flatMap(({ id }) =>
      Object.entries(resolveLane(scenario, id).faults).flatMap(([faultId, fault]) =>
        names(fault) ? [faultId] : [],
      ),
    ),
  )
  let without = scenario
  for (const id of ids) {
    without = withoutInPatches(without, ['faults', id])
    const { [id]: fault, ...faults } = without.faults
    if (fault !== undefined && !names(fault)) continue
    without = { ...without, faults }
  }
  return without
}
