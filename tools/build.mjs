/**
 * Installs and builds what is missing or older than its sources, and nothing else.
 *
 *     node tools/build.mjs page library types     builds these, fresh or not
 *
 * A build leaves a stamp, the list of its sources with their times and sizes, so that an edit, a
 * deletion and a change of branch are all noticed.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT, run, runTool } from './run.mjs'

const CACHE = join(ROOT, 'node_modules', '.cache', 'ballast')
const CONFIGURATION = ['package-lock.json', 'tsconfig.json', 'vite.config.ts']

/** @typedef {'page' | 'library' | 'types'} Target */

/** @type {Record<Target, { output: string, done: string, sources: string[], tool: string, args: string[] }>} */
const TARGETS = {
  page: {
    output: 'dist/index.html',
    done: 'page: serve the folder dist with any web server, under any path.',
    sources: ['index.html', 'public', 'src'],
    tool: 'vite/bin/vite.js',
    args: ['build', '--logLevel', 'warn'],
  },
  library: {
    output: 'dist-cli/ballast.js',
    done: 'library and command: dist-cli/index.js, dist-cli/ballast.js',
    sources: ['src'],
    tool: 'vite/bin/vite.js',
    args: ['build', '--ssr', '--logLevel', 'warn'],
  },
  types: {
    output: 'dist-cli/types/index.d.ts',
    done: 'types: dist-cli/types/index.d.ts',
    sources: ['src'],
    tool: 'typescript/bin/tsc6',
    args: ['--project', 'tools/tsconfig.types.json'],
  },
}

/** Runs `npm ci` when the packages are missing or older than the lock file. */
export async function ensureInstalled() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json')
  const wanted = join(ROOT, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return
  console.error('Installing packages (npm ci) ...')
  const { code, text } = await run('npm', ['ci', '--no-audit', '--no-fund'])
  if (code !== 0) throw new Error(`npm ci failed (exit ${code}):\n${text}`)
}

/**
 * Builds `target` when its output is missing or its sources have changed. Two processes that ask
 * at once build once: the second waits for the first.
 * @param {Target} target
 * @returns {Promise<string>} what the build printed
 */
export async function ensureBuilt(target) {
  if (isFresh(target)) return ''
  return await withLock(target, () => (isFresh(target) ? '' : build(target)))
}

/** @param {Target} target */
async function build(target) {
  const stamp = sourcesOf(target)
  const { output, tool, args } = TARGETS[target]
  await rm(stampFile(target), { force: true })
  const { code, text } = await runTool(tool, args)
  if (code !== 0) throw new Error(`building the ${target} failed (exit ${code}):\n${text}`)
  if (!existsSync(join(ROOT, output))) throw new Error(`the ${target} build made no ${output}`)
  await writeFile(stampFile(target), stamp)
  return text
}

/** @param {Target} target */
export function isFresh(target) {
  if (!existsSync(join(ROOT, TARGETS[target].output)) || !existsSync(stampFile(target)))
    return false
  return readFileSync(stampFile(target), 'utf8') === sourcesOf(target)
}

const stampFile = (/** @type {Target} */ target) => join(CACHE, `${target}.stamp`)

/** @param {Target} target */
function sourcesOf(target) {
  const hash = createHash('sha256')
  const add = (/** @type {string} */ path) => {
    const found = statSync(join(ROOT, path), { throwIfNoEntry: false })
    if (found?.isDirectory())
      for (const name of readdirSync(join(ROOT, path)).sort()) add(`${path}/${name}`)
    else if (found) hash.update(`${path} ${found.mtimeMs} ${found.size}\n`)
  }
  for (const path of [...CONFIGURATION, ...TARGETS[target].sources]) add(path)
  return hash.digest('hex')
}

/**
 * @template T
 * @param {Target} target
 * @param {() => T | Promise<T>} task
 * @returns {Promise<T>}
 */
async function withLock(target, task) {
  mkdirSync(CACHE, { recursive: true })
  const lock = join(CACHE, `${target}.lock`)
  while (!tryLock(lock)) await new Promise((resolve) => setTimeout(resolve, 50))
  try {
    return await task()
  } finally {
    rmdirSync(lock)
  }
}

/** A lock older than two minutes belongs to a process that was ended, and is taken over.
 * @param {string} lock */
function tryLock(lock) {
  const held = statSync(lock, { throwIfNoEntry: false })
  if (held && Date.now() - held.mtimeMs < 120_000) return false
  try {
    if (held) rmdirSync(lock)
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalled()
  for (const target of process.argv.slice(2)) {
    if (!Object.hasOwn(TARGETS, target)) {
      console.error(
        `unknown target ${target}; it must be one of ${Object.keys(TARGETS).join(', ')}`,
      )
      process.exit(2)
    }
    const name = /** @type {Target} */ (target)
    console.log((await withLock(name, () => build(name))) || TARGETS[name].done)
  }
}
