/** Random scenarios against the invariants. */
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { anyLane } from '../support/anyScenario.ts'
import { type Changes, constant, DIRECT, laneOf } from '../support/scenarios.ts'
import { casesOf } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

/** For a long search: `BALLAST_FUZZ_RUNS=20000 BALLAST_FUZZ_SEED=7 npx vitest run tests/engine/fuzz.test.ts` */
const RUNS = Number(process.env['BALLAST_FUZZ_RUNS'] ?? casesOf(300))
const SEED = Number(process.env['BALLAST_FUZZ_SEED'] ?? 1)

it('breaks no invariant, whatever the scenario', () => {
  const property = fc.property(anyLane(), (lane) => {
    simulate(lane)
  })
  fc.assert(property, { numRuns: RUNS, seed: SEED })
}, 600_000)

/** What the search has found, made as small as it could be. Each was a request that ended twice. */
describe('a client that gives up while its request is on a way of random length', () => {
  const restless: Changes = {
    'network.fromClients.eu.home': { kind: 'exponential', meanMs: 10 },
    'clients.users.arrivals': { kind: 'poisson', perSecond: 100 },
    'clients.users.timeoutMs': 30,
    'clients.users.connections': { keepAliveMs: 60_000, perAddress: 10 },
    durationMs: 20_000,
  }

  it.each<readonly [string, Changes]>([
    ['to a target that is full', { ...DIRECT, 'targetGroups.web.targets.s0.queue.limit': 0 }],
    [
      'to a target that is down',
      {
        ...DIRECT,
        faults: { dead: { kind: 'crash', target: 's0', atMs: 10_000, forMs: 10_000 } },
      },
    ],
    [
      'to a node without a target',
      { 'balancers.web.crossZone': false, 'targetGroups.web.targets.s0.zone': 'b' },
    ],
    ['and whose word to stop comes after the end', { 'balancers.web.cancelAbandoned': true }],
    [
      'and whose word to stop comes after the end, with no connection kept',
      {
        'balancers.web.cancelAbandoned': true,
        'clients.users.connections': { keepAliveMs: 0, perAddress: 1 },
        'clients.users.requests.page.demand': constant(0),
      },
    ],
  ])('%s', (_, changes) => {
    simulate(laneOf(restless, changes))
  })
})
