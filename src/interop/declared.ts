/**
 * A log format that the user gives, as it stands in the configuration: a `log_format` line of NGINX or a `LogFormat`
 * line of Apache, with what belongs to the directive or without. It becomes a list of literals and variables, and a
 * line is read by looking for the next literal: one pass, whatever the line.
 */
import { defineLogFormat, type LineOutcome, type LogFormat } from './define.ts'
import { isEscaped } from './parts/fields.ts'
import { apacheTokens, nginxTokens, type Role, type Token } from './parts/formatTokens.ts'
import { clientFrom } from './parts/jsonFields.ts'
import { answeredByBalancer, begun, lastTry, msFrom, recordOf, tookOf } from './parts/record.ts'
import { StampReader } from './parts/stamps.ts'

export type Declared =
  | { readonly ok: true; readonly format: LogFormat }
  | { readonly ok: false; readonly message: string }

/** No format of a real server is longer. */
const LENGTH_MAX = 4000

export function declaredFormat(text: string): Declared {
  if (text.length > LENGTH_MAX) {
    return {
      ok: false,
      message: `The log format is longer than ${LENGTH_MAX} characters. Shorten it.`,
    }
  }
  const isNginx = /\$\w|\$\{/.test(text)
  const tokens = isNginx ? nginxTokens(text) : apacheTokens(text)
  const wrong = problemOf(tokens)
  if (wrong !== null) return { ok: false, message: `The log format ${wrong}` }
  const format = defineLogFormat({
    id: 'declared',
    label: isNginx ? 'the given log_format of NGINX' : 'the given LogFormat of Apache',
    source: 'the user',
    open() {
      const stamps = new StampReader()
      return ({ text: line }) => read(line, tokens, stamps, isNginx)
    },
  })
  return { ok: true, format }
}

function problemOf(tokens: readonly Token[]): string | null {
  const has = (...roles: readonly Role[]): boolean =>
    tokens.some((token) => 'role' in token && token.role !== null && roles.includes(token.role))
  if (!tokens.some((token) => 'role' in token)) {
    return 'has no variables; it must be like "$remote_addr ..." of NGINX or "%h ..." of Apache. Correct it.'
  }
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1]
    if (next !== undefined && 'name' in token && 'name' in next) {
      return `has ${token.name} and ${next.name} with nothing between them, so they cannot be told apart. Log a blank between them.`
    }
  }
  if (!has('time'))
    return 'has no time, such as $time_iso8601 or %t. Add it to the configuration of the server.'
  if (has('request') || has('path')) return null
  return 'has no request, such as $request or %r. Add it to the configuration of the server.'
}

function read(
  line: string,
  tokens: readonly Token[],
  stamps: StampReader,
  isNginx: boolean,
): LineOutcome {
  const values = match(line, tokens)
  if (typeof values === 'string') return values
  const value = (role: Role): string => values.get(role) ?? '-'
  const stampText = value('time').replace(/^\[|\]$/g, '')
  const requestMs =
    msFrom(value('seconds'), 1000) ??
    msFrom(value('milliseconds'), 1) ??
    msFrom(value('microseconds'), 0.001)
  const upstream = lastTry(value('upstream'))
  if (values.has('upstream') && upstream === '-') return answeredByBalancer('no upstream')
  const stamp = stamps.read(stampText)
  return recordOf({
    stamp: isNginx ? begun(stamp, requestMs) : stamp,
    stampText,
    client: clientFrom(value('forwarded'), value('client')),
    request: values.has('request')
      ? value('request')
      : {
          method: values.has('method') ? value('method') : 'GET',
          target: value('path'),
          protocol: value('protocol'),
        },
    status: value('status'),
    bytes: value('bytes'),
    took: tookOf(msFrom(lastTry(value('targetSeconds')), 1000), requestMs),
    target: upstream === '-' ? null : upstream,
  })
}

function match(line: string, tokens: readonly Token[]): ReadonlyMap<Role, string> | string {
  const values = new Map<Role, string>()
  let at = 0
  for (const [i, token] of tokens.entries()) {
    if ('literal' in token) {
      const found = i === 0 ? line.indexOf(token.literal) : at
      if (found < 0 || !line.startsWith(token.literal, found)) return missing(token.literal)
      at = found + token.literal.length
      continue
    }
    const next = tokens[i + 1]
    const after = tokens[i + 2]
    const isStatusNext = after !== undefined && 'role' in after && after.role === 'status'
    const isList = token.role !== null && LISTS.includes(token.role)
    const end =
      next !== undefined && 'literal' in next
        ? literalAt(line, next.literal, at, { isStatusNext, isList })
        : line.length
    if (end < 0) return missing((next as { readonly literal: string }).literal)
    if (token.role !== null && !values.has(token.role)) values.set(token.role, line.slice(at, end))
    at = end
  }
  return values
}

const missing = (literal: string): string =>
  `it does not fit the given format: ${JSON.stringify(literal.slice(0, 20))} is not where it should be`

/** Values that may be several, with a comma or a colon and blanks between them. */
const LISTS: readonly Role[] = ['client', 'forwarded', 'upstream', 'targetSeconds']

/** The next place of a literal; one that begins with a quote ends a text that may hold escaped ones. */
function literalAt(
  line: string,
  literal: string,
  from: number,
  what: { readonly isStatusNext: boolean; readonly isList: boolean },
): number {
  for (let at = line.indexOf(literal, from); at >= 0; at = line.indexOf(literal, at + 1)) {
    if (literal.startsWith('"') && isEscaped(line, at)) continue
    if (what.isList && isWithinList(line, at)) continue
    const after = at + literal.length
    if (what.isStatusNext && !/^(?:\d{3}|-)/.test(line.slice(after, after + 3))) continue
    return at
  }
  // The last value of a line: the blank that should end it may be missing.
  return literal.trim() === '' ? line.length : -1
}

/** A blank in `203.0.113.5, 198.51.100.2` or `0.001 : 0.120`. */
const isWithinList = (line: string, at: number): boolean =>
  line[at] === ' ' && (',:'.includes(line[at - 1] ?? '.') || line.startsWith(' : ', at))
