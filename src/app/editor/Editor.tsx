/** Everything of the scenario, thing by thing, as its schema has it: what the panel has no room for is here. */
import { useMemo, useState } from 'react'
import { asJson } from '../../scenario/document/json.ts'
import { laneShape } from '../../scenario/document/shape.ts'
import { closeEditor } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { laneDocuments } from '../scenarioPanel/rowParts.ts'
import { laneViews } from '../selectors/laneViews.ts'
import { IconButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Close } from '../ui/icons.tsx'
import css from './Editor.module.css'
import { Fields } from './Fields.tsx'

const { editor, head, heading, columns, part, tabs, tab } = css

/** What stands on which page of it, by the field of the document. */
const PARTS = [
  { id: 'run', label: 'Run', fields: ['title', 'seed', 'durationMs', 'warmUpMs', 'limits'] },
  { id: 'clients', label: 'Clients', fields: ['clients'] },
  { id: 'targets', label: 'Targets', fields: ['targetGroups'] },
  { id: 'network', label: 'Zones and delays', fields: ['regions', 'network'] },
  { id: 'dns', label: 'DNS', fields: ['dns'] },
  { id: 'balancers', label: 'Balancer', fields: ['balancers'] },
] as const

export function Editor() {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const [shown, setShown] = useState<(typeof PARTS)[number]['id']>('run')
  const [wanted, setLane] = useState('')
  const views = laneViews(scenario)
  // The lane may be gone.
  const lane = views.find((view) => view.lane === wanted)?.lane ?? null
  const lanes = useMemo(() => {
    const all = laneDocuments(scenario)
    const one = all.find((each) => each.lane === lane)
    return lane === null || one === undefined ? all : ([one] as const)
  }, [scenario, lane])
  const fields = PARTS.find(({ id }) => id === shown)?.fields ?? []
  return (
    <section className={editor} aria-labelledby="editor-title">
      <div className={head}>
        <h2 id="editor-title" className={heading}>
          Edit
        </h2>
        <div className={tabs} role="tablist" aria-label="Parts of the scenario">
          {PARTS.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              role="tab"
              className={tab}
              aria-selected={id === shown}
              onClick={() => setShown(id)}
            >
              {label}
            </button>
          ))}
        </div>
        {views.length > 1 && (
          <Choice
            label="Edited in"
            value={lane ?? ''}
            options={views.map((view) => ({
              id: view.lane ?? '',
              label: view.lane === null ? 'Every lane' : `Only in lane ${view.letter}`,
              summary:
                view.lane === null
                  ? 'The base, and every lane that has no value of its own.'
                  : view.title,
            }))}
            onChange={setLane}
          />
        )}
        <IconButton label="Close the editor" onClick={() => closeEditor(page)}>
          <Close />
        </IconButton>
      </div>
      <div className={columns} role="tabpanel" aria-label={shown}>
        <div className={part} key={`${shown}${lane}`}>
          <Fields
            lanes={lanes}
            place={[]}
            shape={laneShape}
            value={asJson(lanes[0].document)}
            only={fields}
          />
        </div>
      </div>
    </section>
  )
}
