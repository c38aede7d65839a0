/**
 * What a scenario takes from measurements or guesses: how much comes, how long work takes and how unlike it is, how long
 * the network takes, how much fails. A sensitivity makes each by itself larger and smaller by one share, in all lanes,
 * and asks whether what is said of them survives.
 */
import { ratio } from '../../base/knobs.ts'
import type { Effect } from '../../faults/define.ts'
import { effectsOf } from '../../faults/index.ts'
import { asJson, isObject, type Json } from '../document/json.ts'
import { problemAt } from '../document/problem.ts'
import { validateScenario } from '../document/validate.ts'
import { diffPatch, laneIds, resolveLane } from '../lanes.ts'
import type { LaneScenario, Scenario } from '../types.ts'
import type { Edited } from './set.ts'
import { type Varied, withVaried } from './vary.ts'

export interface Input {
  readonly id: 'load' | 'demand' | 'cv' | 'latency' | 'failures'
  /** In a sentence, after "a". */
  readonly name: string
  /** What of the scenario it is. */
  readonly help: string
  readonly scaled: (lane: LaneScenario, factor: number) => LaneScenario
}

/** By how much each is made larger and smaller. */
export const INPUT_BY = ratio({
  label: 'By',
  help: 'How much larger and smaller each input is made.',
  default: 0.3,
  max: 0.9,
})

const INPUTS: readonly Input[] = [
  {
    id: 'load',
    name: 'load',
    help: 'The rate of every population, or its users; of recorded traffic none.',
    scaled: (lane, factor) => ({
      ...lane,
      clients: each(lane.clients, (one) => ({
        ...one,
        arrivals: scaledBy(one.arrivals, {
          perSecond: times(factor),
          users: (users) => Math.max(1, Math.round(users * factor)),
          corners: times(factor),
        }),
      })),
    }),
  },
  {
    id: 'demand',
    name: 'demand',
    help: 'How long requests take on a free target, and calls of what stands behind it.',
    scaled: (lane, factor) => eachDemand(lane, (demand) => stretched(demand, factor)),
  },
  {
    id: 'cv',
    name: 'spread of demand (cv)',
    help: 'Standard deviation over mean, of distributions that have a setting for it: lognormal and gamma.',
    scaled: (lane, factor) =>
      eachDemand(lane, (demand) =>
        scaledBy(demand, { cv: times(factor), shape: times(1 / (factor * factor)) }),
      ),
  },
  {
    id: 'latency',
    name: 'network latency',
    help: 'Each way within a zone, across zones and from clients.',
    scaled: (lane, factor) => {
      const { sameZone, crossZone, fromClients } = lane.network
      const longer = <T>(way: T): T => stretched(way, factor)
      const network = {
        ...lane.network,
        sameZone: longer(sameZone),
        crossZone: longer(crossZone),
        fromClients: each(fromClients, (ways) => each(ways, longer)),
      }
      return { ...lane, network }
    },
  },
  {
    id: 'failures',
    name: 'failure rate',
    help: 'The share of errors of every target, and that of faults that fail or lose a share.',
    scaled: (lane, factor) => ({
      ...lane,
      targetGroups: each(lane.targetGroups, (group) => ({
        ...group,
        targets: each(group.targets, (target) => scaledBy(target, { errorRatio: times(factor) })),
      })),
      faults: each(lane.faults, (fault) =>
        effectsOf(fault).some(isFailing) ? scaledBy(fault, { ratio: times(factor) }) : fault,
      ),
    }),
  },
]

/** What a fault does that makes a share of requests fail; of another share, as of who a rule forwards, it says nothing. */
const isFailing = ({ kind }: Effect): boolean => kind === 'errors' || kind === 'loss'

/** Of a document, which is asked for each point of a sweep. */
const known = new WeakMap<Scenario, readonly Input[]>()

/** Those that a scenario has in any lane; where nothing fails there is no rate of it. */
export function inputsOf(scenario: Scenario): readonly Input[] {
  const before = known.get(scenario)
  if (before !== undefined) return before
  const lanes = laneIds(scenario).map(({ id }) => resolveLane(scenario, id))
  const found = INPUTS.filter((input) => isMoved(lanes, input, 2))
  known.set(scenario, found)
  return found
}

