/** What a lane is called. */
import { type FormEvent, useState } from 'react'
import { LANE_TITLE_MAX } from '../../scenario/things/lanes.ts'
import { renameLane } from '../actions/lanes.ts'
import { usePage, usePageState } from '../page/page.ts'
import { laneViews } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import css from './Share.module.css'

const { linkRow, linkField, note } = css

export function Rename({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const shownLane = usePageState((state) => state.shownLane)
  const view = laneViews(scenario).find(({ lane }) => lane === shownLane)
  const [title, setTitle] = useState(view?.title ?? '')
  if (view === undefined) return null
  const { lane, letter } = view
  const finish = (event: FormEvent): void => {
    event.preventDefault()
    renameLane(page, lane, title.trim())
    onClose()
  }
  return (
    <Modal title={`Rename lane ${letter}`} onClose={onClose}>
      <form className={linkRow} onSubmit={finish}>
        <input
          className={linkField}
          value={title}
          maxLength={LANE_TITLE_MAX}
          aria-label={`Name of lane ${letter}`}
          onChange={(event) => setTitle(event.target.value)}
        />
        <button type="submit" hidden />
        <WordButton look="filled" onClick={finish}>
          Rename
        </WordButton>
      </form>
      <p className={note}>Without a name it is called after its algorithm.</p>
    </Modal>
  )
}
