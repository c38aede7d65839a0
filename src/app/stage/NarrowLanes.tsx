/** On a phone: one lane at a time, or the charts, chosen by tabs; all of them stay at the same instant. */
import { Tabs } from '@base-ui/react/tabs'
import { showLane } from '../actions/lanes.ts'
import { showPart } from '../actions/view.ts'
import { Compare } from '../compare/Compare.tsx'
import { Finding } from '../compare/Finding.tsx'
import { usePage, usePageState } from '../page/page.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { Lane } from './Lane.tsx'
import { LaneTag } from './LaneTag.tsx'
import css from './NarrowLanes.module.css'

const { lanes, tabs, tab, chartsTab, name, indicator } = css

const CHARTS = 'charts'
const tabOf = (key: string): string => `lane ${key}`
/** With more lanes only the one on show has room for its name. */
const NAMES_MAX = 2

export function NarrowLanes() {
  const page = usePage()
  const shownLane = usePageState((state) => state.shownLane)
  const hasCharts = usePageState((state) => state.part === 'compare')
  const views = usePageState(selectViews)
  const shown = views.find(({ lane }) => lane === shownLane) ?? views[0]
  const choose = (value: string): void => {
    showPart(page, value === CHARTS ? 'compare' : 'stage')
    const view = views.find(({ key }) => tabOf(key) === value)
    if (view !== undefined) showLane(page, view.lane)
  }
  return (
    <Tabs.Root
      className={lanes}
      value={hasCharts ? CHARTS : tabOf(shown?.key ?? '')}
      onValueChange={choose}
    >
      <Tabs.List className={tabs} aria-label="Lanes and charts">
        {views.map(({ key, position, title }) => (
          <Tabs.Tab
            key={key}
            value={tabOf(key)}
            className={tab}
            aria-label={title}
            data-tip={title}
            data-brief={views.length > NAMES_MAX}
          >
            <LaneTag position={position} />
            <span className={name}>{title}</span>
          </Tabs.Tab>
        ))}
        <Tabs.Tab value={CHARTS} className={`${tab} ${chartsTab}`}>
          Charts
        </Tabs.Tab>
        <Tabs.Indicator className={indicator} />
      </Tabs.List>
      {views.map((view) => (
        <Tabs.Panel key={view.key} value={tabOf(view.key)}>
          <Lane view={view} />
        </Tabs.Panel>
      ))}
      <Tabs.Panel value={CHARTS}>
        <Compare />
      </Tabs.Panel>
      <Finding />
    </Tabs.Root>
  )
}
