/** One run of a lane with a real balancer, real targets and a real clock, all on this machine. */
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quantiles } from '../../src/base/quantile.ts'
import { type StartedBalancer, startBalancer, untilOpen } from '../support/realBalancers.ts'
import { balancerFile, FRONT_PORT } from './balancerFile.ts'
import { generate } from './generator.ts'
import type { TestbedLane } from './lanes.ts'
import { at } from './moment.mjs'
import { type RecordedChange, type RecordedRun, recordedRun } from './recordings.ts'
import { scriptOf } from './script.ts'
import { Targets } from './targets.ts'

/** Between the last preparation and the first moment of the script. */
const SETTLE_MS = 300

export async function playReal(lane: TestbedLane, targetFile: string): Promise<RecordedRun> {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-testbed-'))
  const targets = new Targets(lane, targetFile)
  const file = join(folder, 'conf')
  writeFileSync(file, balancerFile(lane))
  let balancer: StartedBalancer | null = null
  try {
    await targets.start()
    balancer = startBalancer(lane.balancer, folder, file)
    await untilOpen(FRONT_PORT)
    const beganMs = performance.now() + SETTLE_MS
    const changes: RecordedChange[] = []
    hear(balancer.process, (what) => changes.push({ atMs: sinceMs(beganMs), what }))
    for (const { target, atMs, backMs } of lane.deaths) {
      at(beganMs + atMs, () => {
        targets.kill(target)
        changes.push({ atMs: sinceMs(beganMs), what: 'killed' })
      })
      at(beganMs + backMs, () => {
        void targets.listen(target).then(() => {
          changes.push({ atMs: sinceMs(beganMs), what: 'back' })
          return targets.prepare(target)
        })
      })
    }
    const answered = await generate(scriptOf(lane.traffic), { port: FRONT_PORT, beganMs })
    const overheads = answered.map(({ overheadMs }) => overheadMs).filter((ms) => ms !== null)
    const [p50 = 0, p99 = 0] = quantiles(overheads, [0.5, 0.99]).map((ms) => rounded(ms, 100))
    return recordedRun(answered, { overheadMs: [p50, p99], changes })
  } finally {
    await balancer?.stop()
    targets.stop()
    rmSync(folder, { recursive: true })
  }
}

/** What HAProxy says of its servers: `Server servers/s1 is DOWN, reason: ...`. */
function hear(balancer: ChildProcess, tell: (what: 'down' | 'up') => void): void {
  balancer.stdout?.on('data', (bytes: Buffer) => {
    for (const [, word] of String(bytes).matchAll(/ is (DOWN|UP)\b/g)) {
      tell(word === 'DOWN' ? 'down' : 'up')
    }
  })
}

const sinceMs = (beganMs: number): number => rounded(performance.now() - beganMs, 10)

const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts
