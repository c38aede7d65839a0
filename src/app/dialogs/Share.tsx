/** The link to what is on show, and the command that gives the same digest. */
import { useEffect, useState } from 'react'
import { formatCount } from '../../view/format.ts'
import { copyLink, exportScenario, exportSeries, pageAddress } from '../actions/exports.ts'
import { pause } from '../actions/transport.ts'
import { openDialog } from '../actions/view.ts'
import { fileName } from '../documents/download.ts'
import { missingRecordings } from '../documents/recordings.ts'
import { usePage, usePageState } from '../page/page.ts'
import { laneViews } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'
import { Check, Copy, File } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import css from './Share.module.css'

const { part, partHead, note, linkRow, linkField, carried, command, files, fileButton } = css

export function Share({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  return (
    <Modal title="Share this run" onClose={onClose}>
      <LinkSection />
      <section className={part} aria-labelledby="share-command">
        <div className={partHead}>
          <h3 id="share-command">Command line</h3>
          <span className={note}>in a checkout of Ballast, with the scenario file below</span>
        </div>
        <pre
          className={command}
        >{`npm run --silent ballast -- run ${fileName(scenario.title)}.json`}</pre>
      </section>
      <section className={part} aria-labelledby="share-files">
        <h3 id="share-files">Export</h3>
        <div className={files}>
          <button type="button" className={fileButton} onClick={() => void exportScenario(page)}>
            <File />
            <span>
              Scenario file <span className={note}>JSON</span>
            </span>
          </button>
          <button type="button" className={fileButton} onClick={() => exportSeries(page)}>
            <File />
            <span>
              Numbers <span className={note}>CSV, with the digest</span>
            </span>
          </button>
          <button type="button" className={fileButton} onClick={() => openDialog(page, 'attempts')}>
            <File />
            <span>
              Every attempt <span className={note}>access log, Chrome trace</span>
            </span>
          </button>
        </div>
      </section>
    </Modal>
  )
}

function LinkSection() {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const [address, setAddress] = useState('')
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    // What is sent is the moment that is shown.
    pause(page)
    void pageAddress(page).then(setAddress)
  }, [page])
  const faults = Object.keys(scenario.faults).length
  const seconds = (page.playback.playheadUs / 1e6).toFixed(3)
  const hasLog = missingRecordings(scenario, {}).length > 0
  return (
    <section className={part} aria-labelledby="share-link">
      <div className={partHead}>
        <h3 id="share-link">Link</h3>
        <span className={note}>
          {formatCount(address.length)} characters, nothing is stored on a server
        </span>
      </div>
      <div className={linkRow}>
        <input
          className={linkField}
          readOnly
          value={address}
          aria-label="Link to this run"
          onFocus={(event) => event.target.select()}
        />
        <WordButton
          look="filled"
          onClick={() => void copyLink(page).then((isDone) => setCopied(isDone))}
        >
          <Copy /> {isCopied ? 'Copied' : 'Copy link'}
        </WordButton>
      </div>
      <ul className={carried}>
        {[
          `scenario and seed ${scenario.seed}`,
          `${laneViews(scenario).length} lanes`,
          `${faults} ${faults === 1 ? 'fault' : 'faults'}`,
          `instant ${seconds} s`,
        ].map((text) => (
          <li key={text}>
            <Check /> {text}
          </li>
        ))}
      </ul>
      {hasLog && <p className={note}>Not in it: the recorded traffic, only its name.</p>}
    </section>
  )
}
