/**
 * The types of everything, in two readings: the whole tree as strictly as it goes, and each folder that has a
 * `tsconfig.json` of its own by that. Such folders index typed arrays by numbers that they made themselves, so a look
 * past the end is not asked about there; whatever the first reading says of them is left out.
 */
import { join } from 'node:path'
import { ROOT, runTool } from './run.mjs'

const OWN_RULES = ['src/engine']
const CACHE = join(ROOT, 'node_modules', '.cache', 'ballast', 'types')

/** @returns {Promise<{ isRight: boolean, text: string }>} */
export async function checkTypes() {
  const whole = compile('.')
  const own = OWN_RULES.map(compile)
  const found = [
    ...complaints((await whole).text).filter((one) => !OWN_RULES.some((at) => one.startsWith(at))),
    ...(await Promise.all(own)).flatMap(({ text }) => complaints(text)),
  ]
  return { isRight: found.length === 0, text: found.join('\n') }
}

/**
 * Files that are as they were the last time are not read again.
 * @param {string} project folder of its `tsconfig.json`
 */
const compile = (project) =>
  runTool('typescript/bin/tsc6', [
    ...['--noEmit', '--pretty', 'false', '--incremental', '--project', project],
    ...['--tsBuildInfoFile', join(CACHE, project, 'tsbuildinfo')],
  ])

/**
 * Each with the lines that explain it, which are indented.
 * @param {string} text
 */
const complaints = (text) => text.split(/\n(?=\S)/).filter((one) => /error TS\d+/.test(one))
