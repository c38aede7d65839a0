/** One line above the lanes: what could not be opened and why, or what was read, with all that is to be known of it. */
import { useMemo } from 'react'
import { openDefault } from '../actions/open.ts'
import { closeNotice, openSheet, showControl } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { NoticeDetail } from '../page/state.ts'
import { controlledFields } from '../scenarioPanel/rows.ts'
import { IconButton, WordButton } from '../ui/Button.tsx'
import { Close } from '../ui/icons.tsx'
import { useIsNarrow } from '../ui/useMedia.ts'
import css from './NoticeBar.module.css'

const { bar, sentence, list } = css

export function NoticeBar() {
  const page = usePage()
  const notice = usePageState((state) => state.notice)
  if (notice === null) return null
  const { tone, text, offersDefault, details = [] } = notice
  return (
    <div className={bar} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <div className={sentence}>
        <p data-testid="notice">{text}</p>
        {details.length > 0 && <Details details={details} />}
      </div>
      {offersDefault && (
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

/** What was left out and assumed; an assumption is a click from its control, where it has one. */
function Details({ details }: { readonly details: readonly NoticeDetail[] }) {
  const page = usePage()
  const isNarrow = useIsNarrow()
  const scenario = usePageState((state) => state.scenario)
  const controlled = useMemo(() => controlledFields(scenario), [scenario])
  const assumed = details.filter(({ path }) => path !== null).length
  const show = (path: string): void => {
    if (isNarrow) openSheet(page, 'scenario')
    showControl(page, path)
  }
  return (
    <details>
      <summary>
        {assumed} {assumed === 1 ? 'assumption' : 'assumptions'}, and what was left out
      </summary>
      <ul className={list}>
        {details.map(({ text, path }) => (
          <li key={text}>
            {text}{' '}
            {path !== null && controlled.has(path) ? (
              <WordButton onClick={() => show(path)} aria-label={`Change: ${text}`}>
                Change
              </WordButton>
            ) : (
              path !== null && <code>{path}</code>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
