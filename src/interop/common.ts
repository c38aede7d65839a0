import { defineLogFormat, type LogRecord } from './define.ts'
import { parseRequestLine } from './requestLine.ts'
import { parseCommonStamp } from './stamps.ts'

/** `host ident user [time] "request" status bytes`, one second fine. */
export const common = defineLogFormat({
  id: 'common',
  label: 'Common Log Format',
  source: 'NCSA httpd; Apache HTTP Server 2.4, mod_log_config, "Common Log Format (CLF)"',
  resolutionMs: 1000,
  parse(line) {
    const found = parseCommonPart(line)
    if (typeof found === 'string') return found
    return found.rest === '' ? found.record : 'there is more after the size'
  },
})

/** A request may hold quotes, so it ends where a quote is followed by a status and a size. */
const LINE = /^(\S+) \S+ .*?\[([^\]]{1,40})\] "(.*?)" (\d{3}) (\d{1,15}|-)(?= |$)(.*)$/

/** The seven fields that both formats begin with, and what comes after them. */
export function parseCommonPart(
  line: string,
): { readonly record: LogRecord; readonly rest: string } | string {
  const match = LINE.exec(line)
  if (match === null) return 'it is not host, time, request, status and size'
  const [, client, stamp, request, status, size, rest] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const atMs = parseCommonStamp(stamp)
  if (Number.isNaN(atMs)) return `${stamp} is no time like 01/Aug/1995:00:00:01 -0400`
  const requested = parseRequestLine(request)
  if (typeof requested === 'string') return requested
  const bytes = size === '-' ? null : Number(size)
  return { record: { atMs, client, ...requested, status: Number(status), bytes }, rest }
}
