/** On a narrow page: one lane at a time, chosen by tabs; all of them stay at the same instant. */
import { Tabs } from '@base-ui/react/tabs'
import { showLane } from '../actions/lanes.ts'
import { usePage, usePageState } from '../page/page.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { Lane } from './Lane.tsx'
import { LaneTag } from './LaneTag.tsx'
import css from './NarrowLanes.module.css'

const { lanes, tabs, tab, indicator } = css

export function NarrowLanes() {
  const page = usePage()
  const shownLane = usePageState((state) => state.shownLane)
  const views = usePageState(selectViews)
  const shown = views.find(({ lane }) => lane === shownLane)
  return (
    <Tabs.Root
      className={lanes}
      value={shown?.key}
      onValueChange={(key: string) => {
        const view = views.find((each) => each.key === key)
        if (view !== undefined) showLane(page, view.lane)
      }}
    >
      <Tabs.List className={tabs} aria-label="Lanes">
        {views.map(({ key, position, title }) => (
          <Tabs.Tab key={key} value={key} className={tab}>
            <LaneTag position={position} />
            <span>{title}</span>
          </Tabs.Tab>
        ))}
        <Tabs.Indicator className={indicator} />
      </Tabs.List>
      {views.map((view) => (
        <Tabs.Panel key={view.key} value={view.key}>
          <Lane view={view} />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}
