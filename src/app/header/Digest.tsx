/** The digest of the experiment: equal digests, equal runs, in every browser and on the command line. */

import { useRef } from 'react'
import { laneIds } from '../../scenario/lanes.ts'
import { experimentDigest } from '../../trace/digest.ts'
import { usePageState } from '../page/page.ts'
import type { PageState } from '../page/state.ts'
import { BASE } from '../page/store.ts'
import css from './Digest.module.css'

const { word, figure } = css

const HELP =
  'A fingerprint of everything that happened in every lane. The same scenario gives the same one, here and on the command line.'

/** Empty while a lane is under way, or was given up: what is there is then partly of the run before. */
function selectDigest({ scenario, lanes, running }: PageState): string {
  if (Object.keys(running).length > 0) return ''
  const digests: string[] = []
  for (const { id } of laneIds(scenario)) {
    const lane = lanes[id ?? BASE]
    if (lane?.picture == null || lane.failure !== null) return ''
    digests.push(lane.picture.trace.meta.digest)
  }
  return experimentDigest(digests)
}

export function Digest() {
  const digest = usePageState(selectDigest)
  const last = useRef(digest)
  if (digest !== '') last.current = digest
  const shown = last.current
  return (
    <span className={word} data-testid="digest" data-digest={digest} data-tip={HELP}>
      digest{' '}
      <span className={figure} data-old={digest === ''}>
        {shown.slice(0, 4)}
        {shown !== '' && '·'}
        {shown.slice(4, 8)}
      </span>
    </span>
  )
}
