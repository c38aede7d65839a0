/** The choice of how a group is scaled: the same instances serve as before, until the policy decides otherwise. */
import { isScaled, scalingPolicies } from '../../scalingPolicies/index.ts'

import { asJson, type JsonObject } from '../document/json.ts'
import type { TargetGroup } from '../things/targetGroups.ts'

/**
 * The settings of a group's `scaling` once it has that policy. A document that says no more than the kind begins with
 * one instance; who chooses a policy for a group that is there means its targets, all of which are in service at first,
 * and at least one in each of their zones later. From one policy to another, what both have stays as it is.
 */
export function withPolicy({ scaling, targets }: TargetGroup, kind: string): JsonObject {
  const knobs = scalingPolicies.find(({ id }) => id === kind)?.knobs ?? {}
  const places = Object.values(targets)
  const before = isScaled(scaling)
    ? (asJson(scaling) as JsonObject)
    : { desired: places.length, minimum: new Set(places.map(({ zone }) => zone)).size }
  const kept = Object.entries(before).filter(([key]) => Object.hasOwn(knobs, key))
  return { ...Object.fromEntries(kept), kind }
}
