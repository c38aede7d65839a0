/** Where the time of one attempt went: a row for each stretch of its way that it came to. */
import type { TracedAttempt } from '../../trace/attempt.ts'

export interface WaterfallRow {
  readonly label: string
  readonly fromUs: number
  readonly toUs: number
  readonly tone: 'way' | 'wait' | 'service' | 'pause'
}

/**
 * `loggedInUs`: when its client got a session on the way; null when it did not. `workBeganUs`: when a worker of its node
 * took it up; null where nodes take no time.
 */
export function waterfallRows(
  facts: TracedAttempt,
  loggedInUs: number | null,
  workBeganUs: number | null,
): readonly WaterfallRow[] {
  const { firstUs, sentUs, nodeUs, routedUs, targetUs, startUs, serviceEndUs, backUs, endUs } =
    facts
  const rows: WaterfallRow[] = []
  const add = (
    label: string,
    tone: WaterfallRow['tone'],
    from: number | null,
    to: number | null,
  ): void => {
    if (from !== null && to !== null && to >= from)
      rows.push({ label, tone, fromUs: from, toUs: to })
  }
  if (sentUs > firstUs) add('Earlier attempts', 'pause', firstUs, sentUs)
  // When it first came to its node nobody has written down: it is there again when it has a session.
  add('To the node, and the log-in', 'wait', sentUs, loggedInUs)
  if (loggedInUs === null) add('To the node', 'way', sentUs, nodeUs)
  add('Wait at the node', 'wait', nodeUs, workBeganUs)
  add('Work of the node', 'service', workBeganUs, routedUs)
  add('To the target', 'way', routedUs ?? nodeUs ?? sentUs, targetUs)
  // What never began to be served waited to its end, or until its client had gone.
  const leftUs = backUs ?? endUs
  add('Wait', 'wait', targetUs, startUs ?? serviceEndUs ?? leftUs)
  add('Service', 'service', startUs, serviceEndUs)
  add('Back to the node', 'way', serviceEndUs, backUs)
  if (facts.cause === 'client-timeout') add('Client gave up after', 'pause', sentUs, endUs)
  else if (facts.author === 'node' && backUs === null) {
    // It answered by itself: at once where it had nobody to send to, or when it would wait no longer.
    if (facts.target === null) add('Back to the client', 'way', routedUs ?? nodeUs, endUs)
    else add('Node waited, and answered', 'pause', routedUs ?? nodeUs, endUs)
  } else add('Back to the client', 'way', backUs ?? serviceEndUs, endUs)
  return rows
}
