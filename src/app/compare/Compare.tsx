/** The charts under the lanes, on one time axis with one crosshair; or the tables behind them. */
import { useMemo, useState } from 'react'
import type { PlainChart, TimeChart } from '../../view/charts/define.ts'
import { charts } from '../../view/charts/index.ts'
import { toggleTable } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { chartInputOf } from '../selectors/chartInput.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { ChartTable } from './ChartTable.tsx'
import css from './Compare.module.css'
import { ComparePictures } from './ComparePictures.tsx'

const { compare, head, heading, verbs } = css

const timeCharts = charts.filter(
  (chart): chart is typeof chart & TimeChart => chart.kind === 'time',
)
const plainCharts = charts.filter(
  (chart): chart is typeof chart & PlainChart => chart.kind === 'plain',
)
/** Beside latency and load there is room for one more. */
const FIXED = 2

export function Compare() {
  const page = usePage()
  const views = usePageState(selectViews)
  const lanes = usePageState((state) => state.lanes)
  const asTable = usePageState((state) => state.asTable.compare)
  const input = useMemo(() => chartInputOf(views, lanes), [views, lanes])
  const [chosen, setThird] = useState<string | null>(null)
  // Where targets come and go, that is what one wants to see.
  const isScaled = useMemo(
    () => input?.lanes.some(({ numbers: { series } }) => series.isVacant.includes(1)) === true,
    [input],
  )
  const third = chosen ?? (isScaled ? 'in-service' : 'imbalance')
  const [beside, setBeside] = useState('percentiles')
  const shown = useMemo(
    () => ({
      time: timeCharts.filter(({ id }, i) => i < FIXED || id === third),
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
        <div className={verbs}>
          <Choice
            label="Third chart"
            options={timeCharts.slice(FIXED).map(optionOf)}
            value={third}
            onChange={setThird}
          />
          <Choice
            label="Chart at the right"
            options={plainCharts.map(optionOf)}
            value={beside}
            onChange={setBeside}
          />
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

const optionOf = ({ id, title, summary }: { id: string; title: string; summary: string }) => ({
  id,
  label: title,
  summary,
})
