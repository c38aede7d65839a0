import { defineLogFormat, type LineOutcome } from './define.ts'
import { clientWithPort } from './parts/client.ts'
import { fieldsOf } from './parts/fields.ts'
import { withoutPrefix } from './parts/prefix.ts'
import { answeredByBalancer, msFrom, recordOf, tookOf } from './parts/record.ts'
import { StampReader } from './parts/stamps.ts'

const TYPES = ['http', 'https', 'h2', 'grpcs', 'ws', 'wss']
/** Lines of 2016 end after the user agent, the ciphers and the target group. */
const FIELDS_MIN = 17

/**
 * Access log of an AWS Application Load Balancer. `time` is when the answer was ready, so the arrival is
 * `request_creation_time` wherever a line has it. No target had the request when there is none in the line (a Lambda
 * function has none but a status of its own), or when `request_processing_time` is -1: it could not be dispatched.
 */
export const alb = defineLogFormat({
  id: 'alb',
  label: 'AWS Application Load Balancer',
  source: 'Elastic Load Balancing, Application Load Balancers, "Access log entries"',
  open() {
    const stamps = new StampReader()
    return ({ text }) => read(text, stamps)
  },
})

/** Fields by their place, from 0, in the order in which AWS documents them. */
function read(text: string, stamps: StampReader): LineOutcome {
  const line = TYPES.includes(text.slice(0, text.indexOf(' '))) ? text : withoutPrefix(text)
  if (!TYPES.includes(line.slice(0, line.indexOf(' ')))) {
    return `it does not begin with one of ${TYPES.join(', ')}`
  }
  const fields = fieldsOf(line)
  if (fields.length < FIELDS_MIN) {
    return `it has ${fields.length} fields instead of ${FIELDS_MIN} or more`
  }
  const field = (i: number): string => fields[i]?.text ?? '-'
  const stamp = stamps.read(field(21)) ?? stamps.read(field(1))
  const [requestTime, targetTime] = [field(5), field(6)]
  const [target, targetStatus, actions] = [field(4), field(9), field(22)]
  const outcome = recordOf({
    stamp,
    stampText: field(1),
    client: clientWithPort(field(3)),
    request: field(12),
    status: field(8),
    bytes: field(11),
    took: tookOf(msFrom(targetTime, 1000), null),
    target: target === '-' ? null : target,
  })
  const hasNoTarget = target === '-' && targetStatus === '-'
  if (stamp !== null && (hasNoTarget || msFrom(requestTime, 1) === null)) {
    return answeredByBalancer(actions === '-' ? '' : actions)
  }
  return outcome
}
