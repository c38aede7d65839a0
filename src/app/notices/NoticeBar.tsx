/** One line above the lanes: what could not be opened and why, or what was read, with all that is to be known of it. */
import { useMemo } from 'react'
import { restoreDocument } from '../actions/documents.ts'
import { exportScenario } from '../actions/exports.ts'
import { openDefault } from '../actions/open.ts'
import { closeNotice, openDialog, openSheet, showControl } from '../actions/view.ts'
import { type Page, usePage, usePageState } from '../page/page.ts'
import type { NoticeDetail, Offer } from '../page/state.ts'
import { controlledFields } from '../scenarioPanel/rows.ts'
import { IconButton, WordButton } from '../ui/Button.tsx'
import { Close } from '../ui/icons.tsx'
import { useIsNarrow } from '../ui/useMedia.ts'
import css from './NoticeBar.module.css'

const { bar, sentence, list } = css

const OFFER_WORDS: { readonly [Kind in Offer['kind']]: string } = {
  default: 'Open the default scenario',
  reload: 'Load the page again',
  simulate: 'Try again',
  save: 'Save as a file',
  restore: 'Undo',
  'log-format': 'Say its format',
}

function takeOffer(page: Page, offer: Offer): void {
  switch (offer.kind) {
    case 'default':
      openDefault(page)
      break
    case 'reload':
      location.reload()
      break
    case 'simulate':
      closeNotice(page)
      page.runner.simulate()
      break
    case 'save':
      void exportScenario(page)
      break
    case 'restore':
      void restoreDocument(page, offer.document)
      break
    case 'log-format':
      openDialog(page, 'log-format')
      break
  }
}

export function NoticeBar() {
  const page = usePage()
  const notice = usePageState((state) => state.notice)
  if (notice === null) return null
  const { tone, text, offer, details = [] } = notice
  return (
    <div className={bar} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <div className={sentence}>
        <p data-testid="notice">{text}</p>
        {details.length > 0 && <Details details={details} />}
      </div>
      {offer !== null && (
        <WordButton look="outlined" onClick={() => takeOffer(page, offer)}>
          {OFFER_WORDS[offer.kind]}
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
