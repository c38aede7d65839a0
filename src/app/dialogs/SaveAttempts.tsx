/** Every attempt as a file that other tools read: the access log of one lane, or a Chrome trace of all. */
import { useState } from 'react'
import { whyNoLog } from '../../interop/writers/entry.ts'
import { logWriters } from '../../interop/writers/index.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import { pictureNow, saveAccessLog, saveChromeTrace } from '../actions/attempts.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import { type LaneView, laneViews } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Modal } from '../ui/Modal.tsx'
import { Term } from '../ui/Term.tsx'
import css from './SaveAttempts.module.css'

const { prose, form, part, label, summary: summaryLine, problem } = css

const CHROME = {
  id: 'chrome',
  label: 'Chrome trace',
  summary:
    'What each slot of each target served, and when, with waits, faults and health, in all lanes. Perfetto and speedscope open it.',
} as const

const FORMATS = [
  ...logWriters.map(({ id, label, summary }) => ({ id, label, summary, group: 'Access log' })),
  { ...CHROME, group: 'Trace' },
]

export function SaveAttempts({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const lanes = usePageState((state) => state.lanes)
  const views = laneViews(scenario)
  const [format, setFormat] = useState<string>(logWriters[0].id)
  const [key, setKey] = useState('')
  const [isSaving, setSaving] = useState(false)
  const view = views.find((each) => each.key === key) ?? (views[0] as LaneView)
  const writer = logWriters.find(({ id }) => id === format)
  const why = writer === undefined ? null : whyNoLog(resolveLane(scenario, view.lane))
  const asked: readonly LaneId[] =
    writer === undefined ? views.map(({ lane }) => lane) : [view.lane]
  const isThere = asked.every((lane) => pictureNow({ lanes }, lane) !== null)
  const save = async (): Promise<void> => {
    setSaving(true)
    await (writer === undefined ? saveChromeTrace(page) : saveAccessLog(page, view.lane, writer))
    setSaving(false)
  }
  return (
    <Modal title="Save every attempt" onClose={onClose}>
      {writer === undefined ? (
        <p className={prose}>
          What happened in all lanes, for tools that show traces. Moments count from the start of
          the run.
        </p>
      ) : (
        <p className={prose}>
          A line for each <Term of="attempt">attempt</Term> that came to the balancer, as a real one
          writes it: for tools that read such logs, and for Ballast itself. Moments count from 1
          January 2000.
        </p>
      )}
      <div className={form}>
        <span className={part}>
          <span className={label}>Format</span>
          <Choice label="Format" options={FORMATS} value={format} onChange={setFormat} />
        </span>
        {writer !== undefined && views.length > 1 && (
          <span className={part}>
            <span className={label}>Lane</span>
            <Choice
              label="Lane"
              options={views.map((each) => ({
                id: each.key,
                label: `${each.letter} ${each.title}`,
              }))}
              value={view.key}
              onChange={setKey}
            />
          </span>
        )}
        <WordButton
          look="filled"
          disabled={!isThere || why !== null || isSaving}
          onClick={() => void save()}
        >
          {isSaving ? 'Saving…' : 'Save'}
        </WordButton>
      </div>
      <p className={summaryLine}>{(writer ?? CHROME).summary}</p>
      {why !== null && <p className={problem}>This lane has none: {why}.</p>}
      {why === null && !isThere && <p className={problem}>It is still being simulated.</p>}
    </Modal>
  )
}
