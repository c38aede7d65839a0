/** The seed, and how much work the run was. */
import { formatCount } from '../../view/format.ts'
import { usePageState } from '../page/page.ts'
import css from './RunFacts.module.css'

const { facts } = css

export function RunFacts() {
  const seed = usePageState((state) => state.scenario.seed)
  const picture = usePageState((state) => state.lanes.get(null)?.pictureMeasured ?? null)
  const requests = picture?.trace.meta.counts.requests ?? 0
  const seconds = ((picture?.tookMs ?? 0) / 1000).toFixed(2)
  return (
    <p className={facts}>
      <span>seed {seed}</span>
      <span>
        {formatCount(requests)} requests
        {picture !== null && picture.tookMs > 0 && ` in ${seconds} s`}
      </span>
    </p>
  )
}
