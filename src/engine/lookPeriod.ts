/** How often looks are taken of what a trace has no rows of. */

const LOOKS = 2000
/** Of all things of a kind together. */
const LOOKS_OF_ALL = 20_000
/** Not more often than this. */
const PERIOD_MIN_US = 1000

export function lookPeriodUs(durationUs: number, things: number): number {
  const each = Math.min(LOOKS, Math.ceil(LOOKS_OF_ALL / things))
  return Math.max(PERIOD_MIN_US, Math.floor(durationUs / each))
}
