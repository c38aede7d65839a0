import { defineLogFormat } from './define.ts'
import { parseRequestLine } from './requestLine.ts'
import { parseIsoStamp } from './stamps.ts'

/** Positions of the fields, from 0, in the order in which AWS documents them. */
const TYPE = 0
const TIME = 1
const CLIENT = 3
const ELB_STATUS = 8
const SENT_BYTES = 11
const REQUEST = 12
const CREATION_TIME = 21
/** Lines of 2016 end after the user agent, the ciphers and the target group. */
const FIELDS_MIN = 17

const TYPES = ['http', 'https', 'h2', 'grpcs', 'ws', 'wss']

/**
 * Access log of an AWS Application Load Balancer. `time` is when the answer was ready, so the arrival is
 * `request_creation_time` wherever a line has it.
 */
export const albLog = defineLogFormat({
  id: 'alb',
  label: 'AWS Application Load Balancer',
  source: 'Elastic Load Balancing, Application Load Balancers, "Access log entries"',
  resolutionMs: 0,
  parse(line) {
    const fields = fieldsOf(line)
    if (!TYPES.includes(fields[TYPE] ?? ''))
      return `it does not begin with one of ${TYPES.join(', ')}`
    if (fields.length < FIELDS_MIN)
      return `it has ${fields.length} fields instead of ${FIELDS_MIN} or more`
    const created = parseIsoStamp(fields[CREATION_TIME] ?? '')
    const atMs = Number.isNaN(created) ? parseIsoStamp(fields[TIME] as string) : created
    if (Number.isNaN(atMs)) return `${fields[TIME]} is no time like 2018-07-02T22:23:00.186641Z`
    const status = fields[ELB_STATUS] as string
    if (!/^\d{3}$/.test(status)) return `${status} is no status`
    const size = fields[SENT_BYTES] as string
    if (!/^(\d{1,15}|-)$/.test(size)) return `${size} is no size`
    const requested = parseRequestLine(fields[REQUEST] as string)
    if (typeof requested === 'string') return requested
    const client = (fields[CLIENT] as string).replace(/:\d+$/, '')
    return {
      atMs,
      client,
      ...requested,
      status: Number(status),
      bytes: size === '-' ? null : Number(size),
    }
  },
})

/** Splits at spaces, but not within quotes, which are taken off; `\"` inside is a quote. */
function fieldsOf(line: string): readonly string[] {
  const fields: string[] = []
  for (const match of line.matchAll(/"((?:[^"\\]|\\.)*)"|[^ "]\S*/g)) {
    fields.push(match[1] ?? match[0])
    if (fields.length > CREATION_TIME) break
  }
  return fields
}
