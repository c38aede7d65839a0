/**
 * `npm run validate`: measures how far Ballast can be trusted, and writes it down in docs/VALIDATION.md and for the page.
 * Minutes, on all cores.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ensureInstalled } from './build.mjs'
import { importBundled } from './bundle.mjs'
import { ROOT, runTool } from './run.mjs'

/**
 * @typedef {typeof import('../tests/validation/claims.ts')} Claims
 * @typedef {import('../tests/validation/measure.ts').Measure} Measure
 * @typedef {import('../src/app/trust/validation.ts').Validation} Validation
 * @typedef {{ measure: Measure, part: number }} Task
 */

const DATA = join(ROOT, 'src/app/trust/validation.json')
const DOCUMENT = join(ROOT, 'docs/VALIDATION.md')

await ensureInstalled()
const claims = /** @type {Claims} */ (await importBundled(ROOT, 'tests/validation/claims.ts'))
const ids = askedClaims()
const before = ids.length < claims.CLAIM_IDS.length ? kept() : null
const began = performance.now()
const asked = claims.measures(ids)
/** @type {Map<string, unknown[]>} what each part gave, by the id of its measure */
const found = new Map(asked.map(({ id, parts }) => [id, new Array(parts)]))
const tasks = asked.flatMap((measure) =>
  Array.from({ length: measure.parts }, (_, part) => ({ measure, part })),
)
const all = tasks.length
// What is in many parts is long: it begins first, so that no thread is left alone with it.
tasks.sort((a, b) => b.measure.parts - a.measure.parts)
console.log(`${all} parts on ${availableParallelism()} cores; on two this takes about ten minutes.`)
await Promise.all(Array.from({ length: availableParallelism() }, workThrough))
await write()

/** The claims that are to be measured: all, or those that the command line names. */
function askedClaims() {
  const names = process.argv.slice(2)
  const isRight = names.every((name) => claims.CLAIM_IDS.includes(name))
  if (isRight) return names.length === 0 ? claims.CLAIM_IDS : names
  console.error(`npm run validate [-- CLAIM ...]
  Measures how far Ballast can be trusted, and writes docs/VALIDATION.md. All claims, or these and no others:
  ${claims.CLAIM_IDS.join(', ')}
  To check a scenario file: npm run --silent ballast -- validate FILE`)
  process.exit(2)
}

/** The figures of the claims that are not asked: of this engine, or they are no use. */
function kept() {
  const validation = existsSync(DATA)
    ? /** @type {Validation} */ (JSON.parse(readFileSync(DATA, 'utf8')))
    : null
  if (validation?.engineRevision === claims.REVISION) return validation
  console.error('The other claims are of another engine revision: measure them all.')
  process.exit(2)
}

/** Takes one task after the other until there is none. */
async function workThrough() {
  const worker = new Worker(new URL('./validateWorker.mjs', import.meta.url))
  for (let task = tasks.shift(); task; task = tasks.shift()) {
    const { measure, part } = task
    const parts = /** @type {unknown[]} */ (found.get(measure.id))
    parts[part] = await answerOf(worker, task)
    if (Object.keys(parts).length === measure.parts) say(measure, parts)
  }
  await worker.terminate()
}

/**
 * @param {Worker} worker
 * @param {Task} task
 * @returns {Promise<unknown>}
 */
function answerOf(worker, { measure, part }) {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (answer) => {
      worker.off('error', reject)
      resolve(answer)
    })
    worker.postMessage({ id: measure.id, part })
  })
}

/**
 * @param {Measure} measure
 * @param {readonly unknown[]} parts
 */
function say({ row }, parts) {
  const { cells, agrees } = row(parts)
  if (agrees === null) return
  const done = Math.floor((100 * (all - tasks.length)) / all)
  const verdict = agrees ? 'agrees   ' : 'DISAGREES'
  console.log(
    `${seconds().padStart(4)} s  ${String(done).padStart(3)} %  ${verdict}  ${cells.join('; ')}`,
  )
}

async function write() {
  const { validation, text } = claims.written(
    ids,
    ({ id, row }) => row(found.get(id) ?? []),
    before,
  )
  writeFileSync(DATA, `${JSON.stringify(validation, null, 2)}\n`)
  await runTool('@biomejs/biome/bin/biome', ['format', '--write', DATA])
  writeFileSync(DOCUMENT, text)
  const rows = validation.claims.flatMap(({ tables }) => tables.flatMap((table) => table.rows))
  const held = rows.filter(({ agrees }) => agrees !== null)
  const apart = held.filter(({ agrees }) => !agrees)
  console.log(
    `${held.length - apart.length} of ${held.length} rows agree, ${apart.length} do not, in ${seconds()} s (${processorSeconds()} s of processor time); written to docs/VALIDATION.md`,
  )
}

function seconds() {
  return ((performance.now() - began) / 1000).toFixed(0)
}

function processorSeconds() {
  const { user, system } = process.cpuUsage()
  return ((user + system) / 1_000_000).toFixed(0)
}
