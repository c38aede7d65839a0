/** The built command, as a person runs it: what the page says is held against what it prints. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const BALLAST = fileURLToPath(new URL('../../../dist-cli/ballast.js', import.meta.url))
const execute = promisify(execFile)

/** Standard output of `ballast` with these words; rejects when it does not end with 0. */
export async function ballast(...words: readonly string[]): Promise<string> {
  const { stdout } = await execute(process.execPath, [BALLAST, ...words], { maxBuffer: 1 << 26 })
  return stdout.trim()
}

/** Digest of the experiment that `run --json` reports for a file, a link or the id of a preset. */
export async function digestOf(scenario: string): Promise<string> {
  const report: unknown = JSON.parse(await ballast('run', scenario, '--json', '--no-trace'))
  const isReport = typeof report === 'object' && report !== null && 'digest' in report
  if (!isReport || typeof report.digest !== 'string') throw new Error('run --json has no digest')
  return report.digest
}
