import { describe, expect, test } from 'vitest'
import { lane, sentenceOf } from './small.ts'

describe('parts that do not fit together', () => {
  test.each<[Record<string, unknown>, string]>([
    [
      { warmUpMs: 60_000 },
      'warmUpMs is 60000; it must be below durationMs, which is 60000. Lower it or lengthen the run.',
    ],
    [
      {
        'network.fromClients.eu.moon': { kind: 'constant' },
        'network.fromClients.eu.home': undefined,
      },
      'network.fromClients.eu.moon leads to an unknown region; the region is home. Rename it.',
    ],
    [
      { 'clients.users.place': 'us' },
      'clients.users.place is "us"; it must be a place in network.fromClients: eu. Add the latency from there.',
    ],
    [
      { 'dns.resolvers.isp.place': 'us' },
      'clients.users.place is "eu"; it must have a resolver with a share above 0. Add one to dns.resolvers with this place.',
    ],
    [
      { 'clients.users.requests': { page: { weight: 0 } } },
      'clients.users.requests have only weights of 0; one must be above 0. Raise one.',
    ],
    [
      { 'dns.records.shop.answers.web': { balancer: 'wob' } },
      'dns.records.shop.answers.web.balancer is "wob"; it must be a balancer: web. Choose one.',
    ],
    [
      { balancers: {} },
      'dns.records.shop.answers.web.balancer is "web"; it must be a balancer: there is none. Add it first.',
    ],
    [
      { 'dns.records.shop.answers.again': { balancer: 'web' } },
      'dns.records.shop.answers.again.balancer is "web" a second time; each answer must differ. Remove one.',
    ],
    [
      { 'dns.records.shop.answers.direct': { target: 'one' } },
      'dns.records.shop.answers name a balancer and targets; they must name one kind of thing. Remove the others.',
    ],
    [
      { 'dns.records.shop.answers': { direct: { target: 'four' } } },
      'dns.records.shop.answers.direct.target is "four"; it must be a target: one, two and three. Choose one.',
    ],
    [
      { 'balancers.web.region': 'moon' },
      'balancers.web.region is "moon"; it must be a region: home. Choose one.',
    ],
    [
      { 'balancers.web.zones': ['a', 'z'] },
      'balancers.web.zones.1 is "z"; it must be a zone of its region: a and b. Choose one.',
    ],
    [
      { 'balancers.web.zones': ['a', 'a'] },
      'balancers.web.zones.1 is "a" a second time; each zone has one node. Remove it.',
    ],
    [
      { 'balancers.web.listeners.https.otherwise.groups': { api: {} } },
      'balancers.web.listeners.https.otherwise.groups.api is no target group; there are web. Rename it.',
    ],
    [
      { 'targetGroups.web.health': { intervalMs: 1000, timeoutMs: 2000 } },
      'targetGroups.web.health.timeoutMs is 2000; it must be at most intervalMs, which is 1000. Lower it or raise the interval.',
    ],
    [
      { 'targetGroups.web.targets.one.zone': 'z' },
      'targetGroups.web.targets.one.zone is "z"; it must be a zone: a and b. Choose one.',
    ],
    [
      { 'targetGroups.api': { targets: { one: { zone: 'a' } } } },
      'targetGroups.api.targets.one has the name of a target in another group; names of targets must differ. Rename one.',
    ],
    [
      { 'faults.slow.target': 'four' },
      'faults.slow.target is "four"; it must be a target: one, two and three. Choose one.',
    ],
    [
      { faults: { x: { kind: 'zone-outage', zone: 'eu' } } },
      'faults.x.zone is "eu"; it must be a zone: a and b. Choose one.',
    ],
    [
      { faults: { x: { kind: 'surge', population: 'robots' } } },
      'faults.x.population is "robots"; it must be a client population: users. Choose one.',
    ],
    [
      { faults: { x: { kind: 'packet-loss', between: 'eu', and: 'moon' } } },
      'faults.x.and is "moon"; it must be a zone or a place of clients: a, b and eu. Choose one.',
    ],
    [
      { faults: { x: { kind: 'packet-loss', between: 'a', and: 'a' } } },
      'faults.x.and is "a" like the other end; they must differ. Change one.',
    ],
    [
      { 'network.sameZone': { kind: 'uniform', minMs: 3, maxMs: 2 } },
      'network.sameZone.minMs is 3 and maxMs is 2; minMs must be below maxMs. Raise maxMs or choose the kind constant.',
    ],
    [
      {
        'clients.users.arrivals': {
          kind: 'closed-loop',
          think: { kind: 'bimodal', fastMs: 9, slowMs: 8 },
        },
      },
      'clients.users.arrivals.think.fastMs is 9 and slowMs is 8; fastMs must be below slowMs. Exchange them.',
    ],
    [
      { 'clients.users.arrivals': { kind: 'profile', corners: [[0, 0]] } },
      'clients.users.arrivals does not fit together. Every rate is 0, so no request would ever come; raise one of them.',
    ],
  ])('%j is refused', (changes, sentence) => {
    expect(sentenceOf(changes)).toBe(sentence)
  })

  test('a place that is called like a zone cannot be one end of lost packets', () => {
    const changes = {
      'network.fromClients.a': { home: { kind: 'constant' } },
      'clients.users.place': 'a',
      'dns.resolvers.isp.place': 'a',
    }
    expect(sentenceOf(changes)).toBeUndefined()
    expect(
      sentenceOf({ ...changes, faults: { x: { kind: 'packet-loss', between: 'a', and: 'b' } } }),
    ).toBe(
      'faults.x.between is "a", a zone and also a place of clients; it must be one of them. Rename the place.',
    )
  })

  test('more than 5,000 targets in all are refused, spread over groups as they may be', () => {
    const half = (stem: string) =>
      Object.fromEntries(Array.from({ length: 2501 }, (_, i) => [`${stem}${i}`, { zone: 'a' }]))
    const targetGroups = { web: { targets: half('w') }, api: { targets: half('x') } }
    expect(sentenceOf({ targetGroups, faults: {} })).toBe(
      'targetGroups have 5002 targets; 5000 are allowed in all. Remove some.',
    )
  })
})

