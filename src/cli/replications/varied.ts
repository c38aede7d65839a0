/** A setting that a sweep varies, as it is asked for: `clients.users.arrivals.perSecond=100..400:4`, or `=100,200,400`. */
import { stepsOf } from '../../base/steps.ts'
import { isWholeAt, unitAt, variedAt, withVaried } from '../../scenario/edits/vary.ts'
import type { Scenario } from '../../scenario/types.ts'
import { WrongUse } from '../failures.ts'
import { told } from '../source.ts'

export interface Varied {
  readonly path: string
  /** Of its values; empty where they are shares. */
  readonly unit: string
  readonly values: readonly number[]
}

/** A value of each setting, and the scenario that has them. */
export interface Point {
  readonly at: readonly number[]
  readonly scenario: Scenario
}

const STEPS_MAX = 1000
const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:e-?\d+)?`
const RANGE = new RegExp(`^([^=]+)=(${NUMBER})\\.\\.(${NUMBER}):(\\d+)$`)
const LIST = new RegExp(`^([^=]+)=(${NUMBER}(?:,${NUMBER})*)$`)

/** Steps between whole numbers are whole where the scenario has only whole ones there. */
export function readVaried(
  text: string,
  { isLog, scenario }: { readonly isLog: boolean; readonly scenario: Scenario },
): Varied {
  const [, path, from, to, steps] = RANGE.exec(text) ?? []
  if (path === undefined) return readList(text, scenario)
  const [first, last, count] = [Number(from), Number(to), Number(steps)]
  if (count < 2 || count > STEPS_MAX) {
    throw new WrongUse(
      `--vary ${path} has ${steps} steps; it must have 2 to ${STEPS_MAX}. Correct it.`,
    )
  }
  if (first === last) {
    throw new WrongUse(
      `--vary ${path} is ${from}..${to}; from and to must differ. Correct it, or set it with --set.`,
    )
  }
  if (isLog && !(first > 0 && last > 0)) {
    throw new WrongUse(
      `--vary ${path} is ${from}..${to}; with --log both must be above 0. Correct it.`,
    )
  }
  const varied = variedAt(path)
  const isWhole = [first, last].every(Number.isInteger) && isWholeAt(scenario, varied)
  const unit = unitAt(scenario, varied)
  return { path, unit, values: stepsOf({ from: first, to: last, count, isLog, isWhole }) }
}

function readList(text: string, scenario: Scenario): Varied {
  const [, path, list] = LIST.exec(text) ?? []
  if (path !== undefined && list !== undefined) {
    const values = list.split(',').map(Number)
    const twice = values.find((value, i) => values.indexOf(value) < i)
    if (twice === undefined) return { path, unit: unitAt(scenario, variedAt(path)), values }
    throw new WrongUse(`--vary is ${text}; ${twice} stands in it twice. Remove one.`)
  }
  throw new WrongUse(
    `--vary is ${text}; it must be PATH=FROM..TO:STEPS or PATH=A,B,C, of numbers. Correct it.`,
  )
}

/** Every value of each with every value of the others, the last one fastest. */
export function pointsOf(scenario: Scenario, varied: readonly Varied[]): readonly Point[] {
  return varied.reduce<readonly Point[]>(
    (points, { path, values }) =>
      points.flatMap((point) => {
        const edits = values.map((value) => withVaried(point.scenario, variedAt(path), value))
        const isAny = edits.length === 1 || edits.some(({ ok }) => ok)
        return edits.map((result, i) => {
          if (result.ok)
            return { at: [...point.at, values[i] as number], scenario: result.scenario }
          const which = isAny ? `${values[i]}:` : `${values.join(',')}, of which none is possible:`
          throw new WrongUse(`--vary ${path}=${which} ${told(result.problems)}`)
        })
      }),
    [{ at: [], scenario }],
  )
}
