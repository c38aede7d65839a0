/** Random sets of lanes over the small scenario, made of edits that a person could make. */
import fc from 'fast-check'
import type { Json } from '../../src/scenario/document/json.ts'
import { setInLane } from '../../src/scenario/edits/set.ts'
import type { Scenario } from '../../src/scenario/types.ts'
import { scenarioWith } from './small.ts'

const TARGETS = 'targetGroups.web.targets'

/** Each is tried in turn; one that cannot be done where a lane has got to is left out. */
const EDITS: readonly (readonly [string, Json])[] = [
  [`${TARGETS}.one.speed`, 4],
  [`${TARGETS}.two`, null],
  [`${TARGETS}.three`, null],
  [`${TARGETS}.one`, null],
  [`${TARGETS}.two`, { zone: 'a' }],
  [`${TARGETS}.four`, { zone: 'a', queue: { order: 'lifo' } }],
  [`${TARGETS}.five`, { zone: 'b' }],
  [TARGETS, { three: {}, two: {}, one: {} }],
  [TARGETS, { two: {}, one: {}, three: {}, four: { zone: 'b' } }],
  ['targetGroups.web.algorithm', { id: 'power-of-choices', choices: 3 }],
  ['targetGroups.web.algorithm', { id: 'random' }],
  ['targetGroups.web.algorithm', { id: 'round-robin' }],
  ['faults.slow', null],
  ['faults.slow.target', 'three'],
  ['faults.dead', { kind: 'crash', target: 'one' }],
  ['faults.rush', { kind: 'surge', population: 'users' }],
  ['faults.slow', { kind: 'hang', target: 'one' }],
  ['clients.users.arrivals', { kind: 'closed-loop', think: { kind: 'pareto' } }],
  ['clients.users.arrivals', { kind: 'closed-loop', think: { kind: 'erlang', phases: 2 } }],
  ['clients.users.requests.buy', { path: '/buy', weight: 3 }],
  ['clients.robots', { place: 'eu', arrivals: { kind: 'periodic' } }],
  ['dns.records.shop.answers.web', { target: 'one' }],
  ['dns.records.shop.answers.more', { target: 'three' }],
  ['balancers.web.zones', ['b']],
  ['balancers', { web: null }],
  ['network.sameZone', { kind: 'empirical' }],
  ['durationMs', 30_000],
]

type Edit = (typeof EDITS)[number]

const ALONE = scenarioWith({ lanes: { lane: { patch: {} } } })
/** What each row of edits makes of a lane. */
const madeOf = new Map<string, Scenario>([['', ALONE]])

/** A scenario with one lane after these edits: lanes know nothing of each other, and four take four times as long. */
function editedLane(edits: readonly Edit[]): Scenario {
  const key = edits.map((edit) => EDITS.indexOf(edit)).join(' ')
  const known = madeOf.get(key)
  if (known !== undefined) return known
  const [path, value] = edits.at(-1) as Edit
  const before = editedLane(edits.slice(0, -1))
  const edited = setInLane(before, 'lane', path, structuredClone(value))
  const after = edited.ok ? edited.scenario : before
  madeOf.set(key, after)
  return after
}

/** A valid scenario with `count` lanes, each some edits away from the base. */
export const randomLanes = (count: number): fc.Arbitrary<Scenario> =>
  fc
    .array(fc.array(fc.constantFrom(...EDITS), { maxLength: 8 }), {
      minLength: count,
      maxLength: count,
    })
    .map((lanes) => {
      const made = lanes.map((edits, i) => [`lane-${i}`, editedLane(edits).lanes['lane']] as const)
      return scenarioWith({ lanes: Object.fromEntries(made) })
    })