describe('a lane', () => {
  test.each<[unknown, string]>([
    [
      { seed: '8' },
      'lanes.x.patch.seed cannot be patched; it is the same in every lane. Remove it.',
    ],
    [
      { lanes: {} },
      'lanes.x.patch.lanes cannot be patched; it is the same in every lane. Remove it.',
    ],
    [
      { durationMs: null },
      'lanes.x.patch.durationMs is null; it must be a value: null deletes members of collections only. Write a value.',
    ],
    [
      { faults: { fast: null } },
      'lanes.x.patch.faults.fast is null; there is nothing of that name to delete. Remove it.',
    ],
    [
      { targetGroups: { web: { targets: { two: null } } } },
      'lanes.x.patch.faults.slow.target is "two"; it must be a target: one and three. Choose one.',
    ],
    [
      { targetGroups: { web: { algorithm: { id: 'random', choices: 2 } } } },
      'lanes.x.patch.targetGroups.web.algorithm.choices is unknown; there is id. Correct its name or remove it.',
    ],
    [
      { clients: { users: { arrivals: { kind: 'closed-loop', users: 0 } } } },
      'lanes.x.patch.clients.users.arrivals.users is 0; it must be 1 to 100000. Raise it to 1 or more.',
    ],
    [
      { targetGroups: { web: { targets: { four: { speed: 2 } } } } },
      'lanes.x.patch.targetGroups.web.targets.four.zone is missing; it must be the id of a zone. Write it so.',
    ],
    [
      [],
      'lanes.x.patch is an empty list; it must be an object with the changes to the base. Write it so.',
    ],
  ])('with the patch %j is refused', (patch, sentence) => {
    expect(sentenceOf(lane(patch))).toBe(sentence)
  })
})
