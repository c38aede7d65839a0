/** What happens at the moment that was stepped to, beside the playhead; gone as soon as the playhead moves on. */
import { useEffect, useState } from 'react'
import { usePage, usePageState } from '../page/page.ts'
import css from './SteppedEvent.module.css'

const { line } = css

export function SteppedEvent() {
  const page = usePage()
  const stepped = usePageState((state) => state.stepped)
  const scenario = usePageState((state) => state.scenario)
  const [isThere, setIsThere] = useState(false)
  useEffect(() => {
    if (stepped === null) return
    return page.playback.onFrame(({ playheadUs }) => setIsThere(playheadUs === stepped.atUs))
  }, [page, stepped])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scenario has other events
  useEffect(() => page.store.setState({ stepped: null }), [page, scenario])
  // Heard by the live region of the page, which the same step has told.
  return stepped !== null && isThere ? (
    <p className={line} aria-hidden="true" data-testid="stepped-event">
      {stepped.words}
    </p>
  ) : null
}
