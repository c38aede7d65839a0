import { defineLogFormat, type LineOutcome } from './define.ts'
import { clientWithPort } from './parts/client.ts'
import { fieldsOf } from './parts/fields.ts'
import { answeredByBalancer, msFrom, recordOf, tookOf } from './parts/record.ts'
import { StampReader } from './parts/stamps.ts'

/**
 * HAProxy's HTTP log: `client:port [accept] frontend backend/server TR/Tw/Tc/Tr/Ta status bytes ... "request"`, behind
 * whatever syslog puts before it. The time of the target is Tr, from the request to the headers of the answer; -1
 * says that there was none. `<NOSRV>`, `<STATS>` and the like are HAProxy itself.
 */
export const haproxy = defineLogFormat({
  id: 'haproxy',
  label: 'HAProxy HTTP log',
  source: 'HAProxy, Configuration Manual, 8.2.3 "HTTP log format"',
  open() {
    const stamps = new StampReader()
    return ({ text }) => read(text, stamps)
  },
})

const NONE = 'it is not client, time, frontend, backend/server and five durations'
const DURATIONS = /^\+?-?\d{1,12}(?:\/\+?-?\d{1,12}){3,5}$/

function read(text: string, stamps: StampReader): LineOutcome {
  const start = timeStart(text)
  if (start < 0) return NONE
  const close = text.indexOf(']', start)
  if (close < 0 || close - start > 40) return NONE
  const fields = fieldsOf(text, close + 1)
  const field = (i: number): string => fields[i]?.text ?? '-'
  const [server, durations] = [field(1), field(2)]
  if (!DURATIONS.test(durations) || !server.includes('/')) return NONE
  const name = server.slice(server.indexOf('/') + 1)
  if (name.startsWith('<')) return answeredByBalancer(name)
  // The request is the last field, and may be cut off by syslog.
  const request = fields.findLast((each) => each.isQuoted)?.text ?? ''
  return recordOf({
    stamp: stamps.read(text.slice(start + 1, close)),
    stampText: text.slice(start + 1, close),
    client: clientWithPort(text.slice(0, start)),
    request,
    status: field(3),
    bytes: field(4).replace('+', ''),
    took: tookOf(msFrom(durations.split('/')[3] as string, 1), null),
    target: server,
  })
}

/** The bracket of a time, not of the process id in `haproxy[14389]:`. */
function timeStart(text: string): number {
  let at = text.indexOf('[')
  for (let tried = 0; at >= 0 && tried < 8; tried++) {
    if (/^\[\d\d\/[A-Za-z]{3}\//.test(text.slice(at, at + 8))) return at
    at = text.indexOf('[', at + 1)
  }
  return -1
}
