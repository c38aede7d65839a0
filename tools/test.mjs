/**
 * `npm test`: from a fresh clone to a verdict, with nothing but Node and npm, in less than ten minutes on two cores.
 * Installs, builds, checks, runs the tests in Node, but for those against queueing theory, and then in the browsers of
 * this machine one or two of everything that a person does.
 *
 * `npm run test:all`, or `BALLAST_ALL_ENGINES=1 npm test`: every test, those of theory and of timing too.
 *
 * Chromium is needed, and installed where that is possible; Firefox and WebKit are used where they
 * are found. With all tests all three are installed, and a missing one is a failure.
 * The last line is `N passed, N failed`, checks counted as tests.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ensureBuilt, ensureInstalled } from './build.mjs'
import { CHECKS } from './check.mjs'
import { ADVICE, ENGINES, installEngines, isFound } from './engines.mjs'
import { ROOT, runTool } from './run.mjs'
import { conclude, runSteps, verdict } from './steps.mjs'

/** @typedef {import('./steps.mjs').Outcome} Outcome */

const RESULTS = join(ROOT, 'node_modules', '.cache', 'ballast', 'results')
if (process.argv.includes('--all')) process.env['BALLAST_ALL_ENGINES'] = '1'
const areAllWanted = process.env['BALLAST_ALL_ENGINES'] === '1'
/** Far above what a run takes: a browser that hangs must not hang the run. */
const RUNNER_TIMEOUT_MS = 1_500_000
/** What the names of test files end in that hold something to a time. */
const TIMED = '.timing.test'

/**
 * @param {string} name of the report file
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
async function runVitest(name, args) {
  const file = join(RESULTS, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code, text } = await runTool('vitest/vitest.mjs', ['run', ...reporters, ...args], {
    env: areAllWanted ? {} : { BALLAST_FEW_SEEDS: '1' },
    timeoutMs: RUNNER_TIMEOUT_MS,
  })
  const report = readReport(file)
  const failures = failuresOfVitest(report?.testResults ?? [])
  return countedOutcome(code, text, {
    passed: report?.numPassedTests ?? 0,
    failed: failures.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    failures,
  })
}

/**
 * @param {readonly { name: string, status: string, message: string,
 *   assertionResults: readonly { status: string, fullName: string }[] }[]} files a file without tests could not be read
 */
const failuresOfVitest = (files) =>
  files.flatMap(({ name, status, assertionResults }) => {
    const path = relative(ROOT, name)
    if (status === 'failed' && assertionResults.length === 0) return [path]
    return assertionResults
      .filter((one) => one.status === 'failed')
      .map(({ fullName }) => `${path}: ${fullName}`)
  })

/**
 * @typedef {{ title: string, file: string, specs?: readonly { title: string, ok: boolean }[],
 *   suites?: readonly Suite[] }} Suite
 * @param {readonly Suite[]} suites
 * @returns {string[]}
 */
const failuresOfPlaywright = (suites) =>
  suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs.filter(({ ok }) => !ok).map(({ title }) => `${file}: ${title}`),
    ...failuresOfPlaywright(inner),
  ])

/**
 * @param {string} name of the report file
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [env]
 * @returns {Promise<Outcome>}
 */
async function runPlaywright(name, args, env = {}) {
  const file = join(RESULTS, `${name}.json`)
  const { code, text } = await runTool(
    '@playwright/test/cli.js',
    ['test', '--config', 'tests/browser/playwright.config.ts', '--reporter=list,json', ...args],
    {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      output: 'show',
      timeoutMs: RUNNER_TIMEOUT_MS,
    },
  )
  const report = readReport(file)
  const stats = report?.stats
  return countedOutcome(code, stats ? '' : text, {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
    failures: failuresOfPlaywright(report?.suites ?? []),
  })
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** A runner that failed without a failed test, by a crash or an empty run, counts as one failure.
 * @param {number} code
 * @param {string} text
 * @param {Omit<Outcome, 'text'>} counts
 * @returns {Outcome} */
const countedOutcome = (code, text, counts) => ({
  ...counts,
  failed: code !== 0 && counts.failed === 0 ? 1 : counts.failed,
  text,
})

/** @param {Promise<string>} installing what was done to get the engines
 * @returns {Promise<Outcome>} */
async function presence(installing) {
  const done = await installing
  if (done) console.log(done)
  /** @type {Outcome} */
  const outcome = { passed: 0, failed: 0, skipped: 0, text: '' }
  for (const engine of ENGINES) {
    if (isFound(engine)) outcome.passed += 1
    else if (engine === 'chromium' || areAllWanted) {
      outcome.failed += 1
      outcome.text += `${engine} is missing. ${ADVICE[engine]}\n`
    } else {
      outcome.skipped += 1
      console.log(`skipped: ${engine} is not on this machine. ${ADVICE[engine]}`)
    }
  }
  return outcome
}

await ensureInstalled()
rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })
const installing = installEngines(areAllWanted ? ENGINES : ['chromium'])

const built = await runSteps([
  { name: 'build of the page', run: async () => verdict(true, await ensureBuilt('page')) },
  { name: 'build of the command', run: async () => verdict(true, await ensureBuilt('library')) },
])
// Tens of millions of requests, held against formulas.
const theory = areAllWanted ? [] : ['--exclude=tests/theory/**']
const checked = await runSteps([
  { name: 'tests in Node', run: () => runVitest('node', [...theory, `--exclude=**/*${TIMED}.ts`]) },
  ...CHECKS,
])
// Alone, and thrice before one has failed: what else the machine does only ever adds.
const timedInNode = await runSteps([
  {
    name: 'timing in Node',
    run: () => runVitest('node-timing', ['--maxWorkers=1', '--retry=2', TIMED]),
  },
])
// A short run in all engines leaves out what takes longest in a browser, too.
const left = process.env['BALLAST_FEW_SEEDS'] === '1' ? '@timing|@long' : '@timing'
const found = await runSteps([{ name: 'browsers', run: () => presence(installing) }])
const browsed = isFound('chromium')
  ? await runSteps([
      {
        name: 'tests in browsers',
        run: () =>
          runPlaywright('browsers', [areAllWanted ? `--grep-invert=${left}` : '--grep=@quick']),
      },
    ])
  : []
// Alone, and held to a multiple of the goals, because a machine that tests does other things beside it.
const timed =
  areAllWanted && isFound('chromium')
    ? await runSteps([
        {
          name: 'timing in a browser',
          run: () =>
            runPlaywright('timing', ['--grep=@timing', '--workers=1'], {
              BALLAST_TIMING_SLACK: '4',
            }),
        },
      ])
    : []
if (!areAllWanted)
  console.log(
    'Left out: theory, most seeds of the examples, and what takes long in a browser. `npm run test:all` has them.',
  )
conclude([...built, ...checked, ...timedInNode, ...found, ...browsed, ...timed])
