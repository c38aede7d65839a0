/** All lanes side by side; on a narrow page one of them, chosen by tabs. */
import { Tabs } from '@base-ui/react/tabs'
import { showLane } from '../actions/lanes.ts'
import { laneViews } from '../lanes/laneViews.ts'
import { usePage, usePageState } from '../page.ts'
import { LaneTag } from '../parts/LaneTag.tsx'
import { useIsNarrow } from '../parts/useMedia.ts'
import { Lane } from './Lane.tsx'
import css from './Lanes.module.css'

const { lanes, tabs, tab, indicator } = css

export function Lanes() {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const shownLane = usePageState((state) => state.shownLane)
  const isNarrow = useIsNarrow()
  const views = laneViews(scenario)
  if (!isNarrow) {
    return (
      <div className={lanes} data-count={views.length}>
        {views.map((view) => (
          <Lane key={view.lane} view={view} />
        ))}
      </div>
    )
  }
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
