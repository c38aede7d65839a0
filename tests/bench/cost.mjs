/**
 * What runs at the edges of the schema cost, beside what was said of it beforehand: each in a process of its own, which
 * is ended after a minute. `!` marks a run that takes more than 30 s or 2 GB and of which nothing was said.
 *
 *     npm run cost             all
 *     npm run cost -- crowd    those with that in their name
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureBuilt, ensureInstalled } from '../../tools/build.mjs'
import { documentOf, SCENARIOS } from './costScenarios.mjs'

const CAP_SECONDS = 60
const MUCH = { seconds: 30, bytes: 2e9 }

/** @typedef {{ attempts: number, seconds: number, bytes: number }} Estimate */

/** In a process of its own: what was said beforehand, then what it took. @param {string} name */
async function measure(name) {
  const { costOf, resolveLane, simulate, validateScenario } = await import(
    '../../dist-cli/index.js'
  )
  const result = validateScenario(documentOf(name))
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'))
  const lane = resolveLane(result.scenario, null)
  console.log(JSON.stringify(costOf(lane, { recordings: {}, keepsRows: true })))
  const before = process.cpuUsage()
  const { meta } = simulate(lane, {})
  const { user, system } = process.cpuUsage(before)
  const bytes = process.resourceUsage().maxRSS * 1024
  const { attempts } = meta.counts
  console.log(
    JSON.stringify({ attempts, seconds: (user + system) / 1e6, bytes, end: meta.truncated ?? '' }),
  )
}

/** @param {Estimate} of */
const figures = ({ attempts, seconds, bytes }) =>
  `${(attempts / 1e6).toFixed(2).padStart(7)} M ${seconds.toFixed(1).padStart(6)} s ${(bytes / 1e9).toFixed(2).padStart(5)} GB`

/** @param {Estimate} of */
const isMuch = ({ seconds, bytes }) => seconds > MUCH.seconds || bytes > MUCH.bytes

/** @param {string} name */
function line(name) {
  const { stdout, stderr, signal, status } = spawnSync(
    process.execPath,
    ['--max-old-space-size=8000', fileURLToPath(import.meta.url), '--one', name],
    { encoding: 'utf8', timeout: CAP_SECONDS * 1000 },
  )
  const [said, took] = stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text))
  if (said === undefined) return `${name}: ${stderr}`
  const known = took === undefined ? '(not done)'.padEnd(26) : figures(took)
  const isUnsaid = (took === undefined || isMuch(took)) && !isMuch(said)
  const why = took === undefined ? (signal ?? `exit ${status}`) : took.end
  return `${isUnsaid ? '!' : ' '} ${name.padEnd(46)} ${figures(said)}  ${known}  ${why}`
}

const [word, chosen] = process.argv.slice(2)
if (word === '--one') {
  await measure(/** @type {string} */ (chosen))
} else {
  await ensureInstalled()
  await ensureBuilt('library')
  console.log(`  ${''.padEnd(46)} ${'said before'.padEnd(26)}  took`)
  const names = Object.keys(SCENARIOS).filter((name) => name.includes(word ?? ''))
  for (const name of names) console.log(line(name))
}
