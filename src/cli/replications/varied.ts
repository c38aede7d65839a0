/** A setting that a sweep varies, as it is asked for: `clients.users.arrivals.perSecond=100..400:4`, or `=100,200,400`. */
import { pow } from '../../base/numeric.ts'
import { setAt } from '../../scenario/edits/set.ts'
import type { Scenario } from '../../scenario/types.ts'
import { WrongUse } from '../failures.ts'
import { told } from '../source.ts'

export interface Varied {
  readonly path: string
  readonly values: readonly number[]
}

/** A value of each setting, and the scenario that has them. */
export interface Point {
  readonly at: readonly number[]
  readonly scenario: Scenario
}

const STEPS_MAX = 1000
/** Of values between the ends, so that they can be written down. */
const DIGITS = 4
const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:e-?\d+)?`
const RANGE = new RegExp(`^([^=]+)=(${NUMBER})\\.\\.(${NUMBER}):(\\d+)$`)
const LIST = new RegExp(`^([^=]+)=(${NUMBER}(?:,${NUMBER})*)$`)

export function readVaried(text: string, { isLog }: { readonly isLog: boolean }): Varied {
  const [, path, from, to, steps] = RANGE.exec(text) ?? []
  if (path === undefined) return readList(text)
  const [first, last, count] = [Number(from), Number(to), Number(steps)]
  if (count < 2 || count > STEPS_MAX) {
    throw new WrongUse(
      `--vary ${path} has ${steps} steps; it must have 2 to ${STEPS_MAX}. Correct it.`,
    )
  }
  if (isLog && !(first > 0 && last > 0)) {
    throw new WrongUse(
      `--vary ${path} is ${from}..${to}; with --log both must be above 0. Correct it.`,
    )
  }
  const values = Array.from({ length: count }, (_, i) => {
    if (i === 0) return first
    if (i === count - 1) return last
    const share = i / (count - 1)
    const value = isLog ? first * pow(last / first, share) : first + (last - first) * share
    return Number(value.toPrecision(DIGITS))
  })
  return { path, values }
}

function readList(text: string): Varied {
  const [, path, list] = LIST.exec(text) ?? []
  if (path !== undefined && list !== undefined) return { path, values: list.split(',').map(Number) }
  throw new WrongUse(
    `--vary is ${text}; it must be PATH=FROM..TO:STEPS or PATH=A,B,C, of numbers. Correct it.`,
  )
}

/** Every value of each with every value of the others, the last one fastest. */
export function pointsOf(scenario: Scenario, varied: readonly Varied[]): readonly Point[] {
  return varied.reduce<readonly Point[]>(
    (points, { path, values }) =>
      points.flatMap((point) =>
        values.map((value) => {
          const result = setAt(point.scenario, path, value)
          if (!result.ok) throw new WrongUse(`--vary ${path}=${value}: ${told(result.problems)}`)
          return { at: [...point.at, value], scenario: result.scenario }
        }),
      ),
    [{ at: [], scenario }],
  )
}
