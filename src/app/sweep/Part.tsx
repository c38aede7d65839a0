/** One thing that a sweep is asked for, with its name before it. */
import type { ReactNode } from 'react'
import css from './Sweep.module.css'

const { part, partLabel } = css

interface PartProps {
  readonly label: string
  readonly tip?: string | undefined
  readonly children: ReactNode
}

export const Part = ({ label, tip, children }: PartProps) => (
  <span className={part} data-tip={tip}>
    <span className={partLabel}>{label}</span>
    {children}
  </span>
)
