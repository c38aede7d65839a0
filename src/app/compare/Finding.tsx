/** The sentence under the lanes: what one sees, with numbers; and of how many runs it is. */
import { useMemo, useState } from 'react'
import { usePageState } from '../page/page.ts'
import { findingFor } from '../selectors/laneViews.ts'
import { Term } from '../ui/Term.tsx'
import { OLD_AFTER_MS, useLasting } from '../ui/useLasting.ts'
import css from './Finding.module.css'

const { finding, sentence, basis } = css

export function Finding() {
  const scenario = usePageState((state) => state.scenario)
  const lanes = usePageState((state) => state.lanes)
  const found = useMemo(() => findingFor({ scenario, lanes }), [scenario, lanes])
  // While lanes are of different scenarios there is nothing to say of them: the last sentence stays, as an old one.
  const [last, setLast] = useState(found)
  if (found !== null && found !== last) setLast(found)
  const shown = found ?? last
  const isOld = useLasting(found === null, OLD_AFTER_MS)
  return (
    <section
      className={finding}
      aria-label="Finding"
      data-kind={shown?.kind}
      data-old={isOld}
      data-testid="finding"
    >
      <p className={sentence} data-tip={shown?.parts.map(({ text }) => text).join('')}>
        {shown?.parts.map(({ text, isStrong }) =>
          isStrong ? <strong key={text}>{text}</strong> : <span key={text}>{text}</span>,
        )}
      </p>
      {shown !== null && (
        <p className={basis}>
          {isOld ? (
            'of the settings before'
          ) : (
            <Term of="one run">one run, seed {scenario.seed}</Term>
          )}
        </p>
      )}
    </section>
  )
}
