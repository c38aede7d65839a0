/** The digest of the experiment: equal digests, equal runs, in every browser and on the command line. */

import { laneIds } from '../../scenario/patch.ts'
import { experimentDigest } from '../../trace/digest.ts'
import { usePageState } from '../page.ts'
import type { PageState } from '../state.ts'
import { BASE } from '../store.ts'
import css from './Digest.module.css'

const { word, figure } = css

const HELP =
  'A fingerprint of everything that happened in every lane. The same scenario gives the same one, here and on the command line.'

/** Empty until every lane has run to its end. */
function selectDigest({ scenario, lanes }: PageState): string {
  const digests: string[] = []
  for (const { id } of laneIds(scenario)) {
    const picture = lanes[id ?? BASE]?.picture
    if (picture?.numbers == null) return ''
    digests.push(picture.trace.meta.digest)
  }
  return experimentDigest(digests)
}

export function Digest() {
  const digest = usePageState(selectDigest)
  const short = digest === '' ? '' : `${digest.slice(0, 4)}·${digest.slice(4, 8)}`
  return (
    <span className={word} data-testid="digest" data-digest={digest} data-tip={HELP}>
      digest <span className={figure}>{short}</span>
    </span>
  )
}
