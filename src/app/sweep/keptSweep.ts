/**
 * A sweep as the browser keeps it, so that a reload finds it again: its runs as text. It is read like anything from
 * outside: what another engine found, or is not what it should be, is none.
 */
import { METRICS } from '../../analysis/replications/metrics.ts'
import type { Replication } from '../../analysis/replications/replication.ts'
import type { SweptPoint } from '../../analysis/replications/sweep.ts'
import { experimentKey, withoutDefaults } from '../../scenario/document/canonical.ts'
import { own } from '../../scenario/document/json.ts'
import { INPUT_BY, type Varying } from '../../scenario/edits/inputs.ts'
import { laneIds } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import { readKept } from '../documents/kept.ts'
import type { SweepState, SweepWish } from '../page/state.ts'
import { RUNS, VALUES } from './sweepKnobs.ts'
import { sweptSettings } from './sweptSettings.ts'

/** More than anybody waits for; a browser need not keep it. */
const TEXT_MAX = 4_000_000

/** Null of what is too much to keep. */
export function sweepText(
  { plan, points, refused }: SweepState,
  engineRevision: number,
): string | null {
  const { values, wish } = plan
  const scenario = withoutDefaults(plan.scenario)
  const kept = points.map(({ at, lanes }) => ({
    at,
    lanes: lanes.map((lane) => lane.map(withoutBeginning)),
  }))
  const text = JSON.stringify({ engineRevision, scenario, values, wish, points: kept, refused })
  return text.length <= TEXT_MAX ? text : null
}

/** No sweep asks how a run began, and it would be more than all the rest. */
const withoutBeginning = (replication: Replication): Replication => ({
  ...replication,
  beginning: null,
})

export function readSweepText(
  text: string,
  of: {
    readonly engineRevision: number
    readonly field: string
    readonly keys: readonly string[]
  },
): SweepState | null {
  const { engineRevision, field, keys } = of
  const [key] = keys
  const found = parsed(text)
  const scenario = scenarioIn(found)
  const isSameEngine = own(found, 'engineRevision') === engineRevision
  if (scenario === null || key === undefined || !isSameEngine) return null
  if (experimentKey(scenario) !== key) return null
  const varied = variedBy(scenario, field)
  const wish = wishIn(own(found, 'wish'))
  const values = own(found, 'values')
  const points = pointsIn(own(found, 'points'), laneIds(scenario).length)
  const refused = refusedIn(own(found, 'refused'))
  if (varied === null || wish === null || points === null || refused === null) return null
  if (!Array.isArray(values) || !values.every(Number.isFinite)) return null
  const lanes = points.flatMap((point) => point.lanes)
  return {
    plan: { field, varied, scenario, key, values, wish },
    points,
    done: lanes.reduce((sum, { length }) => sum + length, 0),
    of: lanes.length * wish.runs,
    leftMs: null,
    isRunning: false,
    problem: null,
    refused,
    keys,
  }
}

type Found = Readonly<Record<string, unknown>>

function parsed(text: string): Found {
  try {
    const found: unknown = JSON.parse(text)
    return isFound(found) ? found : {}
  } catch {
    return {}
  }
}

const isFound = (value: unknown): value is Found => typeof value === 'object' && value !== null

function scenarioIn(found: Found): Scenario | null {
  const outcome = readKept(JSON.stringify(own(found, 'scenario') ?? null))
  return outcome.ok ? outcome.scenario : null
}

/** What the name of a sweep says that is varied: a setting of the panel, or all inputs. */
function variedBy(scenario: Scenario, field: string): Varying | null {
  const byRatio = Number(/^by (\d(?:\.\d+)?)$/.exec(field)?.[1])
  if (byRatio > 0 && byRatio <= INPUT_BY.max) return { kind: 'inputs', byRatio }
  return sweptSettings(scenario).find((setting) => setting.field === field)?.varied ?? null
}

function wishIn(value: unknown): SweepWish | null {
  if (!isFound(value)) return null
  const { from, to, count, isLog, isWhole, runs } = value
  const isRight =
    Number.isFinite(from) &&
    Number.isFinite(to) &&
    isBetween(count, VALUES) &&
    isBetween(runs, RUNS) &&
    typeof isLog === 'boolean' &&
    (isWhole === undefined || typeof isWhole === 'boolean')
  return isRight ? (value as unknown as SweepWish) : null
}

const isBetween = (
  value: unknown,
  { min, max }: { readonly min: number; readonly max: number },
): boolean => Number.isInteger(value) && Number(value) >= min && Number(value) <= max

function refusedIn(value: unknown): SweepState['refused'] | null {
  const isRight =
    Array.isArray(value) &&
    value.every((each) => isFound(each) && Number.isFinite(each['at']) && isText(each['why']))
  return isRight ? value : null
}

/** As many runs of every lane of a point, in the order of their values. */
function pointsIn(value: unknown, lanes: number): readonly SweptPoint[] | null {
  if (!Array.isArray(value)) return null
  const points = value.map((point) => pointIn(point, lanes))
  const known = points.filter((point) => point !== null)
  const isRising = known.every(({ at }, i) => i === 0 || at > (known[i - 1] as SweptPoint).at)
  return known.length === points.length && isRising ? known : null
}

function pointIn(value: unknown, count: number): SweptPoint | null {
  if (!isFound(value)) return null
  const { at, lanes } = value
  if (typeof at !== 'number' || !Array.isArray(lanes) || lanes.length !== count) return null
  const found = lanes.map((lane) => (Array.isArray(lane) ? lane.map(replicationIn) : [null]))
  const known = found.map((lane) => lane.filter((each) => each !== null))
  const runs = known[0]?.length
  return known.every((lane, i) => lane.length === found[i]?.length && lane.length === runs)
    ? { at, lanes: known }
    : null
}

/** What is no number in JSON was none before. */
function replicationIn(value: unknown): Replication | null {
  if (!isFound(value)) return null
  const { digest, truncated, isOverloaded, busyRatio, ended, unfinished, underWay, figures } = value
  const isRight =
    isText(digest) &&
    (truncated === null || isText(truncated)) &&
    typeof isOverloaded === 'boolean' &&
    [busyRatio, ended, unfinished].every(Number.isFinite) &&
    (underWay === null || Number.isFinite(underWay)) &&
    isFound(figures)
  if (!isRight) return null
  const numbers = METRICS.map(({ id }) => [id, own(figures, id)] as const)
  if (!numbers.every(([, each]) => each === null || typeof each === 'number')) return null
  return {
    ...withoutBeginning(value as unknown as Replication),
    figures: Object.fromEntries(
      numbers.map(([id, each]) => [id, each ?? Number.NaN]),
    ) as Replication['figures'],
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
