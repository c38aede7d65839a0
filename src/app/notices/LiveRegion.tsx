/** Says what happened to those who do not see it. */
import { usePageState } from '../page/page.ts'

export function LiveRegion() {
  const announcement = usePageState((state) => state.announcement)
  return (
    <p className="visually-hidden" role="status" aria-live="polite" data-testid="announcement">
      {announcement}
    </p>
  )
}
