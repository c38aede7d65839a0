/** The flags that commands over many runs have in common. */
import { availableParallelism } from 'node:os'
import { METRICS, type Metric } from '../../analysis/replications/metrics.ts'
import { type LaneRef, resolveLane } from '../../scenario/lanes.ts'
import { REPLICATIONS } from '../../scenario/things/replications.ts'
import type { Scenario } from '../../scenario/types.ts'
import { edited } from '../choose.ts'
import type { Line, Option } from '../command.ts'
import { WrongUse } from '../failures.ts'
import type { Io } from '../io.ts'
import { findRecordings, openSource } from '../source.ts'
import { type Experiment, inOneWindow } from './experiment.ts'

export const MANY_RUNS = {
  replications: {
    value: 'N',
    help: 'So many runs, each with a seed of its own; the scenario says how many if left out.',
  },
  'until-half-width': {
    value: '2%',
    help: 'Stop once intervals are this narrow on either side.',
  },
  workers: { value: 'N', help: 'Threads; as many as there are processors if left out.' },
  seed: { value: 'SEED', help: 'Another seed, from which those of all runs come.' },
  set: { value: 'PATH=VALUE', isMultiple: true, help: 'Change a value, in JSON; repeatable.' },
  dataset: { value: 'LOG', isMultiple: true, help: 'A recording that a link only names.' },
} as const satisfies Readonly<Record<string, Option>>

/** The scenario that the line names, with its changes. */
export async function openEdited(line: Line, io: Io) {
  const [source = ''] = line.words
  const opened = await openSource(source, io)
  return { ...opened, scenario: edited(opened.scenario, line) }
}

/** Its lanes as an experiment. */
export async function experimentOf(
  opened: Awaited<ReturnType<typeof openEdited>>,
  refs: readonly LaneRef[],
  line: Line,
  io: Io,
): Promise<Experiment> {
  const lanes = refs.map(({ id }) => resolveLane(opened.scenario, id))
  const recordings = await findRecordings(opened, line.values('dataset'), io)
  return { lanes: inOneWindow(lanes), recordings }
}

export interface HowMany {
  readonly max: number
  /** 0 for all of them. */
  readonly halfWidthRatio: number
  readonly workers: number
}

/** As the line says, or else the scenario. A number of runs that is given is made, unless a width is given too. */
export function howMany(
  { replications }: Scenario,
  line: Line,
  countIfUnsaid = replications.max,
): HowMany {
  const asked = line.value('replications')
  const width = line.value('until-half-width')
  // A scenario may ask for the one run alone; whoever asks for an interval wants more.
  const max =
    asked === undefined
      ? Math.max(COUNT_MIN, countIfUnsaid)
      : wholeOf('replications', asked, { min: COUNT_MIN, max: REPLICATIONS.max.max })
  const own = asked === undefined ? replications.halfWidthRatio : 0
  const workers = line.value('workers')
  return {
    max,
    halfWidthRatio: width === undefined ? own : shareOf('until-half-width', width),
    workers: workers === undefined ? availableParallelism() : wholeOf('workers', workers, WORKERS),
  }
}

/** Of one run there is no interval. */
const COUNT_MIN = 2
const WORKERS = { min: 1, max: 256 }

function wholeOf(
  option: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max) return value
  throw new WrongUse(
    `--${option} is ${text}; it must be a whole number from ${min} to ${max}. Correct it.`,
  )
}

/** `2%` or `0.02`. */
export function shareOf(
  option: string,
  text: string,
  max: number = REPLICATIONS.halfWidthRatio.max,
): number {
  const [, figure, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text) ?? []
  const share = Number(figure) / (percent === '%' ? 100 : 1)
  if (share > 0 && share <= max) return share
  throw new WrongUse(
    `--${option} is ${text}; it must be above 0 and at most ${100 * max}%, such as 2%. Correct it.`,
  )
}

/** `p99,goodput`. */
export function metricsNamed(text: string): readonly Metric[] {
  const names = text.split(',').map((name) => name.trim())
  const twice = names.find((name, i) => names.indexOf(name) < i)
  return names.map((name) => {
    const found = METRICS.find(({ id }) => id === name)
    if (found !== undefined && name === twice) {
      throw new WrongUse(`--metric is ${text}; ${name} stands in it twice. Remove one.`)
    }
    if (found !== undefined) return found
    const known = METRICS.map(({ id }) => id).join(', ')
    throw new WrongUse(`--metric is ${text}; there is ${known}. Correct it.`)
  })
}
