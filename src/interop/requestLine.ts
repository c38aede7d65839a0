/** The request line inside a log line: `GET /shuttle/?page=2 HTTP/1.0`. */

export interface RequestLine {
  readonly method: string
  readonly path: string
  readonly hasProtocol: boolean
}

/** Longer paths are cut: nobody reads them, and a hostile log must not fill the memory. */
export const PATH_MAX = 200

const LINE = /^([A-Za-z][A-Za-z-]{0,19}) +(\S.*?)( +HTTP\/\d(?:\.\d)?)? *$/
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i

/** A line without a protocol (HTTP/0.9 had none) is readable; a string says why a line is not. */
export function parseRequestLine(text: string): RequestLine | string {
  const match = LINE.exec(text)
  if (match === null) return 'it holds no request with a method and a path'
  const [, method, target, protocol] = match as unknown as [string, string, string, string?]
  return { method: method.toUpperCase(), path: pathOf(target), hasProtocol: protocol !== undefined }
}

function pathOf(target: string): string {
  const local = target.replace(ORIGIN, '')
  const end = local.search(/[?#]/)
  const path = end < 0 ? local : local.slice(0, end)
  return path === '' ? '/' : path.slice(0, PATH_MAX)
}
