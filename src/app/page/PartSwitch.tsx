/** Whether the middle of the page shows the lanes, the charts, or both, where there is room for both. */
import { closeEditor, openEditor, showPart } from '../actions/view.ts'
import css from './PartSwitch.module.css'
import { usePage, usePageState } from './page.ts'
import type { Part } from './state.ts'

const { group, choice } = css

const WORDS: Readonly<Record<Part, string>> = { stage: 'Stage', compare: 'Compare', both: 'Both' }

export function PartSwitch({
  part,
  choices,
}: {
  readonly part: Part
  readonly choices: readonly Part[]
}) {
  const page = usePage()
  const isEditing = usePageState((state) => state.isEditing)
  return (
    <fieldset className={group} aria-label="Shown">
      {choices.map((each) => (
        <button
          key={each}
          type="button"
          className={choice}
          aria-pressed={!isEditing && each === part}
          onClick={() => showPart(page, each)}
        >
          {WORDS[each]}
        </button>
      ))}
      <button
        type="button"
        className={choice}
        aria-pressed={isEditing}
        data-tip="Everything of the scenario: clients, targets, zones, delays, DNS, title and seed."
        onClick={() => (isEditing ? closeEditor(page) : openEditor(page))}
      >
        Edit
      </button>
    </fieldset>
  )
}
