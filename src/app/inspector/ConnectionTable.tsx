/** The connections of a node that are open at the playhead. Only rows in sight exist, so that many are as fast as few. */
import { type ReactNode, useMemo, useState } from 'react'
import type { ConnectionIndex, ConnectionState } from '../../analysis/scene/connectionIndex.ts'
import type { Names } from '../../trace/schema.ts'
import {
  CONNECTION_ORDERS,
  type ConnectionList,
  type ConnectionOrder,
  type ConnectionWords,
  connectionWords,
  listConnections,
  stateChips,
} from '../../view/connectionTable.ts'
import { formatCount } from '../../view/format.ts'
import { usePage, usePageState } from '../page/page.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import { Term } from '../ui/Term.tsx'
import css from './ConnectionTable.module.css'
import { connectionsOf } from './openConnections.ts'
import { InspectorSection, useAtPlayhead } from './parts.tsx'

const {
  lanes,
  laneButton,
  searchField,
  chips,
  chip,
  table,
  gap,
  headButton,
  scroller,
  quiet,
  foot,
} = css

const ROW_PX = 39
const HEAD_PX = 24
/** So many are in sight, and so many more above and below stand ready. */
const SIGHT = 8
const SPARE = 4

const HEADS: Readonly<Record<ConnectionOrder, string>> = {
  client: 'Client',
  target: 'Target',
  age: 'Age',
  requests: 'Requests',
}

export function ConnectionTable({ node }: { readonly node: string }) {
  const page = usePage()
  const views = usePageState(selectViews)
  const [chosen, setChosen] = useState<string | null>(null)
  const view = views.find(({ key }) => key === chosen) ?? views[0]
  const moments = useAtPlayhead(({ lane }, tUs) => {
    const trace = page.stages.get(lane)?.index?.trace
    const index = connectionsOf(trace)
    return trace === undefined || index === null ? null : { index, names: trace.meta.names, tUs }
  })
  const moment = view === undefined ? null : (moments[view.position] ?? null)
  return (
    <InspectorSection
      title={
        <>
          <Term of="connection">Connections</Term> now
        </>
      }
    >
      {views.length > 1 && (
        <div className={lanes}>
          {views.map(({ key, letter, position }) => (
            <button
              key={key}
              type="button"
              className={laneButton}
              aria-pressed={key === view?.key}
              aria-label={`Connections of lane ${letter}`}
              onClick={() => setChosen(key)}
            >
              <LaneTag position={position} size="small" />
            </button>
          ))}
        </div>
      )}
      {moment === null ? (
        <p className={quiet}>They are listed when the lane has been simulated.</p>
      ) : (
        <Listed key={view?.key} node={node} {...moment} />
      )}
    </InspectorSection>
  )
}

interface ListedProps {
  readonly node: string
  readonly index: ConnectionIndex
  readonly names: Names
  readonly tUs: number
}

function Listed({ node, index, names, tUs }: ListedProps) {
  const [search, setSearch] = useState('')
  const [state, setState] = useState<ConnectionState | null>(null)
  const [order, setOrder] = useState<ConnectionOrder>('requests')
  const [isRising, setRising] = useState(false)
  const [topPx, setTop] = useState(0)
  const number = names.nodes.findIndex(({ id }) => id === node)
  const list = useMemo(
    () => listConnections(index, names, { node: number, tUs, search, state, order, isRising }),
    [index, names, number, tUs, search, state, order, isRising],
  )
  const from = Math.max(0, Math.floor(topPx / ROW_PX) - SPARE)
  const shown = list.rows.slice(from, from + SIGHT + 2 * SPARE)
  const orderBy = (next: ConnectionOrder): void => {
    setRising(next === order ? !isRising : next === 'client' || next === 'target')
    setOrder(next)
  }
  return (
    <>
      <Filters list={list} search={search} state={state} onSearch={setSearch} onState={setState} />
      <section
        className={scroller}
        // One that scrolls can be reached by key.
        tabIndex={list.rows.length > SIGHT ? 0 : undefined}
        aria-label={`Connections of node ${node}`}
        style={{ maxHeight: HEAD_PX + SIGHT * ROW_PX }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <table className={table} aria-rowcount={list.rows.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              {CONNECTION_ORDERS.map((each) => (
                <th key={each} scope="col" aria-sort={sortWord(each === order, isRising)}>
                  <button type="button" className={headButton} onClick={() => orderBy(each)}>
                    {HEADS[each]}
                    {each === order && <span aria-hidden="true">{isRising ? ' ↑' : ' ↓'}</span>}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Gap rows={from} />
            {shown.map((row, i) => (
              <Row
                key={row}
                words={connectionWords(index, names, row, tUs)}
                rowIndex={from + i + 2}
              />
            ))}
            <Gap rows={list.rows.length - from - shown.length} />
          </tbody>
        </table>
      </section>
      <p className={foot}>
        {list.rows.length === 0
          ? 'None.'
          : `${formatCount(list.rows.length)} of ${formatCount(list.open)} that are open.`}
      </p>
    </>
  )
}

interface FiltersProps {
  readonly list: ConnectionList
  readonly search: string
  readonly state: ConnectionState | null
  readonly onSearch: (search: string) => void
  readonly onState: (state: ConnectionState | null) => void
}

const Filters = ({ list, search, state, onSearch, onState }: FiltersProps) => (
  <>
    <input
      type="search"
      className={searchField}
      value={search}
      placeholder="Client, port, target or state"
      aria-label="Search the connections"
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onSearch(event.target.value)}
    />
    <div className={chips}>
      <Chip isOn={state === null} onClick={() => onState(null)}>
        all {formatCount(list.open)}
      </Chip>
      {stateChips(list.counts).map(([of, words]) => (
        <Chip key={of} isOn={state === of} onClick={() => onState(state === of ? null : of)}>
          {words}
        </Chip>
      ))}
    </div>
  </>
)

const sortWord = (isOrder: boolean, isRising: boolean) =>
  isOrder ? (isRising ? 'ascending' : 'descending') : 'none'

/** In place of rows that are out of sight. */
const Gap = ({ rows }: { readonly rows: number }) =>
  rows === 0 ? null : (
    <tr className={gap} style={{ height: rows * ROW_PX }}>
      <td colSpan={CONNECTION_ORDERS.length} />
    </tr>
  )

interface RowProps {
  readonly words: ConnectionWords
  /** From 1, the head included. */
  readonly rowIndex: number
}

const Row = ({ words, rowIndex }: RowProps) => (
  <tr aria-rowindex={rowIndex}>
    <th scope="row" data-tip={`${words.client}/${words.from}`}>
      {words.client}
      <span className={quiet}>{words.from}</span>
    </th>
    <td>
      {words.target}
      <span className={quiet}>{words.state}</span>
    </td>
    <td>{words.age}</td>
    <td>{words.requests}</td>
  </tr>
)

const Chip = ({
  isOn,
  onClick,
  children,
}: {
  readonly isOn: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}) => (
  <button type="button" className={chip} aria-pressed={isOn} onClick={onClick}>
    {children}
  </button>
)
