/**
 * The input document: its fields in their order, with ranges and defaults, in one description from
 * which come the validation, the order of the canonical text, links without defaults and the JSON
 * Schema. The figures of the settings are in `settings.ts`; the types that the rest of the code
 * sees, in `types.ts`.
 */
import * as v from 'valibot'
import { algorithms } from '../../algorithms/index.ts'
import { arrivalProcesses } from '../../arrivals/index.ts'
import type { Knobs } from '../../base/knobs.ts'
import { distributions } from '../../distributions/index.ts'
import { faults } from '../../faults/index.ts'
import * as settings from '../settings.ts'
import { entriesOf, idOf, key, labelled, memberOf, text } from './knobSchema.ts'
import { SCENARIO_FORMAT } from './upgrades.ts'

/**
 * How many of each thing a document may have: indices in the trace are small, and a page can show
 * no more.
 */
export const MOST = {
  lanes: 5,
  regions: 1,
  zones: 32,
  places: 32,
  populations: 32,
  requestKinds: 256,
  resolvers: 64,
  records: 1,
  answers: 32,
  balancers: 1,
  groups: 32,
  targets: 5000,
  faults: 256,
} as const

const struct = (label: string, entries: Record<string, v.GenericSchema>): v.GenericSchema =>
  labelled(v.strictObject(entries), { label, allowed: '' })

/** Things with settings, keyed by id. `singular` is the word for one of them. */
function keyed(
  plural: string,
  singular: string,
  size: { readonly min: number; readonly max: number },
  of: v.GenericSchema,
): v.GenericSchema {
  const range =
    size.min === size.max ? `exactly ${size.max} member` : `${size.min} to ${size.max} members`
  const message = (issue: { readonly input: unknown }): string => {
    const found = Object.keys(issue.input as object).length
    const todo = found < size.min ? `Add a ${singular.toLowerCase()}` : 'Remove some'
    return `it must have ${range} in this format. ${todo}.`
  }
  const schema = v.pipe(
    v.record(key, of),
    v.minEntries(size.min, message),
    v.maxEntries(size.max, message),
  )
  return labelled(schema, { label: plural, allowed: `an object of ${range}, keyed by id` })
}

const upTo = (max: number) => ({ min: 0, max })
const some = (max: number) => ({ min: 1, max })

/** Some of the knobs, where others stand in another place. */
const pick = (knobs: Knobs, names: readonly string[]): Record<string, v.GenericSchema> =>
  entriesOf(Object.fromEntries(Object.entries(knobs).filter(([name]) => names.includes(name))))

/** A group of settings that may be left out: every one of them has a default. */
const section = (
  label: string,
  knobs: Knobs,
  more: Record<string, v.GenericSchema> = {},
): v.GenericSchema => v.optional(struct(label, { ...more, ...entriesOf(knobs) }), {})

const only = (kind: string, label: string): v.GenericSchema => {
  const message = `it must be "${kind}", the only one in this format. Write that.`
  const meta = { label, allowed: `"${kind}"` }
  return v.optional(labelled(v.literal(kind, message), meta), kind)
}

const distribution = (label: string) => memberOf('kind', distributions, label)
const constant = (label: string, ms: number) =>
  v.optional(distribution(label), { kind: 'constant', ms })

const path = (label: string, help: string) =>
  text({
    label,
    help,
    min: 1,
    max: 500,
    form: { pattern: /^\/[\x21-\x7e]*$/, allowed: 'a path that begins with / and has no blanks' },
  })

const region = struct('Region', {
  zones: keyed('Zones', 'Zone', some(MOST.zones), struct('Zone', {})),
})

const network = struct('Network', {
  sameZone: constant('Within a zone', 1),
  crossZone: constant('Across zones', 2),
  fromClients: v.optional(
    keyed(
      'From clients',
      'Place',
      upTo(MOST.places),
      keyed('To regions', 'Region', some(MOST.regions), distribution('One way')),
    ),
    {},
  ),
})

const requestKind = struct('Request', {
  ...pick(settings.REQUEST, ['weight', 'method']),
  path: v.optional(path('Path', 'The path that the client asks for.'), '/'),
  demand: v.optional(distribution('Demand'), { kind: 'exponential', meanMs: 20 }),
  ...pick(settings.REQUEST, ['responseBytes']),
})

const population = struct('Clients', {
  place: idOf('Place', 'Where these clients are.'),
  arrivals: memberOf('kind', arrivalProcesses, 'Arrivals'),
  requests: v.optional(keyed('Requests', 'Request', some(MOST.requestKinds), requestKind), {
    page: {},
  }),
  ...entriesOf(settings.CLIENT),
  connections: section('Connections', settings.CONNECTIONS),
  retry: section('Retries', settings.RETRY),
})

