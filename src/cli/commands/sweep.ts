import { type Expectation, readExpectation } from '../../analysis/replications/expectation.ts'
import { METRICS } from '../../analysis/replications/metrics.ts'
import { closerValues } from '../../analysis/replications/sweep.ts'
import { isWholeAt, variedAt } from '../../scenario/edits/vary.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import { chosenLanes } from '../choose.ts'
import type { Command } from '../command.ts'
import { WrongUse } from '../failures.ts'
import { EXIT } from '../io.ts'
import { howMany, MANY_RUNS, metricsNamed, openEdited } from '../replications/asked.ts'

import { inOneWindow } from '../replications/experiment.ts'
import { replicate } from '../replications/replicate.ts'
import {
  inOrder,
  type Swept,
  sweepCsv,
  sweepResult,
  sweepText,
} from '../replications/sweepResult.ts'
import { type Point, pointsOf, readVaried, type Varied } from '../replications/varied.ts'
import { findRecordings, SOURCES } from '../source.ts'

const METRICS_SHOWN = 'p99,errors'
const REPLICATIONS_SHOWN = 10
/** Settings that are varied at one time. */
const VARIED_MAX = 2
/** Halving a hundred times what is looked at is more than anybody means. */
const ROUNDS_MAX = 12
/** A mistake in the steps should not take a night. */
const POINTS_MAX = 10_000

const { 'until-half-width': _, ...options } = MANY_RUNS

export const sweep: Command = {
  name: 'sweep',
  usage: 'FILE|LINK|-',
  summary: 'Compares the lanes at each of many values of a setting, or of two.',
  details: `${SOURCES}
PATH is a setting, or the targets of a group (targetGroups.web.targets) or the hosts, which are varied in number. A range
has its steps evenly between its ends, or by equal factors with --log; values in between have four digits. A
lane that has a value of its own there keeps it. Every point is a comparison as \`compare\` makes it, with the same
seeds, so that points differ in nothing but the setting.`,
  examples: [
    'sweep one-slow-target --vary clients.browsers.arrivals.perSecond=200..440:7',
    "sweep one-slow-target --vary targetGroups.web.targets=4..12:9 --goal 'p99<250ms'",
    'sweep shop.json --vary targetGroups.web.health.intervalMs=500..30000:6 --log --csv > sweep.csv',
  ],
  words: { min: 1, max: 1 },
  options: {
    vary: {
      value: 'PATH=FROM..TO:STEPS',
      isMultiple: true,
      help: 'What is varied, or PATH=A,B,C; twice for a grid.',
    },
    log: { help: 'Steps by equal factors.' },
    ...options,
    replications: { value: 'N', help: `Runs at each point; ${REPLICATIONS_SHOWN} if left out.` },
    goal: {
      value: 'GOAL',
      help: "Look closer where each lane begins to meet it, or ceases to: 'p99<250ms'.",
    },
    metric: {
      value: 'NAME,...',
      help: `Of ${METRICS.map(({ id }) => id).join(', ')}; ${METRICS_SHOWN} if left out.`,
    },
    lane: { value: 'LANE', isMultiple: true, help: 'Only this lane, by letter or id; repeatable.' },
    json: { help: 'Print a comparison for each point as JSON (see: ballast schema sweep).' },
    csv: { help: 'Print a row for each figure of each lane at each point.' },
  },
  async run(line, io) {
    if (line.has('json') && line.has('csv')) {
      throw new WrongUse('--json and --csv exclude each other. Remove one.')
    }
    const texts = line.values('vary')
    if (texts.length < 1 || texts.length > VARIED_MAX) {
      throw new WrongUse(
        `--vary is given ${texts.length} times; it must be once or twice. Correct it.`,
      )
    }
    const metrics = metricsNamed(line.value('metric') ?? METRICS_SHOWN)
    const opened = await openEdited(line, io)
    const { scenario } = opened
    const varied = texts.map((text) => readVaried(text, { isLog: line.has('log'), scenario }))
    if (varied[0]?.path === varied[1]?.path) {
      throw new WrongUse(`--vary is given twice for ${varied[0]?.path}. Remove one.`)
    }
    const count = varied.reduce((product, { values }) => product * values.length, 1)
    if (count > POINTS_MAX) {
      throw new WrongUse(
        `--vary makes ${count} points; ${POINTS_MAX} are allowed. Take fewer steps.`,
      )
    }
    const goal = goalOf(line.value('goal'), varied)
    const refs = chosenLanes(scenario, line)
    const recordings = await findRecordings(opened, line.values('dataset'), io)
    const { max, workers } = howMany(scenario, line, REPLICATIONS_SHOWN)
    const swept = async (points: readonly Point[]): Promise<readonly Swept[]> => {
      const lanes = points.flatMap((point) =>
        inOneWindow(refs.map(({ id }) => resolveLane(point.scenario, id))),
      )
      const numbers = Array.from({ length: max }, (_, i) => i)
      const plan = { numbers, isEnough: () => false, workers }
      const found = await replicate({ lanes, recordings }, plan, io)
      return points.map((point, i) => ({
        ...point,
        found: found.slice(i * refs.length, (i + 1) * refs.length),
      }))
    }
    const asked = await swept(pointsOf(scenario, varied))
    const isLog = line.has('log')
    const all =
      goal === null ? asked : await closer(asked, { goal, varied, scenario, isLog, swept })
    const result = sweepResult(all, { varied, refs, metrics, goal })
    io.out(
      line.has('json')
        ? JSON.stringify(result, null, 2)
        : line.has('csv')
          ? sweepCsv(result)
          : sweepText(result),
    )
    return EXIT.ok
  },
}

/** One question at a time, and along one line. */
function goalOf(text: string | undefined, varied: readonly Varied[]): Expectation | null {
  if (text === undefined) return null
  const goal = readExpectation(text)
  if (goal === null) {
    const known = METRICS.map(({ id }) => id).join(', ')
    throw new WrongUse(
      `--goal is ${text}; it must be like p99<250ms or errors<1%, of ${known}. Correct it.`,
    )
  }
  if (varied.length === 1) return goal
  throw new WrongUse('--goal is looked for along one --vary, and there are two. Remove one.')
}

/** Looks again between values where the goal begins to be met, or ceases to be, until that is known closely. */
async function closer(
  asked: readonly Swept[],
  how: {
    readonly goal: Expectation
    readonly varied: readonly Varied[]
    readonly scenario: Scenario
    readonly isLog: boolean
    readonly swept: (points: readonly Point[]) => Promise<readonly Swept[]>
  },
): Promise<readonly Swept[]> {
  const { goal, varied, scenario, isLog, swept } = how
  const [only] = varied as [Varied]
  const isWhole = isWholeAt(scenario, variedAt(only.path))
  let all = asked
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const values = closerValues(inOrder(all), { expectation: goal, isLog, isWhole })
    if (values.length === 0) break
    all = [...all, ...(await swept(pointsOf(scenario, [{ ...only, values }])))]
  }
  return all
}
