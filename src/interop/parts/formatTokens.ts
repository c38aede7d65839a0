/** The languages of `log_format` (NGINX) and `LogFormat` (Apache): from their text to literals and variables. */

/** A piece of the line: text that is there as it is, or a value. */
export type Token =
  | { readonly literal: string }
  | { readonly role: Role | null; readonly name: string }

/** What of a request a variable says. */
export type Role =
  | 'client'
  | 'forwarded'
  | 'time'
  | 'request'
  | 'method'
  | 'path'
  | 'protocol'
  | 'status'
  | 'bytes'
  | 'seconds'
  | 'milliseconds'
  | 'microseconds'
  | 'targetSeconds'
  | 'upstream'

/** Source: NGINX, ngx_http_core_module, ngx_http_log_module and ngx_http_upstream_module, "Embedded Variables". */
const NGINX: Readonly<Record<string, Role>> = {
  remote_addr: 'client',
  http_x_forwarded_for: 'forwarded',
  proxy_add_x_forwarded_for: 'forwarded',
  http_x_real_ip: 'forwarded',
  time_local: 'time',
  time_iso8601: 'time',
  msec: 'time',
  request: 'request',
  request_method: 'method',
  request_uri: 'path',
  uri: 'path',
  document_uri: 'path',
  server_protocol: 'protocol',
  status: 'status',
  body_bytes_sent: 'bytes',
  bytes_sent: 'bytes',
  request_time: 'seconds',
  upstream_response_time: 'targetSeconds',
  upstream_addr: 'upstream',
}

export function nginxTokens(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  const body = nginxBody(text)
  for (const found of body.matchAll(/\$(?:(\w+)|\{(\w+)\})/g)) {
    addLiteral(tokens, body.slice(at, found.index))
    const name = (found[1] ?? found[2]) as string
    tokens.push({
      role: Object.hasOwn(NGINX, name) ? (NGINX[name] as Role) : null,
      name: `$${name}`,
    })
    at = found.index + found[0].length
  }
  addLiteral(tokens, body.slice(at))
  return tokens
}

/** The strings of the directive, joined as NGINX joins them; the text itself when it is no directive. */
function nginxBody(text: string): string {
  const trimmed = text.trim()
  const directive = /^log_format\s+\S+\s+(?:escape=\w+\s+)?/.exec(trimmed)
  const rest = (directive === null ? trimmed : trimmed.slice(directive[0].length)).replace(
    /;\s*$/,
    '',
  )
  const strings = [...rest.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)]
  if (directive === null && !rest.startsWith("'")) return rest
  if (strings.length === 0) return rest
  return strings
    .map(([, single, double]) => (single ?? double ?? '').replace(/\\(['"])/g, '$1'))
    .join('')
}

/** Source: Apache HTTP Server 2.4, mod_log_config, "Custom Log Formats". */
const APACHE: Readonly<Record<string, Role>> = {
  h: 'client',
  a: 'client',
  t: 'time',
  r: 'request',
  m: 'method',
  U: 'path',
  H: 'protocol',
  s: 'status',
  b: 'bytes',
  B: 'bytes',
  O: 'bytes',
  D: 'microseconds',
  T: 'seconds',
}

const DIRECTIVE = /%(?:%|[<>!\d,]*(?:\{([^}]*)\})?[<>]*(\^?[A-Za-z]))/g

export function apacheTokens(text: string): readonly Token[] {
  const tokens: Token[] = []
  const body = apacheBody(text)
  let at = 0
  for (const found of body.matchAll(DIRECTIVE)) {
    addLiteral(tokens, body.slice(at, found.index))
    at = found.index + found[0].length
    if (found[0] === '%%') addLiteral(tokens, '%')
    // %U%q is the path with its query, and is read as one.
    else if (found[2] === 'q' && isPath(tokens.at(-1))) continue
    else tokens.push({ role: apacheRole(found[2] as string, found[1]), name: found[0] })
  }
  addLiteral(tokens, body.slice(at))
  return tokens
}

const isPath = (token: Token | undefined): boolean =>
  token !== undefined && 'role' in token && token.role === 'path'

function apacheRole(letter: string, argument: string | undefined): Role | null {
  if (argument === undefined) return Object.hasOwn(APACHE, letter) ? (APACHE[letter] as Role) : null
  const name = argument.toLowerCase()
  if (letter === 'i') return /^x-(?:forwarded-for|real-ip)$/.test(name) ? 'forwarded' : null
  if (letter === 'a') return 'client'
  if (letter === 't') return name.endsWith('_frac') ? null : 'time'
  if (letter === 'T')
    return name === 'ms' ? 'milliseconds' : name === 'us' ? 'microseconds' : 'seconds'
  return letter === 'e' && name === 'balancer_worker_name' ? 'upstream' : null
}

/** The quoted string of the directive, with `\"` as a quote; the text itself when it is no directive. */
function apacheBody(text: string): string {
  const trimmed = text.trim()
  const quoted = /^(?:LogFormat|CustomLog)\b[^"]*"((?:[^"\\]|\\.)*)"/i.exec(trimmed)?.[1]
  const whole = /^"((?:[^"\\]|\\.)*)"(?:\s+\w+)?$/.exec(trimmed)?.[1]
  return (quoted ?? whole ?? trimmed).replace(/\\(["\\])/g, '$1').replace(/\\t/g, '\t')
}

/** Neighbouring texts are one. */
function addLiteral(tokens: Token[], text: string): void {
  if (text === '') return
  const last = tokens.at(-1)
  if (last !== undefined && 'literal' in last)
    tokens[tokens.length - 1] = { literal: last.literal + text }
  else tokens.push({ literal: text })
}
