import { defineLogFormat } from './define.ts'
import { msFrom, tookOf } from './parts/record.ts'
import { w3cReader } from './parts/w3c.ts'

/** The columns in the order in which AWS documents them; new ones are added at the end. */
const COLUMNS =
  'date time x-edge-location sc-bytes c-ip cs-method cs(host) cs-uri-stem sc-status cs(referer) cs(user-agent) cs-uri-query cs(cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end'.split(
    ' ',
  )
const COLUMNS_MIN = 12

/** `time-taken` is seconds, of the whole request. Answers from the edge's cache are requests like others. */
export const cloudFront = defineLogFormat({
  id: 'cloudfront',
  label: 'AWS CloudFront',
  source: 'Amazon CloudFront, "Standard logging", log file fields',
  open: () =>
    w3cReader({
      recognises: (columns) => columns.includes('x-edge-location'),
      columnsOf: (count, isTabbed) =>
        isTabbed && count >= COLUMNS_MIN ? COLUMNS.slice(0, count) : null,
      took: (field) => tookOf(null, msFrom(field('time-taken'), 1000)),
    }),
})
