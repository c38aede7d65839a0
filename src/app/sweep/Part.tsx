/** One thing that a sweep is asked for, with its name before it, and below it what is wrong with it. */
import type { ReactNode } from 'react'
import css from './Sweep.module.css'

const { part, named, partLabel, problemLine } = css

interface PartProps {
  readonly label: string
  readonly tip?: string | undefined
  readonly problem?: string | null | undefined
  /** Of the line with the problem. */
  readonly problemId?: string
  readonly children: ReactNode
}

export const Part = ({ label, tip, problem = null, problemId, children }: PartProps) => (
  <span className={part} data-tip={tip}>
    <span className={named}>
      <span className={partLabel}>{label}</span>
      {children}
    </span>
    {problem !== null && (
      <span id={problemId} className={problemLine} role="alert">
        {problem}
      </span>
    )}
  </span>
)
