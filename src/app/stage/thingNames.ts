/** A thing on the stage by its number in a trace, and back by its id. */

import { DEPENDENCY_ID } from '../../scenario/things/dependency.ts'
import { PROVIDER_ID } from '../../scenario/things/login.ts'
import type { Names } from '../../trace/schema.ts'
import type { HoverThing } from '../page/hover.ts'

/** The names of all things of a kind, at their numbers. */
function namesOf(names: Names, kind: HoverThing['kind']): readonly { readonly id: string }[] {
  switch (kind) {
    case 'client':
      return names.populations
    case 'node':
      return names.nodes
    case 'target':
      return names.targets
    case 'host':
      return names.hosts
    case 'resolver':
      return names.resolvers
    case 'dependency':
      return [{ id: DEPENDENCY_ID }]
    case 'identity-provider':
      return [{ id: PROVIDER_ID }]
  }
}

/** Null when the trace has no such thing. */
export const thingId = (names: Names, kind: HoverThing['kind'], index: number): string | null =>
  namesOf(names, kind)[index]?.id ?? null

/** Null when the trace has no such thing. */
export function thingIndex(names: Names, { kind, id }: HoverThing): number | null {
  const index = namesOf(names, kind).findIndex((each) => each.id === id)
  return index < 0 ? null : index
}
