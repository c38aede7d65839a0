/** Steps of a check or a test run: some at once, each reported when it ends, summed at the end. */
import { availableParallelism } from 'node:os'

/**
 * @typedef {{ passed: number, failed: number, skipped: number, text: string, failures?: readonly string[] }} Outcome
 *   counts of tests, what to show when one failed, and the names of those
 * @typedef {{ name: string, run: () => Promise<Outcome> }} Step
 */

/** The outcome of something that is right or wrong as a whole.
 * @param {boolean} isRight
 * @param {string} text
 * @returns {Outcome} */
export const verdict = (isRight, text) => ({
  passed: isRight ? 1 : 0,
  failed: isRight ? 0 : 1,
  skipped: 0,
  text,
})

/**
 * Runs the steps, `width` at a time, in their order.
 * @param {readonly Step[]} steps
 * @param {number} [width]
 * @returns {Promise<Outcome[]>}
 */
export async function runSteps(steps, width = availableParallelism()) {
  const waiting = [...steps]
  /** @type {Outcome[]} */
  const outcomes = []
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift())
      outcomes.push(await runStep(step))
  }
  await Promise.all(Array.from({ length: width }, work))
  return outcomes
}

/** @param {Step} step */
async function runStep({ name, run }) {
  const began = performance.now()
  /** @type {Outcome} */
  let outcome
  try {
    outcome = await run()
  } catch (error) {
    outcome = verdict(
      false,
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    )
  }
  const { passed, failed, skipped, text } = outcome
  if (failed > 0) console.log(`\n${text.trim()}\n`)
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6)
  console.log(
    `${failed > 0 ? 'FAILED' : 'ok    '} ${name.padEnd(22)} ${seconds} s   ${countsOf({ passed, failed, skipped })}`,
  )
  return outcome
}

/**
 * The last lines of a run, what failed and the counts, and the exit code that goes with them.
 * @param {readonly Outcome[]} outcomes
 */
export function conclude(outcomes) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped, failures = [] } of outcomes) {
    for (const name of failures) console.log(`FAILED ${name}`)
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  console.log(countsOf(total))
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
}

/** @param {Pick<Outcome, 'passed' | 'failed' | 'skipped'>} counts */
const countsOf = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
