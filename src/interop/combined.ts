import { parseCommonPart } from './common.ts'
import { defineLogFormat } from './define.ts'

/** The Common Log Format with referrer and user agent; what a server adds after them is ignored. */
export const combined = defineLogFormat({
  id: 'combined',
  label: 'Combined Log Format',
  source: 'Apache HTTP Server 2.4, mod_log_config, "NCSA extended/combined"; the default of NGINX',
  resolutionMs: 1000,
  parse(line) {
    const found = parseCommonPart(line)
    if (typeof found === 'string') return found
    // Lenient about quotes within: a user agent is whatever a client chose to send.
    return /^ ".*" ".*"/.test(found.rest) ? found.record : 'there is no referrer and user agent'
  },
})
