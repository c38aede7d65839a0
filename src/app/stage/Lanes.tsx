/** All lanes side by side. */

import { usePageState } from '../page/page.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { Lane } from './Lane.tsx'
import css from './Lanes.module.css'

const { lanes } = css

export function Lanes() {
  const views = usePageState(selectViews)
  return (
    <div className={lanes}>
      {views.map((view) => (
        <Lane key={view.key} view={view} />
      ))}
    </div>
  )
}
