/**
 * The import of a log of a million lines, gzipped, by the built command: processor time and memory.
 *
 *     node tests/bench/import.mjs [lines]
 */
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { ensureBuilt, ensureInstalled } from '../../tools/build.mjs'
import { accessLog } from './accessLog.mjs'

const GOALS = { seconds: 8, megabytes: 300 }

const lines = Number(process.argv[2] ?? 1_000_000)
await ensureInstalled()
await ensureBuilt('library')
const folder = mkdtempSync(join(tmpdir(), 'ballast-import-'))
try {
  const file = join(folder, 'access.log.gz')
  await pipeline(Readable.from(accessLog(lines)), createGzip({ level: 6 }), createWriteStream(file))
  console.log(`${lines} lines, ${(statSync(file).size / 1e6).toFixed(1)} MB as gzip`)
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', new URL('usage.mjs', import.meta.url).href, 'dist-cli/ballast.js', 'import', file],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  )
  if (status !== 0) throw new Error(`the import failed:\n${stderr}`)
  const said = stderr.trim().split('\n')
  console.log(said[0])
  /** @type {{ seconds: number, megabytes: number }} */
  const used = JSON.parse(said.at(-1) ?? '')
  const isMet = used.seconds <= GOALS.seconds && used.megabytes <= GOALS.megabytes
  console.log(
    `${isMet ? 'ok  ' : 'MISS'} ${used.seconds.toFixed(1)} s of processor time (goal ${GOALS.seconds}), ` +
      `${used.megabytes.toFixed(0)} MB (goal ${GOALS.megabytes})`,
  )
  process.exitCode = isMet ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}
