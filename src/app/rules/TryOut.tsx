/** A request that one makes up, and which rule it would match: each rule before that with the one reason that failed. */
import { useState } from 'react'
import { actionWords } from '../../actions/index.ts'
import type { Asked } from '../../conditions/define.ts'
import { DEFAULT_RULE } from '../../scenario/forwarding.ts'
import { ruleFor, rulesPassed, splitPath } from '../../scenario/routing.ts'
import type { Listener } from '../../scenario/things/listeners.ts'
import { TextField } from '../ui/TextField.tsx'
import css from './Rules.module.css'

const { fields, answer, reason, tick } = css

export function TryOut({ listener }: { readonly listener: Listener }) {
  const [method, setMethod] = useState('GET')
  const [address, setAddress] = useState('shop.example/API/orders?v=2')
  const [headers, setHeaders] = useState('Accept: application/json')
  const [from, setFrom] = useState('198.51.100.7')
  const asked = askedFor({ method, address, headers, from })
  const rule = ruleFor(listener, asked)
  const action = rule === DEFAULT_RULE ? listener.otherwise : listener.rules[rule]?.action
  return (
    <>
      <div className={fields}>
        <TextField label="Method" value={method} onCommit={setMethod} help="In capital letters." />
        <TextField
          label="Host, path and query"
          value={address}
          onCommit={setAddress}
          help="Such as shop.example/api/orders?v=2."
        />
        <TextField
          label="Headers"
          value={headers}
          onCommit={setHeaders}
          help="Name: value, with a semicolon between two."
        />
        <TextField
          label="Source address"
          value={from}
          onCommit={setFrom}
          help="Where it comes from."
        />
      </div>
      <ol className={answer} aria-live="polite" data-testid="try-out">
        {rulesPassed(listener, asked).map(({ id, priority, whyNot }) => (
          <li key={id}>
            <span>{priority}</span>
            <span className={reason}>{whyNot}</span>
          </li>
        ))}
        <li>
          <span className={tick} aria-hidden="true">
            ✓
          </span>
          <span>
            <strong>{rule === DEFAULT_RULE ? 'The default rule' : `Rule ${rule}`}</strong>:{' '}
            {action === undefined ? '' : actionWords(action)}
          </span>
        </li>
      </ol>
    </>
  )
}

function askedFor(typed: {
  readonly method: string
  readonly address: string
  readonly headers: string
  readonly from: string
}): Asked {
  const text = typed.address.replace(/^https?:\/\//, '')
  const at = text.search(/[/?]/)
  const host = at < 0 ? text : text.slice(0, at)
  const [path, query] = splitPath(at < 0 ? '/' : text.slice(at))
  return {
    method: typed.method,
    host,
    path: path === '' ? '/' : path,
    query,
    headers: headersIn(typed.headers),
    from: typed.from,
  }
}

/** `Accept: text/html; X-Beta: 1`; a value may have a semicolon where no name follows it. */
export function headersIn(text: string): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const part of text.split(/;\s*(?=[\w-]+\s*:)/)) {
    const at = part.indexOf(':')
    const name = part.slice(0, at).trim()
    if (at > 0 && name !== '') headers[name] = part.slice(at + 1).trim()
  }
  return headers
}

export const headersText = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ')
