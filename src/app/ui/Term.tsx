/** A word that explains itself: pointed at, focused or pressed, it says what the glossary says of it. */
import type { ReactNode } from 'react'
import type { Term as TermName } from '../../model/glossary.ts'
import css from './Term.module.css'
import { useMeaning } from './useMeaning.ts'

const { term } = css

interface TermProps {
  readonly of: TermName
  /** What there is to say of it here and nowhere else: how many it counts, which window. */
  readonly note?: string
  /** As it is written here; the word itself if left out. */
  readonly children?: ReactNode
}

export function Term({ of, note = '', children = of }: TermProps) {
  const text = [useMeaning(of), note].filter(Boolean).join(' ')
  return (
    <button type="button" className={term} data-term="" data-tip={text} aria-description={text}>
      {children}
    </button>
  )
}
