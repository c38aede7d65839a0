/** The digest of the experiment; the last one, faded, while a lane is under way. */

import { useRef } from 'react'
import { usePageState } from '../page/page.ts'
import { selectDigest } from '../selectors/digest.ts'
import css from './Digest.module.css'

const { word, figure } = css

const HELP =
  'A fingerprint of everything that happened in every lane. The same scenario gives the same one, here and on the command line.'

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
