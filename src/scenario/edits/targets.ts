/** Edits of a target group: how many targets it has. */
import { hostOf } from '../../targets/index.ts'
import { own } from '../document/json.ts'
import { formatPath, problemAt, refuse } from '../document/problem.ts'
import { validateScenario } from '../document/validate.ts'
import { laneIds, resolveLane } from '../lanes.ts'
import { namesOf } from '../names.ts'
import { TARGETS_MAX, type Target } from '../things/targets.ts'
import type { Scenario } from '../types.ts'
import { withoutFaultsOf } from './faults.ts'
import { withoutInPatches } from './patches.ts'
import type { Edited } from './set.ts'

/**
 * Makes the group `count` targets large, in every lane: new ones are like the last, in the zones
 * in turn, containers on the hosts; surplus ones go from the end, with the faults that name them.
 */
export function setTargetCount(scenario: Scenario, group: string, count: number): Edited {
  const old = Object.hasOwn(scenario.targetGroups, group) ? scenario.targetGroups[group] : undefined
  const path = formatPath(['targetGroups', group])
  if (old === undefined) return refuse([problemAt(path, 'does not exist. Choose another group.')])
  if (!Number.isInteger(count) || count < 1 || count > TARGETS_MAX) {
    const rest = `is ${count}; it must be a whole number from 1 to ${TARGETS_MAX}. Change it.`
    return refuse([problemAt(`The number of targets in ${path}`, rest)])
  }
  const targets = Object.entries(old.targets)
  if (targets.length === 0) {
    return refuse([problemAt(path, 'has no target that others could be like. Add one first.')])
  }
  const surplus = targets.slice(count).map(([id]) => id)
  const kept = [...targets.slice(0, count), ...moreTargets(scenario, targets, count)]
  const without = surplus.reduce(
    (rest, id) =>
      withoutFaultsOf(withoutInPatches(rest, ['targetGroups', group, 'targets', id]), id),
    scenario,
  )
  const resized = { ...old, targets: Object.fromEntries(kept) }
  return validateScenario({
    ...without,
    targetGroups: { ...without.targetGroups, [group]: resized },
  })
}

/** `count` more targets like one of the group, at the end of it, in the zones in turn. */
export function addTargetsLike(
  scenario: Scenario,
  at: { readonly group: string; readonly target: string },
  count: number,
): Edited {
  const group = own(scenario.targetGroups, at.group)
  const like = group && own(group.targets, at.target)
  if (group === undefined || like === undefined) {
    const path = formatPath(['targetGroups', at.group, 'targets', at.target])
    return refuse([problemAt(path, 'does not exist. Choose a target that does.')])
  }
  const old = Object.entries(group.targets)
  const rest = old.filter(([id]) => id !== at.target)
  const last: readonly [string, Target] = [at.target, like]
  const more = moreTargets(scenario, [...rest, last], old.length + count)
  const targets = Object.fromEntries([...old, ...more])
  return validateScenario({
    ...scenario,
    targetGroups: { ...scenario.targetGroups, [at.group]: { ...group, targets } },
  })
}

/** So many zones on from one that has a place, in turn; so many hosts where it is a container. */
function placeAfter(scenario: Scenario, target: Target, n: number) {
  const { hosts } = scenario
  const host = hostOf(target)
  if (host === null) {
    const zones = namesOf(scenario, 'zones').among
    return { zone: zones[(zones.indexOf(target.zone) + n) % zones.length] as string }
  }
  const names = Object.keys(hosts)
  const next = names[(names.indexOf(host) + n) % names.length] as string
  return { host: next, zone: own(hosts, next)?.zone ?? target.zone }
}

/** Targets like the last, until there are `count`. No lane has one of their names. */
function moreTargets(
  scenario: Scenario,
  targets: readonly (readonly [string, Target])[],
  count: number,
): readonly [string, Target][] {
  const [lastId, last] = targets.at(-1) as readonly [string, Target]
  const stem = lastId.replace(/-\d+$/, '')
  const taken = new Set(
    laneIds(scenario).flatMap(({ id }) => namesOf(resolveLane(scenario, id), 'targets').among),
  )
  const more: [string, Target][] = []
  for (let n = 1; targets.length + more.length < count; n++) {
    const id = `${stem}-${n}`
    if (taken.has(id)) continue
    more.push([id, { ...last, ...placeAfter(scenario, last, more.length + 1) }])
  }
  return more
}
