/** The request line inside a log line: `GET /shuttle/?page=2 HTTP/1.0`. */

export interface RequestLine {
  readonly method: string
  readonly path: string
  readonly hasProtocol: boolean
}

/** Longer paths are cut, because a hostile log must not fill the memory; `cutPath` keeps them apart. */
export const PATH_MAX = 200

const METHOD = /^[A-Za-z][\w-]{0,19}$/
const PROTOCOL = /^HTTP\/\d(?:\.\d)?$/
const NONE = 'it holds no request with a method and a path'

/** A line without a protocol (HTTP/0.9 had none) is readable; a string says why a line is not. */
export function parseRequestLine(text: string): RequestLine | string {
  const blank = text.indexOf(' ')
  if (blank < 0 || blank > 20) return NONE
  const rest = text.slice(blank).trim()
  if (rest === '') return NONE
  const last = rest.lastIndexOf(' ')
  const hasProtocol = last > 0 && rest.length - last < 12 && PROTOCOL.test(rest.slice(last + 1))
  return requestOf(
    text.slice(0, blank),
    hasProtocol ? rest.slice(0, last).trimEnd() : rest,
    hasProtocol,
  )
}

/** The same from its parts, where a log has them apart. */
export function requestOf(
  method: string,
  target: string,
  hasProtocol: boolean,
): RequestLine | string {
  if (!METHOD.test(method) || target === '' || target === '-') return NONE
  return { method: method.toUpperCase(), path: pathOf(target), hasProtocol }
}

function pathOf(target: string): string {
  const local = withoutOrigin(target)
  const end = local.search(/[?#]/)
  const path = end < 0 ? local : local.slice(0, end)
  return path === '' ? '/' : path
}

/** Without scheme and host. */
function withoutOrigin(target: string): string {
  if (target.startsWith('/')) return target
  const colon = target.indexOf('://')
  if (colon < 1 || colon > 20 || !/^[a-z][a-z0-9+.-]*$/i.test(target.slice(0, colon))) return target
  const host = target.slice(colon + 3)
  const end = host.search(/[/?#]/)
  return end < 0 ? '' : host.slice(end)
}

/** A path of at most `PATH_MAX` characters; what is cut off goes on as eight digits, so that two stay two. */
export function cutPath(path: string): string {
  if (path.length <= PATH_MAX) return path
  let hash = 0x811c9dc5
  for (let i = 0; i < path.length; i++) hash = Math.imul(hash ^ path.charCodeAt(i), 0x01000193)
  const digits = (hash >>> 0).toString(16).padStart(8, '0')
  return `${path.slice(0, PATH_MAX - 9)}~${digits}`
}
