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

/** What `run --json` prints, as far as tests look at it; `ballast schema result` has all of it. */
export interface RunReport {
  readonly digest: string
  readonly lanes: readonly {
    readonly letter: string
    readonly digest: string
    readonly offeredPerSecond: number
    readonly goodputPerSecond: number
    readonly errorRatio: number
    readonly latency: { readonly p50Ms: number; readonly p99Ms: number; readonly p999Ms: number }
  }[]
}

/** The report of a run of a file, a link or the id of a preset. */
export async function reportOf(scenario: string): Promise<RunReport> {
  return JSON.parse(await ballast('run', scenario, '--json')) as RunReport
}
