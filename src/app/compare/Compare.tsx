/** The charts under the lanes, on one time axis with one crosshair; or the tables behind them. */
import { useMemo, useState } from 'react'
import type { AlgorithmSpec } from '../../algorithms/index.ts'
import { own } from '../../scenario/document/json.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import { hasDependency } from '../../scenario/things/dependency.ts'
import type { LaneScenario, Scenario } from '../../scenario/types.ts'
import type { ChartInput, PlainChart, TimeChart } from '../../view/charts/define.ts'
import { type ChartId, charts } from '../../view/charts/index.ts'
import { openDialog, openSweep, toggleTable } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { chartInputOf } from '../selectors/chartInput.ts'
import { areAboutZones, haveZones } from '../selectors/crossing.ts'
import { failsAlone } from '../selectors/finding.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { warmUpFound } from '../selectors/warmUp.ts'
import { WordButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { useMeaning } from '../ui/useMeaning.ts'
import { ChartTable } from './ChartTable.tsx'
import css from './Compare.module.css'
import { ComparePictures } from './ComparePictures.tsx'
import { ShortWarmUp } from './ShortWarmUp.tsx'

const { compare, head, heading, verbs } = css

const timeCharts = charts.filter(
  (chart): chart is typeof chart & TimeChart => chart.kind === 'time',
)
const plainCharts = charts.filter(
  (chart): chart is typeof chart & PlainChart => chart.kind === 'plain',
)
/** Beside latency and load there is room for one more. */
const FIXED = 2
const USUAL = 'imbalance'

export function Compare() {
  const page = usePage()
  const meaning = useMeaning('sweep')
  const sensitive = useMeaning('sensitivity')
  const views = usePageState(selectViews)
  const lanes = usePageState((state) => state.lanes)
  const asTable = usePageState((state) => state.asTable.compare)
  const { settledUs, short } = useWarmUp()
  const input = useMemo(() => chartInputOf(views, lanes, settledUs), [views, lanes, settledUs])
  const [chosen, setThird] = useState<string | null>(null)
  const scenario = usePageState((state) => state.scenario)
  const telling = useMemo(
    () =>
      input === null
        ? USUAL
        : failsAlone({ scenario, lanes })
          ? 'failures'
          : tellingChart(input, scenario),
    [input, scenario, lanes],
  )
  const third = chosen ?? telling
  const offered = useMemo(() => offeredIn(scenario), [scenario])
  const [beside, setBeside] = useState('percentiles')
  const shown = useMemo(
    () => ({
      time: stacked(third),
      plain: plainCharts.find(({ id }) => id === beside) ?? (plainCharts[0] as PlainChart),
    }),
    [third, beside],
  )
  return (
    <section className={compare} aria-labelledby="compare-title">
      <div className={head}>
        <h2 id="compare-title" className={heading}>
          Compare
        </h2>
        {short !== null && <ShortWarmUp short={short} />}
        <div className={verbs}>
          <Choice
            label="Third chart"
            options={offered.map(optionOf)}
            value={third}
            onChange={setThird}
          />
          <Choice
            label="Chart at the right"
            options={plainCharts.map(optionOf)}
            value={beside}
            onChange={setBeside}
          />
          <WordButton data-tip={meaning} onClick={() => openSweep(page, null)}>
            Sweep
          </WordButton>
          <WordButton data-tip={sensitive} onClick={() => openDialog(page, 'sensitivity')}>
            Sensitivity
          </WordButton>
          <WordButton aria-pressed={asTable} onClick={() => toggleTable(page, 'compare')}>
            Table
          </WordButton>
        </div>
      </div>
      {asTable && input !== null && <ChartTable input={input} />}
      <ComparePictures input={input} charts={shown} isHidden={asTable} />
    </section>
  )
}

function useWarmUp() {
  const scenario = usePageState((state) => state.scenario)
  const certainty = usePageState((state) => state.certainty)
  return useMemo(() => warmUpFound(scenario, certainty), [scenario, certainty])
}

/** From above. The last is left out where there is no room: the usual third one is, and not what was asked for. */
function stacked(third: string): readonly TimeChart[] {
  const fixed = timeCharts.slice(0, FIXED)
  const own = timeCharts.filter(({ id }) => id === third)
  return third === USUAL ? [...fixed, ...own] : [...fixed.slice(0, 1), ...own, ...fixed.slice(1)]
}

/** What can be the third one: what waits behind the targets only where something stands there, crossing where there are zones. */
function offeredIn(scenario: Scenario): readonly TimeChart[] {
  const isCalled = laneIds(scenario).some(({ id }) => hasDependency(resolveLane(scenario, id)))
  const isLeftOut = { 'calls-waiting': !isCalled, crossing: !haveZones(scenario) }
  return timeCharts.slice(FIXED).filter(({ id }) => !own(isLeftOut, id))
}

/** Workers of nodes that are busy for so much of a time may be what is short. */
const BUSY = 0.9

/**
 * What one wants to see: where targets come and go, how many are there; where nodes are full, how busy they are; what
 * crosses zones; where keys move, how many.
 */
function tellingChart({ lanes }: ChartInput, scenario: Scenario): ChartId {
  const all = lanes.map(({ numbers: { series } }) => series)
  if (all.some(({ isVacant }) => isVacant.includes(1))) return 'in-service'
  if (all.some(({ nodesBusy }) => nodesBusy.some((share) => share > BUSY))) return 'node-load'
  if (areAboutZones(scenario)) return 'crossing'
  const follows = laneIds(scenario).some(({ id }) => followsClients(resolveLane(scenario, id)))
  return follows && all.some(({ moved }) => moved.some((share) => share > 0)) ? 'moved' : USUAL
}

/** Whether a client has a target of its own: what is hashed is the client, and there is one group to go to. */
function followsClients(lane: LaneScenario): boolean {
  const groups = Object.values(lane.targetGroups)
  return groups.length === 1 && groups.every(({ algorithm }) => hashesClients(algorithm))
}

const hashesClients = (algorithm: AlgorithmSpec): boolean =>
  'key' in algorithm && algorithm.key !== 'path'

const optionOf = ({ id, title, summary }: { id: string; title: string; summary: string }) => ({
  id,
  label: title,
  summary,
})
