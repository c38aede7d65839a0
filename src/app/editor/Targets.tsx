/** The targets of a group as a table: choose one or several, set what they have, add some like one, take some away. */
import { useState } from 'react'
import { isObject, own } from '../../scenario/document/json.ts'
import { namesFor } from '../../scenario/names.ts'
import type { Target } from '../../scenario/things/targets.ts'
import { addTargets, deleteTargets, setValue } from '../actions/things.ts'
import { usePage, usePageState } from '../page/page.ts'
import { keyOfRow } from '../scenarioPanel/rowKeys.ts'
import { kindRows, targetRows } from '../scenarioPanel/rows.ts'
import { SettingRow } from '../scenarioPanel/SettingRow.tsx'
import { WordButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import css from './Editor.module.css'
import type { FieldProps } from './fieldProps.ts'

const { group, groupHead, groupTitle, targetTable, chosenTargets, columnsOf, problemLine } = css
const { count: countInput, muted } = css

interface Group {
  readonly lanes: FieldProps['lanes']
  readonly id: string
  readonly targets: Readonly<Record<string, Target>>
}

export function Targets({ lanes, place, value }: FieldProps) {
  const problem = usePageState((state) => state.problems[place.join('.')])
  const [wanted, setChosen] = useState<readonly string[]>([])
  if (!isObject(value)) return null
  const targets = value as unknown as Group['targets']
  const of: Group = { lanes, id: place[1] ?? '', targets }
  const ids = Object.keys(targets)
  const chosen = wanted.filter((id) => Object.hasOwn(targets, id))
  const hint = chosen.length === 0 ? 'choose some to change them' : `${chosen.length} chosen`
  return (
    <section className={group}>
      <div className={groupHead}>
        <h4 className={groupTitle}>Targets</h4>
        <span className={muted}>
          {ids.length}, {hint}
        </span>
      </div>
      {problem !== undefined && (
        <p className={problemLine} role="alert">
          {problem}
        </p>
      )}
      <TargetTable of={of} chosen={chosen} onChoose={setChosen} />
      {chosen[0] !== undefined && <Chosen of={of} first={chosen[0]} chosen={chosen} />}
    </section>
  )
}

const COLUMNS = ['Name', 'Zone', 'Slots', 'Speed', 'Weight', 'Queue limit']

interface TargetTableProps {
  readonly of: Group
  readonly chosen: readonly string[]
  readonly onChoose: (ids: readonly string[]) => void
}

function TargetTable({ of, chosen, onChoose }: TargetTableProps) {
  const ids = Object.keys(of.targets)
  const choose = (id: string, isChosen: boolean): void =>
    onChoose(ids.filter((each) => (each === id ? isChosen : chosen.includes(each))))
  return (
    <table className={targetTable}>
      <caption className="visually-hidden">Targets of {of.id}</caption>
      <thead>
        <tr>
          <th scope="col">
            <input
              type="checkbox"
              aria-label="Choose all targets"
              checked={chosen.length === ids.length}
              onChange={(event) => onChoose(event.target.checked ? ids : [])}
            />
          </th>
          {COLUMNS.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Object.entries(of.targets).map(([id, target]) => (
          <tr key={id} data-chosen={chosen.includes(id)}>
            <td>
              <input
                type="checkbox"
                aria-label={`Choose ${id}`}
                checked={chosen.includes(id)}
                onChange={(event) => choose(id, event.target.checked)}
              />
            </td>
            <th scope="row">{id}</th>
            <td>{target.zone}</td>
            <td>{target.slots}</td>
            <td>{target.speed}×</td>
            <td>{target.weight}</td>
            <td>{target.queue.limit}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface ChosenProps {
  readonly of: Group
  readonly first: string
  readonly chosen: readonly string[]
}

/** What the chosen targets have, set in all of them together; more like the first; less. */
function Chosen({ of, first, chosen }: ChosenProps) {
  const page = usePage()
  const [more, setMore] = useState(1)
  const { lane, document } = of.lanes[0]
  const at = { lane, group: of.id }
  const place = ['targetGroups', of.id, 'targets']
  const zones = namesFor(document, 'zones')
  return (
    <div className={chosenTargets}>
      <div className={groupHead}>
        <h5>{chosen.length === 1 ? first : `${chosen.length} targets together`}</h5>
        <Choice
          label="Zone of the chosen targets"
          options={zones.map((zone) => ({ id: zone, label: `zone ${zone}` }))}
          value={own(of.targets, first)?.zone ?? ''}
          onChange={(zone) => {
            const moved = Object.fromEntries(chosen.map((id) => [id, { zone }]))
            setValue(page, { lane, place }, moved)
          }}
        />
        <input
          className={countInput}
          type="number"
          min={1}
          max={1000}
          value={more}
          aria-label={`How many more like ${first}`}
          onChange={(event) => setMore(Math.max(1, Math.round(Number(event.target.value) || 1)))}
        />
        <WordButton
          look="outlined"
          onClick={() => addTargets(page, { ...at, target: first }, more)}
        >
          Add like {first}
        </WordButton>
        {chosen.length < Object.keys(of.targets).length && (
          <WordButton look="outlined" onClick={() => deleteTargets(page, at, chosen)}>
            Remove
          </WordButton>
        )}
      </div>
      <div className={columnsOf}>
        {[...kindRows(of.lanes, of.id, chosen), ...targetRows(of.lanes, of.id, chosen)].map(
          (row) => (
            <SettingRow key={keyOfRow(row)} row={row} />
          ),
        )}
      </div>
    </div>
  )
}
