/** Whether an order survives: one that does, one that is reversed; and the page finds what the command finds. */
import { expect, test } from 'vitest'
import { metricOf } from '../../src/analysis/replications/metrics.ts'
import { sensitivitiesOf } from '../../src/analysis/replications/sensitivity.ts'
import { sensitivityWords } from '../../src/analysis/replications/sensitivityWords.ts'
import type { SensitivityResult } from '../../src/cli/replications/sensitivityResult.ts'
import { inputsOf, inputValues, withVarying } from '../../src/scenario/edits/inputs.ts'
import { laneIds, resolveLane } from '../../src/scenario/lanes.ts'
import { documentWith, scenarioWith } from '../scenario/small.ts'
import { replicateAll, upTo } from '../support/replications.ts'
import { simulateInto } from '../support/simulate.ts'
import { schemaViolations } from './jsonSchema.ts'
import { file, shell } from './shell.ts'

const RUNS = 5
const common = { durationMs: 6000, warmUpMs: 1000, seed: 'sensitive' }
/** Every target is three times as fast in lane B: whatever comes, it is sooner done. */
const surviving = {
  ...common,
  lanes: {
    fast: {
      patch: {
        targetGroups: {
          web: { targets: { one: { speed: 3 }, two: { speed: 3 }, three: { speed: 6 } } },
        },
      },
    },
  },
}
/**
 * A has one slot, of which a load of 26 /s times 28 ms takes 0.73, and 30 % more takes 0.95: there it queues. B has
 * eight slots at 0.4 times the speed, so nothing waits, and everything takes 70 ms.
 */
const flipping = {
  ...common,
  durationMs: 40_000,
  'network.fromClients.eu.home.ms': 1,
  'clients.users.arrivals.perSecond': 26,
  'clients.users.requests': { get: { demand: { kind: 'constant', ms: 28 } } },
  faults: {},
  'targetGroups.web.targets': { one: { zone: 'a', slots: 1, queue: { limit: 1000 } } },
  lanes: {
    many: { patch: { targetGroups: { web: { targets: { one: { slots: 8, speed: 0.4 } } } } } },
  },
}

async function resultOf(
  name: string,
  changes: Readonly<Record<string, unknown>>,
  runs: number,
): Promise<SensitivityResult> {
  const path = file(name, documentWith(changes))
  const options = ['--replications', String(runs), '--metric', 'p50', '--json']
  const { code, out, err } = await shell(['sensitivity', path, ...options])
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as SensitivityResult
}

test('an order that survives is said to, and the page finds the same', async () => {
  const result = await resultOf('survives.json', surviving, RUNS)
  const [pair] = result.pairs
  expect(pair?.says).toMatch(/^B has a lower p50 than A, and the order survives 30 % more and 30 %/)
  expect(pair?.moved.flatMap(({ lower, higher }) => [lower.order, higher.order])).not.toContain(
    'more',
  )
  const schema = JSON.parse((await shell(['schema', 'sensitivity'])).out)
  expect(schemaViolations(schema, result)).toEqual([])

  const scenario = scenarioWith(surviving)
  const inputs = inputsOf(scenario)
  expect(inputs.map(({ id }) => id)).toEqual(result.inputs.map(({ id }) => id))
  const points = inputValues(inputs).map((at) => {
    const edited = withVarying(scenario, { kind: 'inputs', byRatio: 0.3 }, at)
    if (!edited.ok) throw new Error('it is possible')
    const lanes = laneIds(edited.scenario).map(({ id }) => resolveLane(edited.scenario, id))
    return { at, lanes: replicateAll(lanes, upTo(RUNS), simulateInto) }
  })
  const metric = metricOf('p50')
  const letters = ['A', 'B']
  const said = sensitivitiesOf(points, metric, inputs.length).map((found) =>
    sensitivityWords(found, { metric, inputs, byRatio: 0.3, letters }),
  )
  expect(said).toEqual(result.pairs.map(({ says }) => says))
})

test('an order that a higher load reverses is said to', async () => {
  const { inputs, pairs } = await resultOf('flips.json', flipping, 2 * RUNS)
  const [pair] = pairs
  const load = inputs.findIndex(({ id }) => id === 'load')
  expect([pair?.asItIs.order, pair?.moved[load]?.higher.order]).toEqual(['more', 'less'])
  expect(pair?.says).toMatch(
    /^B has a higher p50 than A; (of .* only )?a load 30 % higher.* reverses the order/,
  )
})

test.each<[readonly string[], string]>([
  [['--by', '100%'], '--by is 100%; it must be above 0 and at most 90%'],
  [['--lane', 'A'], 'There is one lane, and so no order of lanes.'],
])('with %j ends with 2 and says why', async (args, sentence) => {
  const path = file('survives.json', documentWith(surviving))
  const { code, out, err } = await shell(['sensitivity', path, ...args])
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(sentence)
})

test('an input is scaled in all lanes, and what is not there is no input', () => {
  const patch = { clients: { users: { requests: { get: { demand: { meanMs: 30 } } } } } }
  const scenario = scenarioWith({
    'clients.users.requests': { get: { demand: { kind: 'lognormal', meanMs: 10, cv: 2 } } },
    lanes: { other: { patch } },
  })
  const inputs = inputsOf(scenario)
  expect(inputs.map(({ id }) => id)).toEqual(['load', 'demand', 'cv', 'latency'])
  const at = 1 + inputs.findIndex(({ id }) => id === 'demand')
  const edited = withVarying(scenario, { kind: 'inputs', byRatio: 0.5 }, -at)
  if (!edited.ok) throw new Error(edited.problems[0]?.message)
  const demands = laneIds(edited.scenario).map(
    ({ id }) => resolveLane(edited.scenario, id).clients['users']?.requests['get']?.demand,
  )
  expect(demands).toEqual([
    { kind: 'lognormal', meanMs: 5, cv: 2 },
    { kind: 'lognormal', meanMs: 15, cv: 2 },
  ])
})

test('an input that is not moved by so little is left out, and the sentence says so', async () => {
  const path = file(
    'few.json',
    documentWith({
      ...surviving,
      'clients.users.arrivals': {
        kind: 'closed-loop',
        users: 2,
        think: { kind: 'constant', ms: 5 },
      },
    }),
  )
  const options = ['--replications', String(RUNS), '--metric', 'p50', '--by', '20%', '--json']
  const { code, out, err } = await shell(['sensitivity', path, ...options])
  expect(code).toBe(0)
  expect(err).toContain('Left out: load, lower.')
  const { inputs, pairs } = JSON.parse(out) as SensitivityResult
  const [pair] = pairs
  const load = pair?.moved[inputs.findIndex(({ id }) => id === 'load')]
  expect(load?.lower).toEqual({ against: null, order: 'left-out', words: 'not possible' })
  expect(pair?.says).toMatch(
    /; not possible, and left out: a load 20 % lower or a load 20 % higher\.$/,
  )
})
