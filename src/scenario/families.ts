/**
 * The families: whatever a scenario chooses one of, or has chosen for it by a balancer. This is the one list of
 * them; the schema, the checks, the link, the panel, `ballast list` and the suite of the tests follow from it. A
 * new family is its folder and a line here; where a thing of the scenario uses it, that thing says so.
 */
import { actions } from '../actions/index.ts'
import { algorithms } from '../algorithms/index.ts'
import { arrivalProcesses } from '../arrivals/index.ts'
import { assert } from '../base/assert.ts'
import type { MemberFacts } from '../base/knobs.ts'
import { conditions } from '../conditions/index.ts'
import { distributions } from '../distributions/index.ts'
import { faults } from '../faults/index.ts'
import { narrowings } from '../narrowings/index.ts'
import { policies } from '../policies/index.ts'
import { scalingPolicies } from '../scalingPolicies/index.ts'
import { targetKinds } from '../targets/index.ts'

export interface Family {
  /** The field that names the member in a document. */
  readonly tag: 'kind' | 'id'
  /** In the order of the menu. */
  readonly members: readonly MemberFacts[]
}

export const families = {
  actions: { tag: 'kind', members: actions },
  algorithms: { tag: 'id', members: algorithms },
  arrivals: { tag: 'kind', members: arrivalProcesses },
  conditions: { tag: 'kind', members: conditions },
  distributions: { tag: 'kind', members: distributions },
  faults: { tag: 'kind', members: faults },
  narrowings: { tag: 'kind', members: narrowings },
  policies: { tag: 'kind', members: policies },
  scalingPolicies: { tag: 'kind', members: scalingPolicies },
  targets: { tag: 'kind', members: targetKinds },
} as const satisfies Readonly<Record<string, Family>>

export type FamilyName = keyof typeof families

/** The family of that name, as a knob or the metadata of a schema writes it. */
export function familyOf(name: string): Family {
  assert(Object.hasOwn(families, name), `there is a family ${name}`)
  return families[name as FamilyName]
}

/** The member that a value of a document names; undefined when it names none. */
export const memberOf = (
  family: Family,
  spec: Readonly<Record<string, unknown>>,
): MemberFacts | undefined => family.members.find((member) => member.id === spec[family.tag])
