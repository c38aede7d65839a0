/** A setting that is varied: a number at some places of the base, or how many targets or hosts there are. */
import type { NumberKnob } from '../../base/knobs.ts'
import { asJson } from '../document/json.ts'
import { metaAt } from '../document/metaAt.ts'
import { problemAt, refuse } from '../document/problem.ts'
import { scenarioShape } from '../document/shape.ts'
import type { Scenario } from '../types.ts'
import type { Counted } from './counted.ts'
import { setHostCount } from './hosts.ts'
import { patchOf } from './patches.ts'
import { type Edited, setAt } from './set.ts'
import { setTargetCount } from './targets.ts'

export type Varied =
  | Counted
  | { readonly kind: 'value'; readonly places: readonly (readonly string[])[] }

/** What a path means, when a number is to stand there: `targetGroups.web.targets` is how many targets there are. */
export function variedAt(path: string): Varied {
  const keys = path.split('.')
  const [first, group = '', last] = keys
  if (keys.length === 3 && first === 'targetGroups' && last === 'targets') {
    return { kind: 'targets', group }
  }
  return path === 'hosts' ? { kind: 'hosts' } : { kind: 'value', places: [keys] }
}

/** The scenario with another number there. A lane that has a value of its own keeps it. */
export function withVaried(scenario: Scenario, varied: Varied, value: number): Edited {
  switch (varied.kind) {
    case 'value':
      return withValue(scenario, varied.places, value)
    case 'targets':
      return setTargetCount(scenario, varied.group, value)
    case 'hosts':
      return Object.keys(scenario.hosts).length > 0
        ? setHostCount(scenario, value)
        : refuse([problemAt('hosts', 'is empty: nothing runs on hosts here. Vary something else.')])
  }
}

function withValue(
  scenario: Scenario,
  places: readonly (readonly string[])[],
  value: number,
): Edited {
  const [only, ...others] = places
  // Of one place it is said what is wrong with the path.
  return only !== undefined && others.length === 0
    ? setAt(scenario, only, value)
    : setAt(scenario, [], patchOf(places, value))
}

/** Whether only whole numbers may stand there; false where nothing is. */
export const isWholeAt = (scenario: Scenario, varied: Varied): boolean =>
  varied.kind !== 'value' || knobsAt(scenario, varied).some(({ isInteger }) => isInteger)

/** `ms`, `/s`, `targets`; empty for a share. */
export const unitAt = (scenario: Scenario, varied: Varied): string =>
  varied.kind === 'value' ? (knobsAt(scenario, varied)[0]?.unit ?? '') : varied.kind

const knobsAt = (
  scenario: Scenario,
  { places }: Extract<Varied, { readonly kind: 'value' }>,
): readonly NumberKnob[] =>
  places.flatMap((place) => {
    const knob = metaAt(asJson(scenario), place, scenarioShape)?.knob
    return knob?.type === 'number' ? [knob] : []
  })
