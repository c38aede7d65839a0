/** What each fault of the scenario touches on the stage, and the words that stand there while it lasts. */
import { unreachable } from '../../base/assert.ts'
import { describeFault } from '../../scenario/describe.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Names } from '../../trace/schema.ts'
import { formatPercent, formatTimes } from '../format.ts'

/** `down`: nothing works there. `slow`: it works, late. `errors`: it answers, wrongly. `traffic`: around it. */
export type FaultTone = 'down' | 'slow' | 'errors' | 'traffic'

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
}

type FaultSpec = LaneScenario['faults'][string]
type Things = Pick<FaultMark, 'targets' | 'nodes' | 'populations'>

const NOTHING: Things = { targets: [], nodes: [], populations: [] }

/** One a fault, in the order of `names.faults`. */
export function faultMarks(
  scenario: Pick<LaneScenario, 'faults'>,
  names: Names,
): readonly FaultMark[] {
  return names.faults.map((fault) => {
    const spec = scenario.faults[fault.id]
    const { id, kind, startUs, endUs } = fault
    const face =
      spec === undefined
        ? { tone: 'traffic' as const, words: kind, ...NOTHING }
        : faceOf(spec, names)
    const label = spec === undefined ? id : describeFault(spec)
    return { id, kind, startUs, endUs, label, ...face }
  })
}

function faceOf(
  spec: FaultSpec,
  names: Names,
): Things & { readonly tone: FaultTone; readonly words: string } {
  switch (spec.kind) {
    case 'crash':
      return { tone: 'down', words: 'crashed', ...onTarget(names, spec.target) }
    case 'hang':
      return { tone: 'down', words: 'hung', ...onTarget(names, spec.target) }
    case 'slowdown': {
      const words = `${formatTimes(spec.factor)} slow`
      return { tone: 'slow', words, ...onTarget(names, spec.target) }
    }
    case 'errors': {
      const words = `${formatPercent(spec.ratio)} errors`
      return { tone: 'errors', words, ...onTarget(names, spec.target) }
    }
    case 'zone-outage':
      return { tone: 'down', words: 'zone out', ...inZone(names, spec.zone) }
    case 'packet-loss': {
      const words = spec.ratio === 1 ? 'cut off' : `${formatPercent(spec.ratio)} lost`
      return { tone: 'traffic', words, ...NOTHING, populations: atPlaces(names, spec) }
    }
    case 'surge': {
      const populations = names.populations.flatMap((population, i) =>
        population.isSurge && population.id.startsWith(`${spec.population}+`) ? [i] : [],
      )
      return { tone: 'traffic', words: 'surge', ...NOTHING, populations }
    }
    default:
      return unreachable(spec)
  }
}

const indicesWhere = <T>(list: readonly T[], holds: (item: T) => boolean): readonly number[] =>
  list.flatMap((item, i) => (holds(item) ? [i] : []))

const onTarget = (names: Names, id: string): Things => ({
  ...NOTHING,
  targets: indicesWhere(names.targets, (target) => target.id === id),
})

const inZone = (names: Names, zone: string): Things => ({
  ...NOTHING,
  targets: indicesWhere(names.targets, (target) => target.zone === zone),
  nodes: indicesWhere(names.nodes, (node) => node.zone === zone),
})

const atPlaces = (
  names: Names,
  loss: { readonly between: string; readonly and: string },
): readonly number[] =>
  indicesWhere(names.populations, ({ place }) => place === loss.between || place === loss.and)
