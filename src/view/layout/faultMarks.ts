/** What each fault of the scenario touches on the stage, and the words that stand there while it lasts. */

import { unreachable } from '../../base/assert.ts'
import { changesRegistrations, type Effect, type FaultTone } from '../../faults/define.ts'
import { captionOf, effectsOf, faultTone, wordsOf } from '../../faults/index.ts'
import { own } from '../../scenario/document/json.ts'
import { anyScaled } from '../../scenario/things/scaling.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Names } from '../../trace/schema.ts'

export interface FaultMark {
  readonly id: string
  readonly kind: string
  readonly startUs: number
  readonly endUs: number
  readonly tone: FaultTone
  /** `crashed`, `2.8× slow`: beside the thing that it touches. */
  readonly words: string
  /** The same with the name of the thing: `web-2 crashed`. */
  readonly label: string
  /** Indices of the targets, nodes and populations that it touches. */
  readonly targets: readonly number[]
  readonly nodes: readonly number[]
  readonly populations: readonly number[]
  /** Targets that it touches one after the other: which, and when, shows in the run. */
  readonly replaced: readonly number[]
}

type Touched = Pick<FaultMark, 'targets' | 'nodes' | 'populations' | 'replaced'>

const NOTHING: Touched = { targets: [], nodes: [], populations: [], replaced: [] }

/** Whether targets are deregistered and registered in the run. */
export const hasComings = (scenario: Pick<LaneScenario, 'faults' | 'targetGroups'>): boolean =>
  anyScaled(scenario) ||
  Object.values(scenario.faults).some((fault) => effectsOf(fault).some(changesRegistrations))

/** One a fault, in the order of `names.faults`. */
export const faultMarks = (
  scenario: Pick<LaneScenario, 'faults'>,
  names: Names,
): readonly FaultMark[] =>
  names.faults.map(({ id, kind, startUs, endUs }) => {
    const spec = own(scenario.faults, id)
    const face =
      spec === undefined
        ? { tone: 'traffic' as const, words: kind, label: id, ...NOTHING }
        : {
            tone: faultTone(spec),
            words: wordsOf(spec),
            label: captionOf(spec),
            ...touchedBy(effectsOf(spec), names),
          }
    return { id, kind, startUs, endUs, ...face }
  })

function touchedBy(effects: readonly Effect[], names: Names): Touched {
  const all = effects.map((effect) => touched(effect, names))
  const merged = (what: keyof Touched): readonly number[] => [
    ...new Set(all.flatMap((each) => each[what])),
  ]
  return {
    targets: merged('targets'),
    nodes: merged('nodes'),
    populations: merged('populations'),
    replaced: merged('replaced'),
  }
}

function touched(effect: Effect, names: Names): Touched {
  switch (effect.kind) {
    case 'down':
    case 'speed':
    case 'errors':
    case 'unregistered':
      return { ...NOTHING, targets: indicesWhere(names.targets, ({ id }) => id === effect.target) }
    case 'zone-out':
      return {
        ...NOTHING,
        targets: indicesWhere(names.targets, ({ zone }) => zone === effect.zone),
        nodes: indicesWhere(names.nodes, ({ zone }) => zone === effect.zone),
      }
    case 'host-out': {
      const host = names.hosts.find(({ id }) => id === effect.host)
      return { ...NOTHING, targets: host?.containers ?? [] }
    }
    case 'unnamed':
      return { ...NOTHING, nodes: indicesWhere(names.nodes, ({ zone }) => zone === effect.zone) }
    case 'loss': {
      const populations = indicesWhere(
        names.populations,
        ({ place }) => place === effect.between || place === effect.and,
      )
      return { ...NOTHING, populations }
    }
    case 'surge': {
      const populations = indicesWhere(
        names.populations,
        ({ id, isSurge }) => isSurge && id.startsWith(`${effect.population}+`),
      )
      return { ...NOTHING, populations }
    }
    // All nodes act by it, and none of them is in trouble; what is behind says so itself.
    case 'dependency':
    case 'shift':
    case 'answer':
      return NOTHING
    case 'deploy': {
      const replaced = indicesWhere(names.targets, ({ group }) => group === effect.group)
      return { ...NOTHING, replaced }
    }
    default:
      return unreachable(effect)
  }
}

const indicesWhere = <T>(list: readonly T[], holds: (item: T) => boolean): readonly number[] =>
  list.flatMap((item, i) => (holds(item) ? [i] : []))
