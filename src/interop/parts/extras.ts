/**
 * What a server writes after the agreed fields of a line, without saying what it is. Taken are: forwarded addresses
 * right after the user agent (the format `main` of NGINX); durations that name themselves (`rt=0.012`, `23ms`);
 * numbers with three decimals, which are NGINX's seconds: the first is the request's, the last of several the
 * upstream's; an address with a port, or a URL of one, which is the target's. All else may be anything and is left.
 */
import type { Took } from '../define.ts'
import { forwardedClient } from './client.ts'
import type { Field } from './fields.ts'
import { lastTry, msFrom, tookOf } from './record.ts'

export interface Extras {
  readonly client: string | null
  readonly took: Took | null
  readonly target: string | null
  /** It ends with a whole number that may be a duration, and nothing says in which unit. */
  readonly hasUnusedNumber: boolean
}

export const NO_EXTRAS: Extras = { client: null, took: null, target: null, hasUnusedNumber: false }

const REQUEST_NAMES = ['rt', 'request_time', 'reqtime', 'req_time']
const TARGET_NAMES = ['urt', 'upstream_response_time', 'upstream_time', 'upstream_rt']
const ADDRESS_NAMES = ['ua', 'us', 'upstream', 'upstream_addr', 'ups']

const SECONDS = /^\d{1,7}\.\d{3}$/
const WITH_UNIT = /^(\d{1,9}(?:\.\d{1,9})?)(ms|us|µs|s)$/
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, us: 0.001, µs: 0.001, s: 1000 }
const SERVER = /^(?:https?:\/\/)?(\[?[\w.:-]{1,80}\]?:\d{1,5})(?:\/\S{0,200})?$/

/** One address of a private network with a port: a server, where a list of forwarded addresses could stand. */
const INTERNAL_SERVER = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|127\.)[\d.]{1,12}:\d{1,5}$/

/** From the fields after the size: perhaps referrer and user agent, then what else there is. */
export function extrasOf(fields: readonly Field[]): Extras {
  const agreed = fields[0]?.isQuoted === true && fields[1]?.isQuoted === true ? 2 : 0
  if (fields.length === agreed) return NO_EXTRAS
  const first = fields[agreed] as Field
  const mayBeList = agreed === 2 && first.isQuoted && !INTERNAL_SERVER.test(first.text)
  const client = mayBeList ? forwardedClient(first.text) : null
  const seconds: number[] = []
  let [targetMs, requestMs] = [null as number | null, null as number | null]
  let target: string | null = null
  for (let i = agreed + (client === null ? 0 : 1); i < fields.length; i++) {
    const { text } = fields[i] as Field
    const equals = text.indexOf('=')
    if (equals > 0 && equals < 30) {
      const name = text.slice(0, equals).toLowerCase()
      const value = lastTry(unquoted(text.slice(equals + 1)))
      if (REQUEST_NAMES.includes(name)) requestMs = msFrom(value, 1000) ?? requestMs
      else if (TARGET_NAMES.includes(name)) targetMs = msFrom(value, 1000) ?? targetMs
      else if (ADDRESS_NAMES.includes(name)) target = serverIn(value) ?? target
      continue
    }
    const word = lastTry(text)
    if (SECONDS.test(word)) seconds.push(Number(word) * 1000)
    else if (WITH_UNIT.test(word)) requestMs = withUnit(word)
    else target = serverIn(word) ?? target
  }
  if (seconds.length > 0) requestMs ??= seconds[0] as number
  if (seconds.length > 1) targetMs ??= seconds[seconds.length - 1] as number
  const took = tookOf(targetMs, requestMs)
  const last = fields.at(-1) as Field
  const hasUnusedNumber = took === null && !last.isQuoted && /^\d{1,12}$/.test(last.text)
  return { client, took, target, hasUnusedNumber }
}

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1, text.endsWith('"') ? -1 : undefined) : text

function withUnit(word: string): number {
  const [, number, unit] = WITH_UNIT.exec(word) as unknown as [string, string, string]
  return Number(number) * (UNIT_MS[unit] as number)
}

/** Only with digits in the host: `http://shop.example:80` may be anything. */
function serverIn(word: string): string | null {
  const server = SERVER.exec(word)?.[1] ?? null
  return server !== null && /\d\.\d|::|\d:\d+$/.test(server) ? server : null
}
