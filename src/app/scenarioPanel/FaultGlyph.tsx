/** The mark of a fault: the same shape and colour as on the stage and on the timeline. */
import type { FaultTone } from '../../faults/define.ts'

export function FaultGlyph({ tone }: { readonly tone: FaultTone }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" style={{ flex: 'none' }}>
      {tone === 'slow' && <circle cx="5" cy="5" r="4" fill="var(--slow)" />}
      {tone === 'down' && <path d="M5 0l5 5-5 5-5-5z" fill="var(--err)" />}
      {tone === 'errors' && (
        <path d="M5 .8 9.2 5 5 9.2.8 5z" fill="none" stroke="var(--err)" strokeWidth="1.5" />
      )}
      {tone === 'traffic' && <path d="M5 1l4.5 8h-9z" fill="var(--mark)" />}
    </svg>
  )
}
