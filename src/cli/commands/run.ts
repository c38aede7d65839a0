import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { findingOf } from '../../analysis/numbers/finding.ts'
import { GOAL_MS } from '../../model/outcome.ts'
import { laneWords } from '../../scenario/laneWords.ts'
import type { Scenario } from '../../scenario/types.ts'
import { chosenLanes, edited } from '../choose.ts'
import { type Command, Failure, type Line, WrongUse } from '../command.ts'
import { EXIT, fileProblem } from '../io.ts'
import { type LaneRun, runLanes, runLanesWithoutRows } from '../laneRuns.ts'
import { reportText } from '../reportText.ts'
import { resultOf } from '../result.ts'
import { findRecordings, openSource, SOURCES } from '../source.ts'
import { writeTraceCsv } from '../traceCsv.ts'

export const run: Command = {
  name: 'run',
  usage: 'FILE|LINK|-',
  summary: 'Simulates every lane of a scenario and reports what happened.',
  details: `${SOURCES}
Numbers are over the whole run after warm-up, up to the earliest end of any lane, with rows or without.`,
  examples: [
    'run one-slow-target',
    'run shop.json --json > result.json',
    'run shop.json --lane B --trace attempts.csv',
    'run shop.json --seed 8 --set \'targetGroups.web.algorithm={"id":"random"}\'',
  ],
  words: { min: 1, max: 1 },
  options: {
    json: { help: 'Print the report as JSON (see: ballast schema result).' },
    trace: { value: 'FILE.csv', help: 'Write one row for each attempt.' },
    lane: { value: 'LANE', isMultiple: true, help: 'Only this lane, by letter or id; repeatable.' },
    seed: { value: 'SEED', help: 'Another seed.' },
    set: { value: 'PATH=VALUE', isMultiple: true, help: 'Change a value, in JSON; repeatable.' },
    dataset: { value: 'LOG', isMultiple: true, help: 'A recording that a link only names.' },
    goal: { value: 'MS', help: `Answers that take longer are slow; ${GOAL_MS} if left out.` },
    'no-trace': { help: 'Keep no rows: flat memory for long runs, percentiles within 0.4 %.' },
  },
  async run(line, io) {
    const keepsRows = !line.has('no-trace')
    const csv = line.value('trace')
    if (csv !== undefined && !keepsRows) {
      throw new WrongUse('--trace and --no-trace exclude each other. Remove one.')
    }
    const goalUs = goalOf(line) * 1000
    const opened = await openSource(line.words[0] as string, io)
    const scenario = edited(opened.scenario, line)
    const lanes = chosenLanes(scenario, line)
    const recordings = await findRecordings({ ...opened, scenario }, line.values('dataset'), io)
    const asked = { scenario, recordings, lanes, goalUs }
    const { runs, window } = keepsRows ? runLanes(asked, io) : runLanesWithoutRows(asked, io)
    const result = resultOf(scenario, runs, { window, goalUs })
    if (csv !== undefined) await writeCsv(csv, runs)
    if (line.has('json')) io.out(JSON.stringify(result, null, 2))
    else io.out(reportText(result, findingText(scenario, runs)))
    return EXIT.ok
  },
}

function goalOf(line: Line): number {
  const text = line.value('goal') ?? String(GOAL_MS)
  const goalMs = Number(text)
  if (text.trim() !== '' && Number.isFinite(goalMs) && goalMs > 0) return goalMs
  throw new WrongUse(`--goal is ${text}; it must be milliseconds above 0. Correct it.`)
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

async function writeCsv(path: string, runs: readonly LaneRun[]): Promise<void> {
  const stream = createWriteStream(path)
  const end = finished(stream)
  try {
    await Promise.race([writeTraceCsv(runs, stream), end])
    stream.end()
    await end
  } catch (error) {
    throw new Failure(fileProblem(path, error).replace('read', 'written'))
  }
}
