/** One line above the lanes: what could not be opened and why, or what was read. */
import { openDefault } from '../actions/open.ts'
import { closeNotice } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { IconButton, WordButton } from '../ui/Button.tsx'
import { Close } from '../ui/icons.tsx'
import css from './NoticeBar.module.css'

const { bar, sentence } = css

export function NoticeBar() {
  const page = usePage()
  const notice = usePageState((state) => state.notice)
  if (notice === null) return null
  return (
    <div
      className={bar}
      data-tone={notice.tone}
      role={notice.tone === 'error' ? 'alert' : 'status'}
    >
      <p className={sentence} data-testid="notice">
        {notice.text}
      </p>
      {notice.offersDefault && (
        <WordButton look="outlined" onClick={() => openDefault(page)}>
          Open the default scenario
        </WordButton>
      )}
      <IconButton label="Close this message" onClick={() => closeNotice(page)}>
        <Close />
      </IconButton>
    </div>
  )
}
