/**
 * How attempts and requests end.
 * Of an attempt: a status, who wrote it, and why. Of a request, as its client sees it: an outcome.
 * The numbers are positions in these lists and stand in trace columns: add at the end, never in between.
 */

/** Who wrote the status of an attempt. */
export const AUTHORS = ['none', 'target', 'node', 'client'] as const
export type Author = (typeof AUTHORS)[number]

/** Why an attempt has the status that it has. */
export const CAUSES = [
  'none',
  'queue-full',
  'application-error',
  'no-targets',
  'connect-refused',
  'connect-timeout',
  'idle-timeout',
  'reset',
  'client-timeout',
  'no-connection',
  'run-ended',
  'fixed-response',
  'redirect',
  'flow-forgotten',
  'target-unhealthy',
  'closed-idle',
  'deregistration-delay',
  'overflow',
  'throttled',
  'dropped',
  'dependency',
  'unauthenticated',
  'forbidden',
  'provider-error',
  'provider-unreachable',
  'no-live-upstreams',
] as const
export type Cause = (typeof CAUSES)[number]

/** What each cause means, for the page and the docs. */
export const CAUSE_TEXTS: Readonly<Record<Cause, string>> = {
  none: 'answered normally',
  'queue-full': 'the queue of the target was full',
  'application-error': 'the application failed',
  'no-targets': 'the node had no registered target to choose from',
  'connect-refused': 'the target refused the connection',
  'connect-timeout': 'the target did not accept the connection within 10 s',
  'idle-timeout': 'the target sent nothing for the idle timeout of the node',
  reset: 'the target closed the connection while the request was in flight',
  'client-timeout': 'the client stopped waiting',
  'no-connection': 'the client could not connect',
  'run-ended': 'the run ended first',
  'fixed-response': 'a rule of the listener answers so',
  redirect: 'a rule of the listener leads elsewhere',
  'flow-forgotten':
    'the node no longer knew the connection: it had been idle for too long, or the node was away',
  'closed-idle': 'the target had closed the idle connection just before the request came',
  'target-unhealthy': 'the node found the target unhealthy and reset its connections',
  'deregistration-delay': 'the target was deregistered, and its delay was over',
  overflow: 'the node had as much under way as its circuit breaker allows',
  dropped: 'the target dropped it from its queue when its turn came: it had waited for too long',
  dependency: 'what stands behind the targets failed, or did not answer in time',
  unauthenticated: 'it had no session or token, and the rule lets nobody pass without',
  forbidden: 'the application admits another role',
  'provider-error': 'the log-in failed at the identity provider',
  'provider-unreachable': 'the node could not reach the identity provider, or not in time',
  'no-live-upstreams': 'the node had no target left that had not failed too often or been tried',
  throttled: 'the function had no environment free and could start none',
}

/** Of a request: how it ended for its client. `continued` marks an attempt that was not the last one. */
export const OUTCOMES = ['continued', 'answered', 'gave-up', 'refused', 'unfinished'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What became of a request, as words on screen: see `failure.ts` for what each of them means. */
export const VERDICTS = ['on-time', 'slow', 'error', 'rejected', 'gave-up', 'unfinished'] as const
export type Verdict = (typeof VERDICTS)[number]

/** The latency goal, if nobody sets another: answers that take longer are `slow`. */
export const GOAL_MS = 250

/**
 * Of an attempt's visit to a target: what the target made of it, whoever heard of that. `unfinished` is what it turned
 * away at the connection, what was reset or cancelled, and what it still holds.
 */
export const VISITS = ['unfinished', 'served', 'failed'] as const
export type Visit = (typeof VISITS)[number]

export const visit = (name: Visit): number => VISITS.indexOf(name)
export const author = (name: Author): number => AUTHORS.indexOf(name)
export const cause = (name: Cause): number => CAUSES.indexOf(name)
export const outcome = (name: Outcome): number => OUTCOMES.indexOf(name)
