import { findingOf } from '../../analysis/numbers/finding.ts'
import { HISTOGRAM_RESOLUTION } from '../../base/histogram.ts'
import { percentText } from '../../base/percentText.ts'
import { GOAL_MS } from '../../model/outcome.ts'
import { DURATION_MAX_MS } from '../../model/time.ts'
import { laneWords } from '../../scenario/laneWords.ts'
import type { Scenario } from '../../scenario/types.ts'
import { chosenLanes, edited } from '../choose.ts'
import type { Command, Line } from '../command.ts'
import { WrongUse } from '../failures.ts'
import { EXIT } from '../io.ts'
import { type LaneRun, runLanes, runLanesWithoutRows } from '../laneRuns.ts'
import { openOutput } from '../outputFile.ts'
import { reportText } from '../reportText.ts'
import { resultOf } from '../result.ts'
import { findRecordings, openSource, SOURCES } from '../source.ts'
import { TRACE_FORMATS, traceFormat, writeTrace } from '../traceFile.ts'

export const run: Command = {
  name: 'run',
  usage: 'FILE|LINK|-',
  summary: 'Simulates every lane of a scenario and reports what happened.',
  details: `${SOURCES}
Numbers are over the whole run after warm-up, up to the earliest end of any lane, with rows or without.
A warm-up that is clearly too short is told (MSER-5, up to the first fault); many runs (compare) tell it more surely.`,
  examples: [
    'run one-slow-target',
    'run shop.json --json > result.json',
    'run shop.json --lane B --trace attempts.csv',
    'run shop.json --lane A --trace access.log --format nginx',
    'run shop.json --trace perfetto.json --format chrome',
    'run shop.json --seed 8 --set \'targetGroups.web.algorithm={"id":"random"}\'',
  ],
  words: { min: 1, max: 1 },
  options: {
    json: { help: 'Print the report as JSON (see: ballast schema result).' },
    trace: { value: 'FILE', help: 'Write every attempt to a file, as --format says.' },
    format: {
      value: 'FORMAT',
      help: `Of that file: ${TRACE_FORMATS.join(', ')}; csv if left out. An access log is of one lane; chrome opens in Perfetto and speedscope.`,
    },
    lane: { value: 'LANE', isMultiple: true, help: 'Only this lane, by letter or id; repeatable.' },
    seed: { value: 'SEED', help: 'Another seed.' },
    set: { value: 'PATH=VALUE', isMultiple: true, help: 'Change a value, in JSON; repeatable.' },
    dataset: { value: 'LOG', isMultiple: true, help: 'A recording that a link only names.' },
    goal: { value: 'MS', help: `Answers that take longer are slow; ${GOAL_MS} if left out.` },
    'no-trace': {
      help: `Keep no rows: flat memory for long runs, percentiles within ${percentText(HISTOGRAM_RESOLUTION)} %.`,
    },
  },
  async run(line, io) {
    const keepsRows = !line.has('no-trace')
    const file = line.value('trace')
    if (file !== undefined && !keepsRows) {
      throw new WrongUse('--trace and --no-trace exclude each other. Remove one.')
    }
    if (file === undefined && line.has('format')) {
      throw new WrongUse('--format is of the file that --trace names. Name one, or leave it out.')
    }
    const goalUs = goalOf(line) * 1000
    const [source = ''] = line.words
    const datasets = line.values('dataset')
    const opened = await openSource(source, io)
    const scenario = edited(opened.scenario, line)
    const lanes = chosenLanes(scenario, line)
    const recordings = await findRecordings({ ...opened, scenario }, datasets, io)
    const asked = { scenario, recordings, lanes, goalUs }
    const format = traceFormat(line.value('format') ?? 'csv', asked)
    const output =
      file === undefined ? null : await openOutput(file, [source, ...datasets], '--trace')
    try {
      const { runs, window } = keepsRows ? runLanes(asked, io) : runLanesWithoutRows(asked, io)
      const result = resultOf(scenario, runs, { window, goalUs })
      if (line.has('json')) io.out(JSON.stringify(result, null, 2))
      else io.out(reportText(result, findingText(scenario, runs)))
      await output?.write((stream) => writeTrace(format, runs, { asked, stream }))
    } finally {
      await output?.close()
    }
    return EXIT.ok
  },
}

function goalOf(line: Line): number {
  const text = line.value('goal') ?? String(GOAL_MS)
  const goalMs = Number(text)
  if (text.trim() !== '' && goalMs > 0 && goalMs <= DURATION_MAX_MS) return goalMs
  throw new WrongUse(
    `--goal is ${text}; it must be milliseconds above 0, ${DURATION_MAX_MS} at most. Correct it.`,
  )
}

function findingText(scenario: Scenario, runs: readonly LaneRun[]): string {
  const compared = runs.map(({ lane, report }) => ({
    letter: lane.letter,
    words: laneWords(scenario, lane.id),
    report,
  }))
  return findingOf(compared)
    .parts.map((part) => part.text)
    .join('')
}
