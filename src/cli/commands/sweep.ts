import { METRICS } from '../../analysis/replications/metrics.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import { chosenLanes } from '../choose.ts'
import type { Command } from '../command.ts'
import { WrongUse } from '../failures.ts'
import { EXIT } from '../io.ts'
import { howMany, MANY_RUNS, metricsNamed, openEdited } from '../replications/asked.ts'
import { comparisonResult } from '../replications/comparisonResult.ts'
import { inOneWindow } from '../replications/experiment.ts'
import { replicate } from '../replications/replicate.ts'
import { SWEEP_FORMAT, sweepCsv, sweepText } from '../replications/sweepResult.ts'
import { pointsOf, readVaried } from '../replications/varied.ts'
import { findRecordings, SOURCES } from '../source.ts'

const METRICS_SHOWN = 'p99,errors'
const REPLICATIONS_SHOWN = 10
/** Settings that are varied at one time. */
const VARIED_MAX = 2
/** A mistake in the steps should not take a night. */
const POINTS_MAX = 10_000

const { 'until-half-width': _, ...options } = MANY_RUNS

export const sweep: Command = {
  name: 'sweep',
  usage: 'FILE|LINK|-',
  summary: 'Compares the lanes at each of many values of a setting, or of two.',
  details: `${SOURCES}
A range has its steps evenly between its ends, or by equal factors with --log; values in between have four digits. A
lane that has a value of its own there keeps it. Every point is a comparison as \`compare\` makes it, with the same
seeds, so that points differ in nothing but the setting.`,
  examples: [
    'sweep one-slow-target --vary clients.browsers.arrivals.perSecond=200..440:7',
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
    const varied = texts.map((text) => readVaried(text, { isLog: line.has('log') }))
    const metrics = metricsNamed(line.value('metric') ?? METRICS_SHOWN)
    const opened = await openEdited(line, io)
    const count = varied.reduce((product, { values }) => product * values.length, 1)
    if (count > POINTS_MAX) {
      throw new WrongUse(
        `--vary makes ${count} points; ${POINTS_MAX} are allowed. Take fewer steps.`,
      )
    }
    const points = pointsOf(opened.scenario, varied)
    const refs = chosenLanes(opened.scenario, line)
    const recordings = await findRecordings(opened, line.values('dataset'), io)
    const lanes = points.flatMap(({ scenario }) =>
      inOneWindow(refs.map(({ id }) => resolveLane(scenario, id))),
    )
    const { max, workers } = howMany(opened.scenario, line, REPLICATIONS_SHOWN)
    const numbers = Array.from({ length: max }, (_, i) => i)
    const found = await replicate(
      { lanes, recordings },
      { numbers, isEnough: () => false, workers },
      io,
    )
    const result = {
      sweepFormat: SWEEP_FORMAT,
      varied,
      points: points.map(({ at, scenario }, i) => ({
        at,
        comparison: comparisonResult(scenario, {
          refs,
          found: found.slice(i * refs.length, (i + 1) * refs.length),
          metrics,
        }),
      })),
    }
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
