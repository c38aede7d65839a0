/** All lanes side by side. */
import { selectViews } from '../lanes/laneViews.ts'
import { usePageState } from '../page.ts'
import { Lane } from './Lane.tsx'
import css from './Lanes.module.css'

const { lanes } = css

export function Lanes() {
  const views = usePageState(selectViews)
  return (
    <div className={lanes} data-count={views.length}>
      {views.map((view) => (
        <Lane key={view.lane} view={view} />
      ))}
    </div>
  )
}
