/** Plays lanes to real systems and keeps what came out: `npm run testbed`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { versionOf } from '../support/realBalancers.ts'
import { ALL, RUNS, type TestbedLane } from './lanes.ts'
import { playReal } from './realSystem.ts'
import type { Recorded, RecordedRun } from './recordings.ts'

export const NAMES = ALL.map(({ name }) => name)

/** Plays those that are named, and says what it does. `root` is the top of the checkout. */
export async function record(
  names: readonly string[],
  root: string,
  say: (line: string) => void,
): Promise<void> {
  for (const lane of ALL.filter(({ name }) => names.includes(name))) {
    const version = versionOf(lane.balancer)
    if (version === null) say(`${lane.balancer} is not installed, so ${lane.name} is left out.`)
    else await recordLane(lane, { version, root, say })
  }
}

interface Place {
  readonly version: string
  readonly root: string
  readonly say: (line: string) => void
}

async function recordLane(lane: TestbedLane, { version, root, say }: Place): Promise<void> {
  const runs: RecordedRun[] = []
  while (runs.length < RUNS) {
    const run = await playReal(lane, join(root, 'tests/testbed/target.mjs'))
    runs.push(run)
    say(
      `${lane.name}, run ${runs.length}: ${run.overheadMs.join(' and ')} ms overhead, p50 and p99`,
    )
  }
  const recorded: Recorded = { version, runs }
  const file = join(root, `tests/fixtures/testbed/${lane.name}.json`)
  writeFileSync(file, `${JSON.stringify(recorded, null, 1)}\n`)
}
