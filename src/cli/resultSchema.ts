/** The JSON Schema of what `run --json` prints. A change that breaks readers is another format. */
import { AUTHORS, CAUSES, VERDICTS } from '../model/outcome.ts'
import { count, type JsonSchema, number, orNull, record, text } from './jsonSchema.ts'
import { RESULT_FORMAT } from './result.ts'
import { settledSchema, shortWarmUpSchema } from './warmUpResult.ts'

const ms = (description: string): JsonSchema => orNull(number(`${description}, in milliseconds`))

const latency = record(
  'Of requests that were answered below 500, from the first send to the end.',
  {
    answers: count('How many answers these are about'),
    p50Ms: ms('Median'),
    p90Ms: ms('90th percentile'),
    p99Ms: ms('99th percentile'),
    p999Ms: ms('99.9th percentile'),
    meanMs: ms('Mean'),
    maxMs: ms('Longest'),
  },
)

const target = record('What one target did.', {
  id: text('Its id'),
  group: text('Id of its target group'),
  zone: text('Its zone'),
  slots: count('How many it works on at one time'),
  attempts: count('Attempts sent to it'),
  served: count('Attempts that it served to the end'),
  errors: count('5xx that it or its node wrote'),
  crossed: count('Of the attempts: from nodes of other zones'),
  utilisation: number('Time-average of attempts in service, per slot'),
  waitingMean: number('Time-average of attempts that wait'),
  waitP99Ms: ms('99th percentile of the wait'),
  latencyP50Ms: ms('Median of wait and service'),
  latencyP99Ms: ms('99th percentile of wait and service'),
})

const answer = record('Answers of one kind.', {
  status: count('HTTP status'),
  author: { enum: AUTHORS, description: 'Who wrote it' },
  cause: { enum: CAUSES, description: 'Why' },
  count: count('How many'),
})

const verdicts = record(
  'Requests by how they ended for their client.',
  Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(`Requests: ${verdict}`)])),
)

const noticing = (description: string): JsonSchema => ({
  type: 'array',
  description,
  items: record('One node and one target.', {
    node: text('Id of the node'),
    target: text('Id of the target'),
    afterMs: number('How long after, in milliseconds'),
  }),
})

const fault = record('What health checks made of one fault.', {
  id: text('Its key in faults'),
  startMs: number('When it begins, in milliseconds'),
  endMs: number('When it ends, which may be after the run'),
  targets: { type: 'array', items: text('Id of a target'), description: 'What it touches' },
  noticed: noticing('Nodes that held a target for unhealthy, counted from the start'),
  healthyAgain: noticing('Nodes that trusted it again, counted from the end'),
  words: text('The same as a sentence; empty for a fault of no target'),
})

const connections = (by: string): JsonSchema =>
  record(by, {
    opened: count('Opened in the window'),
    reset: count('Refused or reset in the window'),
    idleClosed: count('Closed in the window because they lay idle'),
    mostOpen: count('The most that were open at one moment, looked at every 10 ms'),
  })

const calls = (description: string): JsonSchema =>
  orNull(
    record(description, {
      made: count('Calls that were made'),
      answered: count('Calls that were answered'),
      refused: count('Calls that were turned away or reset'),
      timedOut: count('Calls whose target gave up on them; they end all the same'),
      unfinished: count('Calls under way when the run ended'),
      utilisation: number('Time-average of calls in service, per connection'),
      waitingMean: number('Time-average of calls that wait'),
    }),
  )

const host = record('How busy one host was.', {
  id: text('Its id'),
  zone: text('Its zone'),
  cores: count('How many cores it has'),
  containers: count('How many containers share them'),
  utilisation: number('Share of its cores that were at work, averaged over the whole run'),
  shortRatio: number('Share of the time in which more slots were at work than it has cores'),
  slowdown: number('How many times longer work took for that, averaged over the slots at work'),
})

const node = record('How busy the workers of one node were with what it does itself.', {
  id: text('Its id'),
  zone: text('Its zone'),
  workers: count('How many it has'),
  utilisation: number('Share of the time in which they were busy, averaged over them'),
  busiest: number('The same of the busiest of them'),
  requestsMean: number('Time-average of the requests that they had, worked on or waiting'),
  requestsMax: count('The most that one of them had at one moment'),
})

