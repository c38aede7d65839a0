/** The sentence under the lanes: what one sees, with numbers; and of how many runs it is. */
import { useMemo, useState } from 'react'
import type { Finding as FindingOfRun } from '../../analysis/numbers/finding.ts'
import type { Certainty } from '../../analysis/replications/certainty.ts'
import { CONFIDENCE } from '../../analysis/replications/confidence.ts'
import { openDialog } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { findingFor } from '../selectors/finding.ts'
import { Term } from '../ui/Term.tsx'
import { OLD_AFTER_MS, useLasting } from '../ui/useLasting.ts'
import css from './Finding.module.css'

/** From so many characters on it has two smaller lines, in the height of the one. */
const LONG = 92

const { finding, sentence, basis, basisButton } = css

export function Finding() {
  const scenario = usePageState((state) => state.scenario)
  const lanes = usePageState((state) => state.lanes)
  const certainty = usePageState((state) => state.certainty)
  const own = useMemo(() => findingFor({ scenario, lanes }), [scenario, lanes])
  const found = own === null ? null : best(own, certainty)
  // While lanes are of different scenarios there is nothing to say of them: the last sentence stays, as an old one.
  const [last, setLast] = useState(found)
  if (found !== null && found !== last) setLast(found)
  const shown = found ?? last
  const isOld = useLasting(found === null, OLD_AFTER_MS)
  const text = shown?.parts.map((part) => part.text).join('') ?? ''
  return (
    <section
      className={finding}
      aria-label="Finding"
      data-kind={shown?.kind}
      data-old={isOld}
      data-testid="finding"
    >
      <p className={sentence} data-tip={text} data-long={text.length > LONG}>
        {shown?.parts.map(({ text, isStrong }) =>
          isStrong ? <strong key={text}>{text}</strong> : <span key={text}>{text}</span>,
        )}
      </p>
      {shown !== null && (
        <p className={basis}>
          {isOld ? 'of the settings before' : <Basis certainty={certainty} />}
        </p>
      )}
    </section>
  )
}

/** A run that a limit stopped says so; all else many runs say better. */
const best = (own: FindingOfRun, certainty: Certainty | null): FindingOfRun =>
  own.kind === 'truncated' ? own : (certainty?.finding ?? own)

/** Of how many runs it is. Of many, the method is one click away. */
function Basis({ certainty }: { readonly certainty: Certainty | null }) {
  const page = usePage()
  const seed = usePageState((state) => state.scenario.seed)
  if (certainty?.finding == null) return <Term of="one run">one run, seed {seed}</Term>
  const { count, lanes } = certainty
  const isStable = lanes.every(({ stability }) => stability === 'stable')
  const range = `Each of ${count} runs has a seed of its own; the range in parentheses is the ${100 * CONFIDENCE} % confidence interval. Charts, and the large figures of lanes, are of the run of seed ${seed} alone.`
  const unstable =
    ' A lane is unstable: how long its answers take hangs on how long one looks, so no latency is claimed of it.'
  const text = `${range}${isStable ? '' : unstable} Press for all figures and the method.`
  return (
    <button
      type="button"
      className={basisButton}
      data-tip={text}
      aria-description={text}
      onClick={() => openDialog(page, 'certainty')}
    >
      {`${count} runs, ${100 * CONFIDENCE} % CI`}
    </button>
  )
}
