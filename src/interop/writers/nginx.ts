import { defineLogWriter } from './define.ts'
import { dayTime, seconds } from './times.ts'

/**
 * `combined`, and behind it the three variables that nearly everybody adds. The time is that of the end, to the second.
 * 499 is the status for a client that has gone.
 */
export const nginx = defineLogWriter({
  id: 'nginx',
  label: 'NGINX',
  summary:
    'The combined format, with the times of request and upstream and its address behind it. Moments to the second.',
  source:
    'NGINX, ngx_http_log_module, "combined", with $request_time, $upstream_response_time and $upstream_addr behind it',
  lineOf(entry) {
    const { client, endedUs, method, path, status, bytes, population, target } = entry
    const took = seconds(endedUs - entry.beganUs)
    return (
      `${client} - - [${dayTime(endedUs)} +0000] "${method} ${path} HTTP/1.1" ${status ?? 499} ${bytes} ` +
      `"-" "ballast/${population}" ${took} ${target === null ? '- -' : `${took} ${target.address}`}`
    )
  },
})
