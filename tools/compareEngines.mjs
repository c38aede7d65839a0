/**
 * `npm run compare-engines -- COMMIT`: whether the working tree simulates what a commit simulated, on the presets, on
 * busy lanes under every algorithm and on random scenarios. Says how many are equal and shows the first that are not.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureInstalled } from './build.mjs'
import { importBundled } from './bundle.mjs'
import { ROOT, run } from './run.mjs'

const USAGE = `npm run compare-engines -- COMMIT [--scenarios 1000] [--seed 1] [--rows]
  --scenarios N   how many random scenarios
  --seed N        which ones
  --rows          compare every row too, not only digest and counts`
const SHOWN_MAX = 3

/**
 * @typedef {typeof import('../src/index.ts')} Library
 * @typedef {typeof import('../tests/support/comparison.ts')} Comparison
 * @typedef {import('../tests/support/comparison.ts').ComparedLane} ComparedLane
 * @typedef {import('../src/index.ts').Trace} Trace
 * @typedef {{ trace: Trace } | { failure: string }} Answer a failure is a refusal or a crash
 */

const asked = readArguments()
await ensureInstalled()
const commit = await commitOf(asked.commit)
const folder = mkdtempSync(join(tmpdir(), 'ballast-compare-'))
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => {
    removeCheckout()
    process.exit(1)
  })
try {
  await compare()
} finally {
  removeCheckout()
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        scenarios: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        rows: { type: 'boolean', default: false },
      },
    })
    const [scenarios, seed] = [Number(values.scenarios), Number(values.seed)]
    const [name, ...rest] = positionals
    const areNumbers = Number.isInteger(scenarios) && scenarios >= 0 && Number.isInteger(seed)
    if (name && rest.length === 0 && areNumbers)
      return { commit: name, scenarios, seed, hasRows: values.rows }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  console.error(USAGE)
  process.exit(2)
}

/** @param {string} name as git understands it: a hash, a branch, HEAD~3 */
async function commitOf(name) {
  const args = [
    'rev-parse',
    '--verify',
    '--quiet',
    '--short',
    '--end-of-options',
    `${name}^{commit}`,
  ]
  const { code, text } = await run('git', args)
  if (code === 0) return text.trim()
  console.error(`${name} is no commit of this repository.`)
  process.exit(2)
}

/** The commit's files, with the packages that are installed here. */
function checkOut() {
  const git = ['worktree', 'add', '--quiet', '--force', '--detach', folder, commit]
  execFileSync('git', git, { cwd: ROOT })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
}

function removeCheckout() {
  if (!existsSync(folder)) return
  // Takes the link to the packages away, not what it leads to.
  rmSync(folder, { recursive: true })
  execFileSync('git', ['worktree', 'prune'], { cwd: ROOT })
}

async function compare() {
  checkOut()
  const before = /** @type {Library} */ (await importBundled(folder, 'src/index.ts'))
  const now = /** @type {Library} */ (await importBundled(ROOT, 'src/index.ts'))
  const comparison = await importBundled(ROOT, 'tests/support/comparison.ts')
  const { comparedLanes, differencesOf } = /** @type {Comparison} */ (comparison)
  /** @type {Set<string>} */
  const unshared = new Set()
  let lanes = 0
  let different = 0
  for (const lane of comparedLanes(asked.scenarios, asked.seed, ROOT)) {
    const [one, other] = [answerOf(before, lane), answerOf(now, lane)]
    const differences = answersDiffer(one, other, differencesOf, unshared)
    lanes += 1
    if (differences.length > 0 && ++different <= SHOWN_MAX) show(lane, differences, one, other)
    // Lets a signal come through.
    await new Promise((resolve) => setImmediate(resolve))
  }
  if (unshared.size > 0) console.log(`Only one of the two has ${[...unshared].join(', ')}.`)
  if (before.ENGINE_REVISION !== now.ENGINE_REVISION)
    console.log(`ENGINE_REVISION was ${before.ENGINE_REVISION} and is ${now.ENGINE_REVISION}.`)
  console.log(
    `${lanes} lanes in ${commit} and in the working tree: ${lanes - different} equal, ${different} different`,
  )
  process.exitCode = different > 0 || lanes === 0 ? 1 : 0
}

/**
 * @param {Library} library
 * @param {ComparedLane} lane
 * @returns {Answer}
 */
function answerOf(library, { document, recordings }) {
  try {
    const checked = library.validateScenario(structuredClone(document))
    if (!checked.ok)
      return { failure: `refused: ${checked.problems.map(({ message }) => message).join(' ')}` }
    const lane = library.resolveLane(checked.scenario, null)
    return {
      trace: withoutRows(library.simulate(lane, recordings)),
    }
  } catch (error) {
    return { failure: `threw: ${error instanceof Error ? error.message : error}` }
  }
}

/**
 * The digest is over every row: the rows themselves are compared where they are asked for.
 * @param {import('../src/index.ts').Trace} trace
 * @returns {import('../src/index.ts').Trace}
 */
function withoutRows(trace) {
  if (asked.hasRows) return trace
  const none = { chunks: [] }
  return {
    ...trace,
    attempts: { ...trace.attempts, ...none },
    connections: { ...trace.connections, ...none },
    changes: { ...trace.changes, ...none },
    probes: { ...trace.probes, ...none },
  }
}

/**
 * @param {Answer} one
 * @param {Answer} other
 * @param {Comparison['differencesOf']} differencesOf
 * @param {Set<string>} unshared gets the fields that only one of them has
 * @returns {readonly string[]}
 */
function answersDiffer(one, other, differencesOf, unshared) {
  if ('trace' in one && 'trace' in other) {
    const differences = differencesOf(one.trace, other.trace)
    for (const name of differences.unshared) unshared.add(name)
    return differences.found
  }
  // Neither may fail: these are scenarios that are valid here.
  return [one, other].map((answer) => ('failure' in answer ? answer.failure : 'simulated'))
}

/**
 * @param {ComparedLane} lane
 * @param {readonly string[]} differences
 * @param {Answer} one
 * @param {Answer} other
 */
function show({ name, document }, differences, one, other) {
  const countsOf = (/** @type {Answer} */ answer) =>
    'trace' in answer ? JSON.stringify(answer.trace.meta.counts) : answer.failure
  console.log(`${name}, ${commit} and the working tree:`)
  for (const difference of differences) console.log(`  ${difference}`)
  console.log(`  counts then: ${countsOf(one)}`)
  console.log(`  counts now:  ${countsOf(other)}`)
  console.log(`  scenario: ${JSON.stringify(document)}\n`)
}