const answer = labelled(
  v.union([
    v.strictObject({ balancer: idOf('Balancer', 'The balancer whose nodes are the answer.') }),
    v.strictObject({
      target: idOf('Target', 'The target that is the answer, without a balancer.'),
    }),
  ]),
  { label: 'Answer', allowed: '{ "balancer": id } or { "target": id }' },
)

const dns = struct('DNS', {
  resolvers: keyed(
    'Resolvers',
    'Resolver',
    some(MOST.resolvers),
    struct('Resolver', {
      place: idOf('Place', 'Where the clients are that ask it.'),
      ...entriesOf(settings.RESOLVER),
    }),
  ),
  records: keyed(
    'Records',
    'Record',
    { min: 1, max: MOST.records },
    struct('Record', {
      ...entriesOf(settings.RECORD),
      policy: v.optional(struct('Policy', { kind: only('simple', 'Policy') }), {}),
      answers: keyed('Answers', 'Answer', some(MOST.answers), answer),
    }),
  ),
})

const listener = struct('Listener', {
  ...entriesOf(settings.LISTENER),
  otherwise: struct('Otherwise', {
    kind: only('forward', 'Action'),
    groups: keyed(
      'Groups',
      'Group',
      { min: 1, max: 1 },
      struct('Group', entriesOf(settings.FORWARD)),
    ),
  }),
})

const zoneList = (() => {
  const allowed = `a list of 1 to ${MOST.zones} zones`
  const message = `it must be ${allowed}. Write it so.`
  const schema = v.pipe(
    v.array(idOf('Zone', 'A zone with a node of its own.'), message),
    v.minLength(1, message),
    v.maxLength(MOST.zones, message),
  )
  return labelled(schema, { label: 'Zones', allowed }, 'It has a node in each of them.')
})()

const balancer = struct('Balancer', {
  kind: only('application', 'Kind'),
  region: idOf('Region', 'Where it is.'),
  zones: zoneList,
  ...entriesOf(settings.BALANCER),
  listeners: keyed('Listeners', 'Listener', { min: 1, max: 1 }, listener),
})

const target = struct('Target', {
  kind: only('instance', 'Kind'),
  zone: idOf('Zone', 'Where it runs.'),
  ...pick(settings.TARGET, ['slots']),
  queue: section('Queue', settings.QUEUE),
  ...entriesOf(settings.TARGET),
})

const targetGroup = struct('Target group', {
  algorithm: v.optional(memberOf('id', algorithms, 'Algorithm'), { id: 'round-robin' }),
  health: section('Health checks', settings.GROUP_HEALTH, {
    path: v.optional(path('Path', 'What a probe asks for.'), '/'),
  }),
  targets: keyed('Targets', 'Target', some(MOST.targets), target),
})

const lane = struct('Lane', {
  title: v.optional(
    text({ label: 'Title', help: 'What the lane is called.', min: 0, max: 80 }),
    '',
  ),
  patch: labelled(
    v.looseObject({}, 'it must be an object with the changes to the base. Write it so.'),
    { label: 'Patch', allowed: 'an object with the changes to the base' },
    'A JSON Merge Patch over the base.',
  ),
})

const format = labelled(v.literal(SCENARIO_FORMAT, `it must be ${SCENARIO_FORMAT}. Write that.`), {
  label: 'Format',
  allowed: String(SCENARIO_FORMAT),
})

const entries: Record<string, v.GenericSchema> = {
  format,
  title: v.optional(
    text({ label: 'Title', help: 'What the scenario is called.', min: 1, max: 120 }),
    'Untitled',
  ),
  seed: v.optional(
    text({ label: 'Seed', help: 'Any text; another seed is another run.', min: 1, max: 100 }),
    '1',
  ),
  ...entriesOf(settings.RUN),
  regions: keyed('Regions', 'Region', { min: 1, max: MOST.regions }, region),
  network: v.optional(network, {}),
  clients: keyed('Clients', 'Client population', some(MOST.populations), population),
  dns,
  balancers: v.optional(keyed('Balancers', 'Balancer', upTo(MOST.balancers), balancer), {}),
  targetGroups: keyed('Target groups', 'Target group', some(MOST.groups), targetGroup),
  faults: v.optional(
    keyed('Faults', 'Fault', upTo(MOST.faults), memberOf('kind', faults, 'Fault')),
    {},
  ),
  limits: section('Limits', settings.LIMITS),
}

/** One lane: the document without `lanes`. */
export const laneSchema: v.GenericSchema = struct('Lane scenario', entries)

/** The whole document. */
export const scenarioSchema: v.GenericSchema = struct('Scenario', {
  ...entries,
  lanes: v.optional(keyed('Lanes', 'Lane', upTo(MOST.lanes), lane), {}),
})
