/** The JSON Schemas of what `compare --json` and `sweep --json` print. A change that breaks readers is another format. */
import { METRICS } from '../../analysis/replications/metrics.ts'
import { count, type JsonSchema, number, orNull, record, text } from '../jsonSchema.ts'
import { settledSchema, shortWarmUpSchema } from '../warmUpResult.ts'
import { COMPARISON_FORMAT } from './comparisonResult.ts'
import { SENSITIVITY_FORMAT } from './sensitivityResult.ts'
import { SWEEP_FORMAT } from './sweepResult.ts'

const bounds = {
  estimate: number('The mean over all replications'),
  low: number('From here'),
  high: number('To here, with the confidence of the result'),
}

const nullOr = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] })

const against = record(
  'How the lane compares with the first one, pair by pair on identical traffic: a ratio of geometric means, or a difference.',
  {
    ...bounds,
    kind: { enum: ['ratio', 'difference'] },
    pValue: number('The chance of so much between lanes that are alike'),
    needed: orNull(
      count('About how many replications more would tell them apart; 0 where they are'),
    ),
  },
)

const rank = record('The places that it may have, by the procedure of Holm over all pairs.', {
  best: count('From 1'),
  worst: count('The same where the place is sure'),
})

const figure = record('One figure of one lane.', {
  metric: { enum: METRICS.map(({ id }) => id), description: 'Which' },
  unit: { enum: ['ms', '/s', 'share', 'times'], description: 'Shares are 0 to 1' },
  mean: nullOr(record('The mean; null where none is claimed.', bounds)),
  against: nullOr(against),
  rank: nullOr(rank),
  values: {
    type: 'array',
    items: orNull(number('Of one replication')),
    description: 'In the order of their numbers',
  },
})

const lane = record('One lane.', {
  letter: text('A for the base'),
  id: orNull(text('Key in lanes; null for the base')),
  title: text('What it is called'),
  hasOtherTraffic: { type: 'boolean', description: 'Whether its patch changes the traffic' },
  stability: {
    enum: ['stable', 'stopped', 'overloaded', 'growing'],
    description: 'Of any but stable no latency is claimed, of stopped nothing',
  },
  short: nullOr(
    record('Where the runs are too short for the load, so that intervals are too narrow.', {
      load: number('Share of the slots that are busy'),
      requests: count('Of all runs together'),
      wanted: number('How many a mean within 5 % takes, by one queue of the same load'),
    }),
  ),
  settledMs: settledSchema,
  figures: { type: 'array', items: figure, description: 'In the order of --metric' },
  digests: {
    type: 'array',
    items: text('Of one run'),
    description: 'In the order of their numbers',
  },
})

const comparison = record('What `ballast compare --json` prints.', {
  comparisonFormat: { const: COMPARISON_FORMAT },
  engineRevision: count('Grows whenever the engine gives other results than before'),
  title: text('Title of the scenario'),
  seed: text('Seed of the scenario, and of replication 0; number n has it with ~n behind'),
  replications: count('How many runs of each lane'),
  confidence: number('In what share of all experiments an interval holds the truth'),
  window: record('The stretch of simulated time that the numbers are about.', {
    fromMs: number('From'),
    toMs: number('To'),
  }),
  finding: text('What came of it; empty where there is nothing to claim'),
  shortWarmUp: shortWarmUpSchema,
  lanes: { type: 'array', items: lane },
})

const DRAFT = 'http://json-schema.org/draft-07/schema#'

export const comparisonSchema: JsonSchema = {
  $schema: DRAFT,
  title: 'Result of a Ballast comparison',
  ...comparison,
}

const varied = record('A setting that is varied.', {
  path: text('Where it stands in the scenario'),
  unit: text('Of its values; empty where they are shares'),
  values: { type: 'array', items: number('One value'), description: 'In their order' },
})

const goal = record('What was asked for with --goal.', {
  expectation: text('As it was read'),
  lanes: {
    type: 'array',
    items: record('One lane.', {
      letter: text('A for the base'),
      verdicts: {
        type: 'array',
        items: { enum: ['met', 'missed', 'undecided'] },
        description: 'One a point',
      },
      changes: {
        type: 'array',
        items: record('Where it begins to be met, or ceases to be.', {
          between: {
            type: 'array',
            items: number('The last value before, and the first after, of those that are decided'),
          },
        }),
        description: 'In the order of values',
      },
    }),
  },
})

export const sweepSchema: JsonSchema = {
  $schema: DRAFT,
  title: 'Result of a Ballast sweep',
  ...record('What `ballast sweep --json` prints.', {
    sweepFormat: { const: SWEEP_FORMAT },
    varied: { type: 'array', items: varied, description: 'In the order of --vary' },
    points: {
      type: 'array',
      items: record('One point.', {
        at: {
          type: 'array',
          items: number('The value of one setting'),
          description: 'In the order of --vary',
        },
        comparison,
      }),
      description:
        'Every value with every value, the last setting fastest; with a goal, in the order of values',
    },
    says: {
      type: 'array',
      items: text('A sentence'),
      description: 'Of one setting: where each lane meets the goal, and which is lower where',
    },
    notes: { type: 'array', items: text('A sentence'), description: 'How sure they are' },
    goal: nullOr(goal),
  }),
}

const standing = record('How a lane compares with another at one point.', {
  against: nullOr(against),
  order: {
    enum: ['less', 'more', 'open', 'left-out'],
    description:
      'Whether it has less of the figure or more; open where that is not told, left out where the point is not possible',
  },
  words: text('The same in words'),
})

export const sensitivitySchema: JsonSchema = {
  $schema: DRAFT,
  title: 'Result of a Ballast sensitivity',
  ...record('What `ballast sensitivity --json` prints.', {
    sensitivityFormat: { const: SENSITIVITY_FORMAT },
    engineRevision: count('Grows whenever the engine gives other results than before'),
    title: text('Title of the scenario'),
    seed: text('Seed of the scenario, and of replication 0; number n has it with ~n behind'),
    replications: count('How many runs of each lane at each point'),
    confidence: number('In what share of all experiments an interval holds the truth'),
    byRatio: number('How much larger and smaller each input is made'),
    inputs: {
      type: 'array',
      items: record('One input.', { id: text('Which'), name: text('In a sentence') }),
    },
    pairs: {
      type: 'array',
      items: record('One lane against the first, in one figure.', {
        metric: { enum: METRICS.map(({ id }) => id), description: 'Which figure' },
        letter: text('Of the lane'),
        other: text('Of the first'),
        asItIs: standing,
        moved: {
          type: 'array',
          items: record('One input.', { lower: standing, higher: standing }),
          description: 'In the order of inputs',
        },
        says: text('What that comes to'),
      }),
      description: 'In the order of --metric',
    },
  }),
}
