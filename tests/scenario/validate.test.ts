import { describe, expect, test } from 'vitest'
import { algorithms } from '../../src/algorithms/index.ts'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import { documentWith, problemsOf, scenarioWith, sentenceOf, smallDocument } from './small.ts'

/** Twelve of many, and how many more there are: growing the family does not concern this test. */
const NAMED_MAX = 12
const list = (members: readonly { readonly id: string }[]): string => {
  const named = members.slice(0, NAMED_MAX).map(({ id }) => id)
  return `${named.join(', ')} and ${members.length - NAMED_MAX} more`
}

const FIVE = Object.fromEntries(['b', 'c', 'd', 'e', 'f'].map((id) => [id, { patch: {} }]))

describe('a document that leaves out whatever has a default', () => {
  test('opens, and is complete', () => {
    const scenario = scenarioWith()
    expect(scenario.title).toBe('Untitled')
    expect(scenario.clients['users']?.requests['page']?.demand).toEqual({
      kind: 'exponential',
      meanMs: 20,
    })
    expect(scenario.targetGroups['web']?.targets['three']).toMatchObject({ slots: 8, speed: 2 })
    expect(scenario.lanes).toEqual({})
  })

  test('has its fields in the order of the schema, and its members in the order written', () => {
    const { targetGroups, ...rest } = smallDocument()
    const result = validateScenario({ targetGroups, ...rest })
    if (!result.ok) throw new Error(result.problems[0]?.message)
    expect(Object.keys(result.scenario)[0]).toBe('format')
    expect(Object.keys(result.scenario.targetGroups['web']?.targets ?? {})).toEqual([
      'one',
      'two',
      'three',
    ])
  })

  test('is not tied to what the caller does with the input', () => {
    const document = smallDocument()
    const result = validateScenario(document)
    document['title'] = 'changed'
    expect(result.ok && result.scenario.title).toBe('Untitled')
  })

  test('may use all six lanes', () => {
    expect(validateScenario(documentWith({ lanes: FIVE })).ok).toBe(true)
  })
})

describe('a value that cannot be', () => {
  const algorithm = 'targetGroups.web.algorithm'
  test.each<[Record<string, unknown>, string]>([
    [
      { [algorithm]: { id: 'power-of-choices', choices: 40 } },
      'targetGroups.web.algorithm.choices is 40; it must be 1 to 16. Lower it to 16 or less.',
    ],
    [
      { [algorithm]: { id: 'power-of-choices', choices: 0 } },
      'targetGroups.web.algorithm.choices is 0; it must be 1 to 16. Raise it to 1 or more.',
    ],
    [
      { [algorithm]: { id: 'power-of-choices', choices: 2.5 } },
      'targetGroups.web.algorithm.choices is 2.5; it must be a whole number. Write 3.',
    ],
    [
      { [algorithm]: { id: 'power-of-choices', choices: '2' } },
      'targetGroups.web.algorithm.choices is "2"; it must be a number from 1 to 16. Write one, without quotes.',
    ],
    [
      { [algorithm]: { id: 'best' } },
      `targetGroups.web.algorithm.id is "best"; it must be one of ${list(algorithms)}. Choose one of them.`,
    ],
    [
      { durationMs: 1.0005 },
      'durationMs is 1.0005; it must have three decimals at most. Write 1.001.',
    ],
    [
      { durationMs: null },
      'durationMs is null; it must be a number from 1 to 3600000. Write one, without quotes.',
    ],
    [
      { 'balancers.web.crossZone': 'yes' },
      'balancers.web.crossZone is "yes"; it must be true or false. Write one of them, without quotes.',
    ],
    [
      { 'targetGroups.web.targets.one.queue': { order: 'fair' } },
      'targetGroups.web.targets.one.queue.order is "fair"; it must be one of fifo, lifo, adaptive and sharing. Choose one of them.',
    ],
    [{ seed: '' }, 'seed is ""; it must be a text of 1 to 100 characters. Rewrite it.'],
    [{ seed: 7 }, 'seed is 7; it must be a text of 1 to 100 characters. Rewrite it.'],
    [
      { 'targetGroups.web.health': { path: 'ping' } },
      'targetGroups.web.health.path is "ping"; it must be a path that begins with / and has no blanks of 1 to 500 characters. Rewrite it.',
    ],
    [
      { 'targetGroups.web.targets.one.zone': '9' },
      'targetGroups.web.targets.one.zone is "9"; it must be a letter, then letters, digits, - or _, 40 characters in all. Write it so.',
    ],
    [
      { 'balancers.web.kind': 'gateway' },
      'balancers.web.kind is "gateway"; it must be one of application and network. Choose one of them.',
    ],
    [
      { 'balancers.web.zones': 'a' },
      'balancers.web.zones is "a"; it must be a list of 1 to 32 zones. Write it so.',
    ],
    [
      { 'dns.records.shop.answers.web': { host: 'x' } },
      'dns.records.shop.answers.web is an object; it must be { "balancer": id } or { "target": id }. Write it so.',
    ],
    [
      { clients: 3 },
      'clients is 3; it must be an object of 1 to 32 client populations, keyed by id. Write it so.',
    ],
    [
      { clients: [] },
      'clients is an empty list; it must be an object of 1 to 32 client populations, keyed by id. Write it so.',
    ],
    [
      { 'balancers.web.listeners.https.otherwise': [] },
      'balancers.web.listeners.https.otherwise is an empty list; it must be an object whose kind is one of forward, redirect and fixed-response. Write it so.',
    ],
    [
      { 'clients.users.arrivals': { kind: 'replay', recording: 'nasa' } },
      'clients.users.arrivals.recording is "nasa"; it must be the 16 hexadecimal digits of a recording. Import the log to get them.',
    ],
  ])('%j is refused', (changes, sentence) => {
    expect(sentenceOf(changes)).toBe(sentence)
  })

  test.each<[unknown, string]>([
    [
      [[0, 1, 2]],
      'clients.users.arrivals.corners.0 is a list of more numbers; it must be a row of 2 numbers: Time and Rate. Write it so.',
    ],
    [
      [[0]],
      'clients.users.arrivals.corners.0.1 is missing; it must be a number from 0 to 1000000. Write one, without quotes.',
    ],
    [
      [],
      'clients.users.arrivals.corners is an empty list; it must be a list of 1 to 1000 rows of 2 numbers. Write it so.',
    ],
    [
      [
        [5, 1],
        [4, 1],
      ],
      'clients.users.arrivals.corners.1.0 is 4; it must not be below the row before. Raise it to 5 or more.',
    ],
    [
      [[0, -1]],
      'clients.users.arrivals.corners.0.1 is -1; it must be 0 to 1000000. Raise it to 0 or more.',
    ],
  ])('a table of %j is refused', (corners, sentence) => {
    expect(sentenceOf({ 'clients.users.arrivals': { kind: 'profile', corners } })).toBe(sentence)
  })
})

