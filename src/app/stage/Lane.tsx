/** One lane: its head, its numbers, its stage. */

import { usePageState } from '../page/page.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import css from './Lane.module.css'
import { LaneHead } from './LaneHead.tsx'
import { LaneStats } from './LaneStats.tsx'
import { Stage } from './Stage.tsx'

const { lane, failureLine } = css

export function Lane({ view }: { readonly view: LaneView }) {
  const failure = usePageState((state) => state.lanes.get(view.lane)?.failure ?? null)
  return (
    <article
      className={lane}
      aria-label={`Lane ${view.letter}: ${view.title}`}
      data-lane={view.letter}
    >
      <LaneHead view={view} />
      {failure !== null && (
        <p className={failureLine} role="alert">
          {failure}
        </p>
      )}
      <LaneStats lane={view.lane} />
      <Stage view={view} />
    </article>
  )
}