/** Whether so many times as much of an input is anything else: few users are rounded to as many. */
const isMoved = (lanes: readonly LaneScenario[], { scaled }: Input, factor: number): boolean =>
  lanes.some((lane) => areOther(lane, scaled(lane, factor)))

const areOther = (one: LaneScenario, other: LaneScenario): boolean =>
  JSON.stringify(one) !== JSON.stringify(other)

/** The scenario with so many times as much of an input, in every lane. */
export function withInput(scenario: Scenario, input: Input, factor: number): Edited {
  const resolved = laneIds(scenario).map(({ id }) => resolveLane(scenario, id))
  const scaled = resolved.map((lane) => input.scaled(lane, factor))
  if (!scaled.some((lane, i) => areOther(lane, resolved[i] as LaneScenario))) {
    const rest = 'is too small to be moved by so little. Move it by more.'
    return { ok: false, problems: [problemAt(input.name, rest)] }
  }
  const [base, ...others] = scaled as [LaneScenario, ...LaneScenario[]]
  const lanes = Object.entries(scenario.lanes).map(([id, lane], i) => [
    id,
    { ...lane, patch: diffPatch(base, others[i] as LaneScenario) },
  ])
  return validateScenario(asJson({ ...scenario, ...base, lanes: Object.fromEntries(lanes) }))
}

/** A setting, or all inputs one after the other: 0 as things stand, 2 the second one larger, -2 smaller by the share. */
export type Varying = Varied | { readonly kind: 'inputs'; readonly byRatio: number }

/** Inputs as the values of one setting, from the last one smaller to the last one larger. */
export const inputValues = (inputs: readonly unknown[]): readonly number[] =>
  Array.from({ length: 2 * inputs.length + 1 }, (_, i) => i - inputs.length)

export function withVarying(scenario: Scenario, varying: Varying, value: number): Edited {
  if (varying.kind !== 'inputs') return withVaried(scenario, varying, value)
  const input = inputsOf(scenario)[Math.abs(value) - 1]
  return input === undefined
    ? { ok: true, scenario }
    : withInput(scenario, input, 1 + Math.sign(value) * varying.byRatio)
}

const each = <T>(
  things: Readonly<Record<string, T>>,
  change: (thing: T) => T,
): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, change(thing)]))

/** Of requests, and of calls of what stands behind targets. */
function eachDemand(lane: LaneScenario, change: <T>(demand: T) => T): LaneScenario {
  const clients = each(lane.clients, (one) => ({
    ...one,
    requests: each(one.requests, (request) => ({ ...request, demand: change(request.demand) })),
  }))
  const dependency = { ...lane.dependency, demand: change(lane.dependency.demand) }
  return { ...lane, clients, dependency }
}

const times =
  (factor: number) =>
  (value: number): number =>
    // As people write it: no digits that come of multiplying alone.
    Math.round(value * factor * 1e9) / 1e9

/** Times are whole microseconds. */
const toMicroseconds = (ms: number): number => Math.round(ms * 1000) / 1000

/** Every time of a distribution: those are the settings in milliseconds, and the last column of its table. */
function stretched<T>(distribution: T, factor: number): T {
  const longer = (ms: number): number => toMicroseconds(ms * factor)
  const names = Object.keys(distribution as object).filter((name) => /(^m|M)s$/.test(name))
  return scaledBy(distribution, {
    ...Object.fromEntries(names.map((name) => [name, longer])),
    table: longer,
  })
}

/** Numbers of a spec by their names; of a table its last column. */
function scaledBy<T>(spec: T, by: Readonly<Record<string, (value: number) => number>>): T {
  const entries = Object.entries(spec as object).map(([name, value]: [string, Json]) => {
    const change = Object.hasOwn(by, name) ? by[name] : undefined
    return [name, change === undefined ? value : changed(value, change)]
  })
  return Object.fromEntries(entries) as T
}

function changed(value: Json, change: (value: number) => number): Json {
  if (typeof value === 'number') return change(value)
  if (!Array.isArray(value) || isObject(value)) return value
  return value.map((row: Json) =>
    Array.isArray(row) ? [...row.slice(0, -1), change(row.at(-1) as number)] : row,
  )
}
