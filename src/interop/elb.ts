import { defineLogFormat, type LineOutcome } from './define.ts'
import { clientWithPort } from './parts/client.ts'
import { fieldsOf } from './parts/fields.ts'
import { withoutPrefix } from './parts/prefix.ts'
import { answeredByBalancer, msFrom, recordOf, tookOf } from './parts/record.ts'
import { StampReader } from './parts/stamps.ts'

/**
 * Access log of an AWS Classic Load Balancer: `time elb client:port backend:port` and three durations. `time` is when
 * the request arrived. Where no backend took it, backend is `-` and the durations are -1.
 */
export const elb = defineLogFormat({
  id: 'elb',
  label: 'AWS Classic Load Balancer',
  source: 'Elastic Load Balancing, Classic Load Balancers, "Access log entries"',
  open() {
    const stamps = new StampReader()
    return ({ text }) => read(text, stamps)
  },
})

const FIELDS_MIN = 12
const NONE =
  'it is not time, name, client, backend, three durations, two status codes and two sizes'

function read(text: string, stamps: StampReader): LineOutcome {
  const fields = fieldsOf(startsWithYear(text) ? text : withoutPrefix(text))
  if (fields.length < FIELDS_MIN || fields[11]?.isQuoted !== true) return NONE
  const field = (i: number): string => fields[i]?.text ?? '-'
  const stamp = stamps.read(field(0))
  const durations = [field(4), field(5), field(6)].map(Number)
  if (stamp === null || durations.some(Number.isNaN)) return NONE
  if (field(11).startsWith('- ')) return { notReplayed: 'connections without a request (TCP, TLS)' }
  if (field(3) === '-' || msFrom(field(4), 1) === null) return answeredByBalancer('')
  return recordOf({
    stamp,
    stampText: field(0),
    client: clientWithPort(field(2)),
    request: field(11),
    status: field(7),
    bytes: field(10),
    took: tookOf(msFrom(field(5), 1000), null),
    target: field(3),
  })
}

const startsWithYear = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T\S{8,40} \S/.test(text)
