/**
 * Doing something at a moment of this process's clock. Timers of Node.js have whole milliseconds and come late: the
 * last bit of the way is gone in turns of the event loop, which lets everything else happen meanwhile.
 */

/** Later than a timer is, as a rule. */
const LATE_MS = 1.3

/**
 * @param {number} moment as `performance.now()` says it
 * @param {() => void} action
 * @returns {void}
 */
export function at(moment, action) {
  const leftMs = moment - performance.now()
  if (leftMs <= 0) action()
  else if (leftMs > LATE_MS) setTimeout(at, leftMs - LATE_MS, moment, action)
  else setImmediate(at, moment, action)
}
