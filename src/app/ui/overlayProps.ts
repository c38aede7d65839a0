/** What a choice and a menu are given: the button that stands in for one, and the one that opens in its place. */
import type { ReactElement, ReactNode } from 'react'

export interface ChoiceOption {
  readonly id: string
  readonly label: string
  /** One sentence below the label, in the open list. */
  readonly summary?: string
  /** Options of one group follow one another, under its name. */
  readonly group?: string
}

export interface ChoiceProps {
  /** What is chosen: its name for those who do not see where it stands. */
  readonly label: string
  readonly options: readonly ChoiceOption[]
  readonly value: string
  readonly onChange: (id: string) => void
  /** `title` is the large one of a heading. */
  readonly look?: 'value' | 'title'
  readonly describedBy?: string
  readonly testId?: string
  /** What stands in place of the chosen label. */
  readonly children?: ReactNode
}

export type MenuEntry =
  | {
      readonly kind: 'item'
      readonly key: string
      readonly label: string
      readonly onChoose: () => void
      /** One sentence below, or the reason why it cannot be chosen. */
      readonly text?: string | undefined
      readonly isDisabled?: boolean
      readonly isDanger?: boolean
    }
  | { readonly kind: 'divider'; readonly key: string }
  | {
      readonly kind: 'group'
      readonly key: string
      readonly label: string
      readonly entries: readonly MenuEntry[]
    }

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
  readonly isOpen?: boolean
  readonly onOpenChange?: (isOpen: boolean) => void
}
