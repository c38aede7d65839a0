import { CONFIDENCE } from '../../analysis/replications/confidence.ts'
import {
  type Expectation,
  type Judgement,
  judge,
  readExpectation,
} from '../../analysis/replications/expectation.ts'
import { METRICS } from '../../analysis/replications/metrics.ts'
import { isClaimed, UNSTABLE_WORDS } from '../../analysis/replications/stability.ts'
import { isEnough } from '../../analysis/replications/stopping.ts'
import { boundsWords, joined } from '../../analysis/replications/words.ts'
import type { LaneRef } from '../../scenario/lanes.ts'
import { chosenLanes, laneNamed } from '../choose.ts'
import type { Command, Line } from '../command.ts'
import { WrongUse } from '../failures.ts'
import { oneLine, table } from '../format.ts'
import { EXIT } from '../io.ts'
import { openOutput } from '../outputFile.ts'
import { experimentOf, howMany, MANY_RUNS, openEdited } from '../replications/asked.ts'
import { junitXml } from '../replications/junit.ts'
import { type Replicated, replicate } from '../replications/replicate.ts'
import { SOURCES } from '../source.ts'

interface Checked extends Judgement {
  readonly letter: string
  /** As it was written. */
  readonly text: string
  readonly expectation: Expectation
}

const WORDS = { met: 'ok', missed: 'no', undecided: 'open' } as const

export const check: Command = {
  name: 'check',
  usage: 'FILE|LINK|-',
  summary: 'Holds a lane against what is expected of it, over many seeds; for pipelines.',
  details: `${SOURCES}
An expectation is a figure, < or > and a bound: ${METRICS.map(({ id }) => id).join(', ')}; in ms or s, /s, % or as a
plain number. It is met when the whole ${100 * CONFIDENCE} % interval lies on the right side of the bound, and open when the bound lies
within: then more replications may tell. Ends with 0 when all are met, 1 when one is not, and 3 when none is missed
but one is open. Of a lane that is unstable no latency is claimed: it meets no bound.`,
  examples: [
    "check one-slow-target --lane B --expect 'p99<400ms' --expect 'errors<0.1%'",
    "check shop.json --expect 'goodput>300' --junit ballast.xml",
  ],
  words: { min: 1, max: 1 },
  options: {
    expect: { value: "'p99<250ms'", isMultiple: true, help: 'What is expected; repeatable.' },
    lane: {
      value: 'LANE',
      isMultiple: true,
      help: 'Of this lane, by letter or id; repeatable. Lane A if left out.',
    },
    junit: { value: 'FILE', help: 'Write the outcome as JUnit XML, too.' },
    ...MANY_RUNS,
  },
  async run(line, io) {
    const expectations = expectationsIn(line)
    const opened = await openEdited(line, io)
    const { scenario } = opened
    const { max, halfWidthRatio, workers } = howMany(scenario, line)
    const refs = line.has('lane') ? chosenLanes(scenario, line) : [laneNamed(scenario, 'A')]
    const experiment = await experimentOf(opened, refs, line, io)
    const junit = line.value('junit')
    const [source = ''] = line.words
    const output =
      junit === undefined
        ? null
        : await openOutput(junit, [source, ...line.values('dataset')], '--junit')
    try {
      const metrics = expectations.map(({ expectation }) => expectation.metric)
      const found = await replicate(
        experiment,
        {
          numbers: Array.from({ length: max }, (_, i) => i),
          isEnough: (so) => so.every((lane) => isEnough([lane], { halfWidthRatio, metrics })),
          workers,
        },
        io,
      )
      const checked = judged(expectations, refs, found)
      io.out(checkText(scenario.title, checked, found[0]?.length ?? 0))
      const cases = checked.map((each) => ({
        name: each.text,
        lane: each.letter,
        failure: each.verdict === 'met' ? null : `${WORDS[each.verdict]}: ${foundText(each)}`,
      }))
      await output?.write((stream) => {
        stream.write(junitXml(scenario.title, cases))
        return Promise.resolve()
      })
      return exitOf(checked)
    } finally {
      await output?.close()
    }
  },
}

type Written = Pick<Checked, 'text' | 'expectation'>

function expectationsIn(line: Line): readonly Written[] {
  const texts = line.values('expect')
  if (texts.length === 0) {
    throw new WrongUse("check has no --expect; it must have one, such as 'p99<250ms'. Add it.")
  }
  return texts.map((text) => {
    const expectation = readExpectation(text)
    if (expectation !== null) return { text, expectation }
    throw new WrongUse(
      `--expect is ${text}; it must be a figure, < or >, and a bound in its unit, such as p99<250ms, errors<0.1% or goodput>300. Correct it.`,
    )
  })
}

const judged = (
  expectations: readonly Written[],
  refs: readonly LaneRef[],
  found: Replicated,
): readonly Checked[] =>
  refs.flatMap(({ letter }, i) =>
    expectations.map((written) => ({
      ...written,
      ...judge(written.expectation, found[i] ?? []),
      letter,
    })),
  )

function checkText(title: string, checked: readonly Checked[], replications: number): string {
  const rows = checked.map((each) => [
    WORDS[each.verdict],
    each.letter,
    oneLine(each.text),
    foundText(each),
  ])
  return `${oneLine(title)}  (${replications} replications, ${100 * CONFIDENCE} % confidence)\n${table(rows, '  ')}`
}

function foundText({ expectation, stability, interval }: Checked): string {
  if (stability !== 'stable' && !isClaimed(expectation.metric, stability)) {
    return `unstable: ${UNSTABLE_WORDS[stability]}`
  }
  return interval === null ? 'no run tells' : joined(boundsWords(interval, expectation.metric.unit))
}

function exitOf(checked: readonly Checked[]): number {
  if (checked.some(({ verdict }) => verdict === 'missed')) return EXIT.failed
  return checked.every(({ verdict }) => verdict === 'met') ? EXIT.ok : EXIT.undecided
}
