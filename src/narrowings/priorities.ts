/**
 * Priorities as in Envoy: the first level gets all requests as long as it is healthy enough, with a reserve, and what it
 * cannot take spills over to the next.
 *
 *     health_p = min(100, floor(140 healthy_p / targets_p))         with an overprovisioning factor of 1.4
 *     total    = min(100, sum of health)
 *     load_p   = min(what is left of 100, floor(100 health_p / total)); what rounding leaves goes to the first
 *
 * While the total is below 100, a level with fewer healthy ones than the panic threshold uses all of its targets; and when
 * all levels do, each gets its share of the targets. Health is looked at here, so no other narrowing does.
 * Source: Envoy, source/extensions/load_balancing_policies/common/load_balancer_impl.cc (recalculatePerPriorityState,
 * recalculatePerPriorityPanic, recalculateLoadInTotalPanic).
 */
import { type KnobValues, number } from '../base/knobs.ts'
import { percentText } from '../base/percentText.ts'
import { HEALTHY } from '../model/health.ts'
import { type Considered, defineDivision, servingOf } from './define.ts'

const KNOBS = {
  overprovisioning: number({
    label: 'Overprovisioning',
    help: 'How much more than its share the healthy part of a priority can take. At 1.4 it keeps all requests until fewer than 71.4 % of its targets are healthy (Envoy). It matters where targets have several priorities.',
    unit: '×',
    min: 1,
    max: 10,
    default: 1.4,
  }),
} as const

export const priorities = defineDivision({
  kind: 'divides',
  id: 'priorities',
  label: 'Priority',
  summary:
    'Targets of the first priority serve as long as enough of them are healthy; the rest spills over to the next.',
  source:
    'Envoy load_balancing_policies/common/load_balancer_impl.cc, "Priority levels" and "Panic threshold"; in whole ' +
    'percent, as there. With a panic threshold of 0 a group that fails open does so when no priority has a healthy one (model)',
  knobs: KNOBS,
  parts: (seen) => {
    let last = 0
    for (let place = 0; place < seen.size; place++) last = Math.max(last, seen.priority(place))
    return last + 1
  },
  divide: (seen, from, knobs) =>
    loadsOf(seen, levelsOf(seen, from, knobs)).map(({ nth, all, healthy, load, isOpen }) => ({
      nth,
      places: isOpen ? all : healthy,
      share: load / 100,
      isOpen,
    })),
  called: (_, nth) => `priority ${nth}`,
  tell(seen, from, knobs) {
    const levels = levelsOf(seen, from, knobs)
    const each = levels.map(
      ({ nth, all, healthy }) => `priority ${nth} has ${healthy.length} of ${all.length} healthy`,
    )
    return `${sentenceOf(each)}; ${dealtWords(seen, levels, knobs.overprovisioning)}.`
  },
})

/** What comes of their health. */
function dealtWords(seen: Considered, levels: readonly Level[], overprovisioning: number): string {
  const total = totalOf(levels)
  const factor = `times ${overprovisioning}`
  if (total === 100) {
    return `${factor} that is all of them, so all requests are dealt out by it: health is looked at, load is not`
  }
  const panics = panicsOf(seen, levels)
  if (total === 0 && !panics.some(Boolean)) {
    return 'none is healthy and the group does not fail open, so nobody serves'
  }
  const enough = `${factor} that is enough for ${percentText(total / 100)} %`
  if (panics.every(Boolean)) {
    return `${enough}, and each panics: shares go by how many targets there are, healthy or not`
  }
  const open = levels.filter((_, i) => panics[i]).map(({ nth }) => `priority ${nth}`)
  const panic =
    open.length === 0
      ? ''
      : `; ${open.join(', ')} panics, so there all targets are used, healthy or not`
  return `${enough}, so shares are raised to make 100 %${panic}`
}

interface Level {
  readonly nth: number
  readonly all: readonly number[]
  readonly healthy: readonly number[]
  /** 0 to 100. */
  readonly health: number
}

/** The priorities of those that are there, from the first on. */
function levelsOf(
  seen: Considered,
  from: readonly number[],
  { overprovisioning }: KnobValues<typeof KNOBS>,
): readonly Level[] {
  const factor = Math.round(overprovisioning * 100)
  const serving = servingOf(seen, from)
  return [...new Set(serving.map((place) => seen.priority(place)))]
    .sort((a, b) => a - b)
    .map((nth) => {
      const all = serving.filter((place) => seen.priority(place) === nth)
      const healthy = all.filter((place) => seen.health(place) === HEALTHY)
      const health = Math.min(100, Math.floor((factor * healthy.length) / all.length))
      return { nth, all, healthy, health }
    })
}

const totalOf = (levels: readonly Level[]): number =>
  Math.min(
    100,
    levels.reduce((sum, { health }) => sum + health, 0),
  )

/** Which of them have so few healthy ones that all are used. */
function panicsOf(seen: Considered, levels: readonly Level[]): readonly boolean[] {
  const total = totalOf(levels)
  return levels.map(({ all, healthy }) => {
    const isBelow = healthy.length / all.length < seen.panicBelow
    return seen.failsOpen && total < 100 && (isBelow || total === 0)
  })
}

interface Loaded extends Level {
  /** Whole percent of the requests. */
  readonly load: number
  readonly isOpen: boolean
}

/** Those that get any, and one at least. */
function loadsOf(seen: Considered, levels: readonly Level[]): readonly Loaded[] {
  const total = totalOf(levels)
  const panics = panicsOf(seen, levels)
  const isTotal = panics.every(Boolean)
  const size = levels.reduce((sum, { all }) => sum + all.length, 0)
  let left = 100
  const loads = levels.map(({ all, health }) => {
    const wanted = isTotal ? (100 * all.length) / size : total === 0 ? 0 : (100 * health) / total
    const load = Math.min(left, Math.floor(wanted))
    left -= load
    return load
  })
  const first = isTotal ? 0 : levels.findIndex(({ health }) => health > 0)
  const loaded = levels.map((level, i) => ({
    ...level,
    load: (loads[i] as number) + (i === Math.max(0, first) ? left : 0),
    isOpen: panics[i] as boolean,
  }))
  return loaded.length === 0
    ? [{ nth: 0, all: [], healthy: [], health: 0, load: 100, isOpen: false }]
    : loaded.filter(({ load }) => load > 0)
}

const sentenceOf = ([first = 'no target is left', ...others]: readonly string[]): string =>
  [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(', ')
