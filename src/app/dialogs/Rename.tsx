/** What a lane, or the whole scenario, is called. */
import { type FormEvent, useRef, useState } from 'react'
import { LANE_TITLE_MAX } from '../../scenario/things/lanes.ts'
import { TITLE_MAX } from '../../scenario/things/run.ts'
import { renameScenario } from '../actions/documents.ts'
import { renameLane } from '../actions/lanes.ts'
import { usePage, usePageState } from '../page/page.ts'
import { laneViews } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import css from './Share.module.css'

const { linkRow, linkField, note } = css

export function RenameLane({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const shownLane = usePageState((state) => state.shownLane)
  const view = laneViews(scenario).find(({ lane }) => lane === shownLane)
  if (view === undefined) return null
  return (
    <Rename
      what={`lane ${view.letter}`}
      title={view.title}
      lengthMax={LANE_TITLE_MAX}
      hint="Without a name it is called after its algorithm."
      onRename={(title) => renameLane(page, view.lane, title)}
      onClose={onClose}
    />
  )
}

export function RenameScenario({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const title = usePageState((state) => state.scenario.title)
  return (
    <Rename
      what="this scenario"
      title={title}
      lengthMax={TITLE_MAX}
      hint="The name goes with its link and its file."
      onRename={(next) => renameScenario(page, next)}
      onClose={onClose}
    />
  )
}

interface RenameProps {
  /** What is renamed: `lane B`. */
  readonly what: string
  readonly title: string
  readonly lengthMax: number
  readonly hint: string
  readonly onRename: (title: string) => void
  readonly onClose: () => void
}

function Rename({ what, title: before, lengthMax, hint, onRename, onClose }: RenameProps) {
  const [title, setTitle] = useState(before)
  const name = useRef<HTMLInputElement>(null)
  const finish = (event: FormEvent): void => {
    event.preventDefault()
    onRename(title.trim())
    onClose()
  }
  return (
    <Modal title={`Rename ${what}`} onClose={onClose} initialFocus={name}>
      <form className={linkRow} onSubmit={finish}>
        <input
          ref={name}
          className={linkField}
          value={title}
          maxLength={lengthMax}
          aria-label={`Name of ${what}`}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTitle(event.target.value)}
        />
        <button type="submit" hidden />
        <WordButton look="filled" onClick={finish}>
          Rename
        </WordButton>
      </form>
      <p className={note}>{hint}</p>
    </Modal>
  )
}
