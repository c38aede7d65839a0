import { defineLogFormat } from './define.ts'
import { msFrom, tookOf } from './parts/record.ts'
import { w3cReader } from './parts/w3c.ts'

/** What IIS writes unless it is told otherwise: 15 columns since IIS 8.5. */
const DEFAULT =
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(user-agent) cs(referer) sc-status sc-substatus sc-win32-status time-taken'.split(
    ' ',
  )

/** `time-taken` is of the whole request: whole milliseconds in IIS, seconds with decimals by the standard. */
export const iis = defineLogFormat({
  id: 'iis',
  label: 'IIS or W3C Extended',
  source: 'Microsoft, "W3C Logging"; W3C, WD-logfile-960323',
  open: () =>
    w3cReader({
      recognises: (columns) => !columns.includes('x-edge-location'),
      columnsOf: (count) => (count === DEFAULT.length ? DEFAULT : null),
      took(field) {
        const text = field('time-taken')
        return tookOf(null, msFrom(text, text.includes('.') ? 1000 : 1))
      },
    }),
})
