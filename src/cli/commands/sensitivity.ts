import { METRICS } from '../../analysis/replications/metrics.ts'
import { INPUT_BY, inputsOf, inputValues, withVarying } from '../../scenario/edits/inputs.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import { chosenLanes } from '../choose.ts'
import type { Command, Line } from '../command.ts'
import { WrongUse } from '../failures.ts'
import { EXIT } from '../io.ts'
import { howMany, MANY_RUNS, metricsNamed, openEdited, shareOf } from '../replications/asked.ts'
import { inOneWindow } from '../replications/experiment.ts'
import { replicate } from '../replications/replicate.ts'
import { sensitivityResult, sensitivityText } from '../replications/sensitivityResult.ts'
import { findRecordings, SOURCES } from '../source.ts'

const METRICS_SHOWN = 'p99'
const REPLICATIONS_SHOWN = 10

const { 'until-half-width': _, ...options } = MANY_RUNS

export const sensitivity: Command = {
  name: 'sensitivity',
  usage: 'FILE|LINK|-',
  summary:
    'Asks whether the order of the lanes survives that inputs are not quite what was put in.',
  details: `${SOURCES}
Inputs are what one measures or guesses: the load, the demand and its spread (cv), the latency of the network, the rate
of failures. Each by itself is made smaller and larger by the same share in all lanes, and the lanes are compared there
as \`compare\` does it, with the same seeds. All points are looked at together, so each has to be the surer.`,
  examples: [
    'sensitivity one-slow-target',
    'sensitivity shop.json --by 20% --metric p99,errors --replications 20',
  ],
  words: { min: 1, max: 1 },
  options: {
    by: {
      value: '30%',
      help: `How much larger and smaller; ${100 * INPUT_BY.default}% if left out.`,
    },
    ...options,
    replications: { value: 'N', help: `Runs at each point; ${REPLICATIONS_SHOWN} if left out.` },
    metric: {
      value: 'NAME,...',
      help: `Of ${METRICS.map(({ id }) => id).join(', ')}; ${METRICS_SHOWN} if left out.`,
    },
    lane: { value: 'LANE', isMultiple: true, help: 'Only this lane, by letter or id; repeatable.' },
    json: { help: 'Print what was found as JSON (see: ballast schema sensitivity).' },
  },
  async run(line, io) {
    const metrics = metricsNamed(line.value('metric') ?? METRICS_SHOWN)
    const byRatio = byOf(line)
    const opened = await openEdited(line, io)
    const { scenario } = opened
    const refs = chosenLanes(scenario, line)
    if (refs.length < 2) {
      throw new WrongUse('There is one lane, and so no order of lanes. Add a lane, or name two.')
    }
    const recordings = await findRecordings(opened, line.values('dataset'), io)
    const { max, workers } = howMany(scenario, line, REPLICATIONS_SHOWN)
    const inputs = inputsOf(scenario)
    const possible = inputValues(inputs).flatMap((at) => {
      const edited = withVarying(scenario, { kind: 'inputs', byRatio }, at)
      if (edited.ok) return [{ at, scenario: edited.scenario }]
      const name = inputs[Math.abs(at) - 1]?.name ?? ''
      io.err(`Left out: ${name}, ${at < 0 ? 'lower' : 'higher'}. ${edited.problems[0]?.message}`)
      return []
    })
    const lanes = possible.flatMap((point) =>
      inOneWindow(refs.map(({ id }) => resolveLane(point.scenario, id))),
    )
    const numbers = Array.from({ length: max }, (__, i) => i)
    const plan = { numbers, isEnough: () => false, workers }
    const found = await replicate({ lanes, recordings }, plan, io)
    const result = sensitivityResult(scenario, {
      points: possible.map(({ at }, i) => ({
        at,
        lanes: found.slice(i * refs.length, (i + 1) * refs.length),
      })),
      ...{ inputs, byRatio, metrics },
      letters: refs.map(({ letter }) => letter),
      replications: max,
    })
    io.out(line.has('json') ? JSON.stringify(result, null, 2) : sensitivityText(result))
    return EXIT.ok
  },
}

function byOf(line: Line): number {
  const text = line.value('by')
  return text === undefined ? INPUT_BY.default : shareOf('by', text, INPUT_BY.max)
}
