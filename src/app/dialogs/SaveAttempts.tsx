/** Every attempt as a file that other tools read: the access log of one lane, or CSV or a Chrome trace of all. */
import { useState } from 'react'
import { whyNoLog } from '../../interop/writers/entry.ts'
import { logWriters } from '../../interop/writers/index.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import { pictureNow, saveAccessLog, saveTraces } from '../actions/attempts.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import { type LaneView, laneViews } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Modal } from '../ui/Modal.tsx'
import { Term } from '../ui/Term.tsx'
import css from './SaveAttempts.module.css'

const { prose, form, part, label, summary: summaryLine, problem } = css

/** Of all lanes at once. */
const OF_ALL = [
  {
    id: 'csv',
    label: 'CSV',
    group: 'Table',
    summary:
      'A row for each attempt of all lanes: each of its moments in milliseconds, where it went, and how it ended. Spreadsheets and notebooks open it.',
  },
  {
    id: 'chrome',
    label: 'Chrome trace',
    group: 'Trace',
    summary:
      'What each slot of each target served, and when, with waits, faults and what became of targets, in all lanes. Perfetto and speedscope open it.',
  },
] as const

const FORMATS = [
  ...logWriters.map(({ id, label, summary }) => ({ id, label, summary, group: 'Access log' })),
  ...OF_ALL,
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
  const ofAll = OF_ALL.find(({ id }) => id === format)
  const writer = logWriters.find(({ id }) => id === format) ?? logWriters[0]
  const why = ofAll === undefined ? whyNoLog(resolveLane(scenario, view.lane)) : null
  const asked: readonly LaneId[] = ofAll === undefined ? [view.lane] : views.map(({ lane }) => lane)
  const isThere = asked.every((lane) => pictureNow({ lanes }, lane) !== null)
  const save = async (): Promise<void> => {
    setSaving(true)
    try {
      if (ofAll === undefined) await saveAccessLog(page, view.lane, writer)
      else await saveTraces(page, ofAll.id)
    } finally {
      setSaving(false)
    }
  }
  return (
    <Modal title="Save every attempt" onClose={onClose}>
      {ofAll !== undefined ? (
        <p className={prose}>
          What happened in all lanes, for tools that show it. Moments count from the start of the
          run.
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
        {ofAll === undefined && views.length > 1 && (
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
      <p className={summaryLine}>{(ofAll ?? writer).summary}</p>
      {why !== null && <p className={problem}>This lane has none: {why}.</p>}
      {why === null && !isThere && <p className={problem}>It is still being simulated.</p>}
    </Modal>
  )
}
