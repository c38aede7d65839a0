/** The sentence under the lanes: what one sees, with numbers. */
import { useMemo } from 'react'
import { usePageState } from '../page/page.ts'
import { findingFor, selectViews } from '../selectors/laneViews.ts'
import css from './Finding.module.css'

const { finding, sentence } = css

export function Finding() {
  const views = usePageState(selectViews)
  const lanes = usePageState((state) => state.lanes)
  const found = useMemo(() => findingFor(views, lanes), [views, lanes])
  return (
    <section className={finding} aria-label="Finding" data-kind={found?.kind} data-testid="finding">
      <p className={sentence} data-tip={found?.parts.map(({ text }) => text).join('')}>
        {found?.parts.map(({ text, isStrong }) =>
          isStrong ? <strong key={text}>{text}</strong> : <span key={text}>{text}</span>,
        )}
      </p>
    </section>
  )
}
