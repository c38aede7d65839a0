/** On a narrow page: one lane at a time, chosen by tabs; all of them stay at the same instant. */
import { Tabs } from '@base-ui/react/tabs'
import { showLane } from '../actions/lanes.ts'
import { usePage, usePageState } from '../page/page.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { LaneTag } from '../ui/LaneTag.tsx'
import { Lane } from './Lane.tsx'
import css from './NarrowLanes.module.css'

const { lanes, tabs, tab, indicator } = css

export function NarrowLanes() {
  const page = usePage()
  const shownLane = usePageState((state) => state.shownLane)
  const views = usePageState(selectViews)
  return (
    <Tabs.Root
      className={lanes}
      value={shownLane}
      onValueChange={(lane: string) => showLane(page, lane)}
    >
      <Tabs.List className={tabs} aria-label="Lanes">
        {views.map(({ lane, position, title }) => (
          <Tabs.Tab key={lane} value={lane} className={tab}>
            <LaneTag position={position} />
            <span>{title}</span>
          </Tabs.Tab>
        ))}
        <Tabs.Indicator className={indicator} />
      </Tabs.List>
      {views.map((view) => (
        <Tabs.Panel key={view.lane} value={view.lane}>
          <Lane view={view} />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}
