/** `npm run check`: everything that holds whatever the code does, in about ten seconds. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkBudget } from './budget.mjs'
import { ensureBuilt, ensureInstalled } from './build.mjs'
import { ROOT, runTool } from './run.mjs'
import { conclude, runSteps, verdict } from './steps.mjs'
import { checkTypes } from './types.mjs'

/**
 * @param {string} tool
 * @param {readonly string[]} args
 */
async function toolVerdict(tool, args) {
  const { code, text } = await runTool(tool, args)
  return verdict(code === 0, text)
}

/** @type {readonly import('./steps.mjs').Step[]} */
export const CHECKS = [
  {
    name: 'types',
    run: async () => {
      const { isRight, text } = await checkTypes()
      return verdict(isRight, text)
    },
  },
  {
    name: 'format and lint',
    run: () => toolVerdict('@biomejs/biome/bin/biome', ['check', '--error-on-warnings']),
  },
  { name: 'dead code', run: () => toolVerdict('knip/bin/knip.js', ['--no-progress']) },
  {
    name: 'size of the page',
    run: async () => {
      await ensureBuilt('page')
      const { isRight, text } = checkBudget(join(ROOT, 'dist'))
      return verdict(isRight, text)
    },
  },
]

/** The guard over layers, replay zone and lengths is a test file, so `npm test` runs it anyway. */
const ARCHITECTURE = {
  name: 'architecture',
  run: () => toolVerdict('vitest/vitest.mjs', ['run', 'tests/architecture.test.ts']),
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalled()
  conclude(await runSteps([...CHECKS, ARCHITECTURE]))
}