const perWorker = (of: string): JsonSchema => ({
  type: 'array',
  items: count(of),
  description: 'In the order of the workers',
})

const workers = record('What the workers of one node had.', {
  node: text('Id of the node'),
  connections: perWorker('Connections of clients'),
  requests: perWorker('Requests that they carried'),
})

const crossing = record(
  'What nodes sent to targets in the window, probes apart, and what of it crossed zones.',
  {
    forwarded: count('Attempts that nodes sent to targets'),
    crossed: count('Of those: to targets in another zone than the node'),
    crossedPerSecond: number('The same in a second'),
    crossedRatio: number('The same as a share; 0 where nothing was sent'),
    answerBytes: number('Mean size of an answer to those that crossed'),
    cost: record('What that costs at the price that the scenario states.', {
      perHour: number('Dollars in an hour, at the rate of the window'),
      pricePerGb: number('Dollars for 10^9 bytes'),
      bytesEach: number('Mean size of a request with its answer'),
    }),
    nodes: {
      type: 'array',
      items: record('One node.', {
        id: text('Its id'),
        zone: text('Its zone'),
        to: {
          type: 'array',
          items: record('One zone of targets.', {
            zone: text('Which'),
            attempts: count('How many went there'),
          }),
          description: 'Zones that got any, its own first',
        },
      }),
      description: 'In the order of the scenario',
    },
  },
)

const lane = record('One lane.', {
  letter: text('A for the base'),
  id: orNull(text('Key in lanes; null for the base')),
  title: text('What it is called'),
  hasOtherTraffic: { type: 'boolean', description: 'Whether its patch changes the traffic' },
  digest: text('16 hexadecimal digits over everything that happened; equal digests, equal runs'),
  truncated: orNull(text('The limit that stopped the run')),
  endedMs: number('When the run ended, in milliseconds'),
  requests: count('Requests first sent in the window'),
  attempts: count('Attempts sent in the window'),
  retries: count('Attempts after the first of a request'),
  offeredPerSecond: number('Requests sent in a second'),
  throughputPerSecond: number('Answers in a second'),
  goodputPerSecond: number('Answers under 400 in a second that reach a client who still waits'),
  errorRatio: number('Share of the requests that ended which failed'),
  latency,
  verdicts,
  failuresByCause: {
    type: 'object',
    description: 'Failed requests by the cause of their last attempt',
    additionalProperties: { type: 'integer', minimum: 0 },
  },
  answers: {
    type: 'array',
    items: answer,
    description: 'Answers that reached their client, the most frequent first',
  },
  connections: record('By who opened them.', {
    ofClients: connections('Clients, to nodes or targets'),
    ofNodes: connections('Nodes, to targets'),
  }),
  calls: calls(
    'Calls of what stands behind the targets, over the whole run; null where nothing does',
  ),
  logins: calls('Calls of the identity provider, three for a log-in; null where nobody logs in'),
  hosts: { type: 'array', items: host, description: 'In the order of the scenario' },
  nodes: {
    type: 'array',
    items: node,
    description: 'Of those that take time for what they do, over the whole run',
  },
  workers: {
    type: 'array',
    items: workers,
    description: 'Of the nodes that have more than one, over the whole run',
  },
  settledMs: settledSchema,
  crossing,
  targets: { type: 'array', items: target, description: 'In the order of the scenario' },
  faults: {
    type: 'array',
    items: fault,
    description: 'In the order of the scenario',
  },
})

export const resultSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Result of a Ballast run',
  ...record('What `ballast run --json` prints.', {
    resultFormat: { const: RESULT_FORMAT },
    engineRevision: count('Grows whenever the engine gives other results than before'),
    title: text('Title of the scenario'),
    seed: text('Seed of the scenario'),
    digest: text('Over the digests of the lanes that were run'),
    hasRows: { type: 'boolean', description: 'False after --no-trace' },
    percentileResolution: number(
      'How far percentiles may be from the exact ones, as a share of them: 0 with rows',
    ),
    window: record('The stretch of simulated time that the numbers are about.', {
      fromMs: number('From'),
      toMs: number('To'),
    }),
    goalMs: number('Answers that take longer are slow'),
    shortWarmUp: shortWarmUpSchema,
    lanes: { type: 'array', items: lane },
  }),
}
