/** What the scenario's own requests look like to the rules, and which one each of them matches. */
import { DEFAULT_RULE } from '../../scenario/forwarding.ts'
import { askedBy, ruleFor } from '../../scenario/routing.ts'
import type { Population } from '../../scenario/things/clients.ts'
import type { Listener } from '../../scenario/things/listeners.ts'
import { setValue } from '../actions/rules.ts'
import { usePage, usePageState } from '../page/page.ts'
import { TextField } from '../ui/TextField.tsx'
import css from './Rules.module.css'
import { headersIn, headersText } from './TryOut.tsx'

const { requests, scroll } = css

const COLUMNS = ['Request', 'Host', 'Path and query', 'Headers', 'From', 'Role', 'Rule'] as const

export function Requests({ listener }: { readonly listener: Listener }) {
  const clients = usePageState((state) => state.scenario.clients)
  return (
    <section className={scroll} aria-label="Requests and their rules">
      <table className={requests}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(clients).flatMap(([population, spec]) =>
            Object.keys(spec.requests).map((id, i) => (
              <RequestRow
                key={`${population}, ${id}`}
                {...{ population, spec, id, listener }}
                isFirst={i === 0}
              />
            )),
          )}
        </tbody>
      </table>
    </section>
  )
}

interface RequestRowProps {
  readonly population: string
  readonly spec: Population
  readonly id: string
  readonly listener: Listener
  /** What is of the clients, and of none of their requests, stands in their first row. */
  readonly isFirst: boolean
}

function RequestRow({ population, spec, id, listener, isFirst }: RequestRowProps) {
  const page = usePage()
  const problems = usePageState((state) => state.problems)
  const kind = spec.requests[id]
  if (kind === undefined) return null
  const keys = ['clients', population, 'requests', id]
  const name = `${population}, ${id}`
  const rule = ruleFor(listener, askedBy(spec, kind))
  const field = (label: string, value: string, at: readonly string[]) => (
    <TextField
      label={label}
      value={value}
      problem={problems[at.join('.')]}
      onCommit={(text) => setValue(page, at, text)}
    />
  )
  const ofClients = (label: string, value: string, below: readonly string[]) =>
    isFirst && field(`${label} of ${population}`, value, ['clients', population, ...below])
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{field(`Host of ${name}`, kind.host, [...keys, 'host'])}</td>
      <td>{field(`Path of ${name}`, kind.path, [...keys, 'path'])}</td>
      <td>
        <TextField
          label={`Headers of ${name}`}
          help="Name: value, with a semicolon between two."
          value={headersText(kind.headers)}
          problem={problems[[...keys, 'headers'].join('.')]}
          onCommit={(text) =>
            setValue(page, [...keys, 'headers'], {
              ...Object.fromEntries(Object.keys(kind.headers).map((old) => [old, null])),
              ...headersIn(text),
            })
          }
        />
      </td>
      <td>{ofClients('Addresses', spec.addressRange, ['addressRange'])}</td>
      <td>{ofClients('Role', spec.identity.role, ['identity', 'role'])}</td>
      <td>{rule === DEFAULT_RULE ? 'default' : rule}</td>
    </tr>
  )
}
