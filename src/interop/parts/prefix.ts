/**
 * What collectors and tools put before a line, taken off for formats whose first field says what they are. Each form
 * is anchored and of bounded parts, so that a hostile line costs no more than another.
 */
const FORMS: readonly RegExp[] = [
  // grep -n, grep -H, grep -Hn: numbers and file names before a colon.
  /^(?:[\w./-]{1,200}:)?\d{1,9}:(?=[A-Za-z{[])/,
  /^[\w./-]{1,200}\.(?:log|gz|txt)[\w.-]{0,40}:(?=\S)/,
  // Docker Compose: `web-1  | ...`
  /^[\w.-]{1,100} {1,40}\| /,
  // Kubernetes (CRI): `2024-05-01T10:00:00.000000000Z stdout F ...`
  /^\d{4}-\d{2}-\d{2}T[\d:.,]{8,24}(?:Z|[+-]\d{2}:\d{2}) std(?:out|err) [FP] /,
  // kubectl logs --prefix, --timestamps: `[pod/web-1/nginx] ...`, `2024-05-01T10:00:00Z http ...`
  /^\[pod\/[^\]\s]{1,200}\] /,
  /^\d{4}-\d{2}-\d{2}T[\d:.,]{8,24}Z (?=(?:https?|h2|grpcs|wss?) \d{4}-)/,
  // syslog, RFC 5424 and RFC 3164 (also as journald and rsyslog print it, with a stamp of ISO 8601).
  /^<\d{1,3}>1 \S{1,60} \S{1,255} \S{1,48} \S{1,128} \S{1,32} (?:- |\[[^\]]{0,400}\] )/,
  /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}|\d{4}-\d{2}-\d{2}T\S{8,24}) [\w.:-]{1,255} [\w./-]{1,64}(?:\[\d{1,10}\])?: /,
]

/** Prefixes stand inside one another: a grep over what Docker wrote. */
const DEPTH_MAX = 4

export function withoutPrefix(text: string): string {
  let rest = text
  for (let depth = 0; depth < DEPTH_MAX; depth++) {
    const form = FORMS.find((candidate) => candidate.test(rest))
    if (form === undefined) break
    rest = rest.slice((form.exec(rest) as RegExpExecArray)[0].length)
  }
  return rest
}