describe('a part that is missing, unknown or one too many', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ format: undefined }, 'format is missing; it must be 1. Add "format": 1.'],
    [{ format: 'new' }, 'format is "new"; it must be a whole number from 0 to 1. Write 1.'],
    [
      { format: 3 },
      'The document was made with format 3; this program reads up to 1. Open it with a newer Ballast.',
    ],
    [
      { dns: undefined },
      'dns is missing; it must be an object with resolvers and records. Write it so.',
    ],
    [
      { 'clients.users.arrivals': undefined },
      'clients.users.arrivals is missing; it must be an object whose kind is one of poisson, periodic, bursts, profile, closed-loop and replay. Write it so.',
    ],
    [
      { 'clients.users.arrivals': {} },
      'clients.users.arrivals.kind is missing; it must be one of poisson, periodic, bursts, profile, closed-loop and replay. Choose one of them.',
    ],
    [
      { 'faults.slow.target': undefined },
      'faults.slow.target is missing; it must be the id of a target. Write it so.',
    ],
    [
      { 'clients.users.arrivals.users': 4 },
      'clients.users.arrivals.users is unknown; there is kind and perSecond. Correct its name or remove it.',
    ],
    [
      { 'regions.home.zones.a.size': 4 },
      'regions.home.zones.a.size is unknown; nothing can be set here. Correct its name or remove it.',
    ],
    [
      { 'targetGroups.web.targets.2nd': { zone: 'a' } },
      'targetGroups.web.targets.2nd has an unusable name; a name must be a letter, then letters, digits, - or _, 40 characters in all. Rename it.',
    ],
    [
      { clients: {} },
      'clients has 0; it must have 1 to 32 client populations in this format. Add a client population.',
    ],
    [
      { 'regions.second': { zones: { z: {} } } },
      'network.fromClients.eu has no way to the region second; DNS may send its clients there. Add its delay.',
    ],
    [
      {
        'regions.second': { zones: { a: {} } },
        'network.fromClients.eu.second': { kind: 'constant', ms: 1 },
      },
      'regions.second.zones.a has the name of a zone in home; names of zones must differ. Rename one.',
    ],
    [
      { 'dns.records.other': { answers: { web: { balancer: 'web' } } } },
      'dns.records has 2; it must have exactly 1 record in this format. Remove some.',
    ],
    [
      { lanes: { ...FIVE, g: { patch: {} } } },
      'lanes has 6; it must have 0 to 5 lanes in this format. Remove some.',
    ],
  ])('%j is refused', (changes, sentence) => {
    expect(sentenceOf(changes)).toBe(sentence)
  })

  test('all at once: each missing part has its own sentence', () => {
    expect(problemsOf({ format: 1 }).map(({ path }) => path)).toEqual([
      'regions',
      'clients',
      'dns',
      'targetGroups',
    ])
  })

  test('no more than fifty problems are told', () => {
    const targets = Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`t${i}`, { zone: 3 }]))
    expect(problemsOf(documentWith({ 'targetGroups.web.targets': targets }))).toHaveLength(50)
  })
})
