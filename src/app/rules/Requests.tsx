/** What the scenario's own requests look like to the rules, and which one each of them matches. */
import { own } from '../../scenario/document/json.ts'
import { DEFAULT_RULE } from '../../scenario/forwarding.ts'
import { askedBy, ruleFor } from '../../scenario/routing.ts'
import type { Listener } from '../../scenario/things/listeners.ts'
import { setValue } from '../actions/rules.ts'
import { usePage, usePageState } from '../page/page.ts'
import { TextField } from '../ui/TextField.tsx'
import css from './Rules.module.css'
import { headersIn, headersText } from './TryOut.tsx'

const { requests, scroll } = css

export function Requests({ listener }: { readonly listener: Listener }) {
  const page = usePage()
  const clients = usePageState((state) => state.scenario.clients)
  const problems = usePageState((state) => state.problems)
  const field = (label: string, value: string, keys: readonly string[]) => (
    <TextField
      label={label}
      value={value}
      problem={problems[keys.join('.')]}
      onCommit={(text) => setValue(page, keys, text)}
    />
  )
  return (
    <section className={scroll} aria-label="Requests and their rules">
      <table className={requests}>
        <thead>
          <tr>
            <th scope="col">Request</th>
            <th scope="col">Host</th>
            <th scope="col">Path and query</th>
            <th scope="col">Headers</th>
            <th scope="col">From</th>
            <th scope="col">Rule</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(clients).flatMap(([population, spec]) =>
            Object.entries(spec.requests).map(([id, kind], i) => {
              const keys = ['clients', population, 'requests', id]
              const name = `${population}, ${id}`
              const rule = ruleFor(listener, askedBy(spec, kind))
              return (
                <tr key={name}>
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
                          ...Object.fromEntries(
                            Object.keys(kind.headers).map((old) => [old, null]),
                          ),
                          ...headersIn(text),
                        })
                      }
                    />
                  </td>
                  <td>
                    {i === 0 &&
                      field(
                        `Addresses of ${population}`,
                        own(clients, population)?.addressRange ?? '',
                        ['clients', population, 'addressRange'],
                      )}
                  </td>
                  <td>{rule === DEFAULT_RULE ? 'default' : rule}</td>
                </tr>
              )
            }),
          )}
        </tbody>
      </table>
    </section>
  )
}
