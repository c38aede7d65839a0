/** What the examples of auto-scaling say holds for any seed. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { autoscalingSurge } from '../../src/scenario/presets/autoscalingSurge.ts'
import { autoscalingSwings } from '../../src/scenario/presets/autoscalingSwings.ts'
import { idleNewTargets } from '../../src/scenario/presets/idleNewTargets.ts'
import type { Preset } from '../../src/scenario/presets/preset.ts'
import { CHANGE_KINDS } from '../../src/trace/schema.ts'
import { bundledSimulate } from '../support/bundled.ts'
import { SEEDS } from '../support/seeds.ts'

// Half an hour of load for each seed: bundled, as it runs on the page.
const { simulate } = await bundledSimulate()

const SCALING = CHANGE_KINDS.indexOf('scaling')
const IN_SERVICE = CHANGE_KINDS.indexOf('in-service')

/** How many instances were desired, at first and by one decision after the other, and how many requests failed. */
function decisionsOf({ scenario }: Preset, lane: string | null, seed: number) {
  const trace = simulate(resolveLane({ ...scenario, seed: `${seed}` }, lane))
  const desired: number[] = []
  for (const { rows, kind, b } of trace.changes.chunks) {
    for (let i = 0; i < rows; i++) if (kind[i] === SCALING) desired.push(b[i] as number)
  }
  const { requests, answered } = trace.meta.counts
  return { desired, failed: requests - answered }
}

/** How often the number turns from growing to shrinking or back. */
function turnsOf(desired: readonly number[]): number {
  const signs = desired.slice(1).map((one, i) => Math.sign(one - (desired[i] as number)))
  return signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length
}

it('autoscaling-surge: all 16 are launched where cold ones count, and at most 12 where they do not', () => {
  for (const seed of SEEDS) {
    expect(Math.max(...decisionsOf(autoscalingSurge, null, seed).desired)).toBe(16)
    const most = Math.max(...decisionsOf(autoscalingSurge, 'warm', seed).desired)
    expect(most).toBeGreaterThanOrEqual(10)
    expect(most).toBeLessThanOrEqual(12)
  }
}, 600_000)

it('autoscaling-swings: the number turns four times or more, never with a warm-up or a cooldown, twice at most with smaller steps', () => {
  for (const seed of SEEDS) {
    const swings = decisionsOf(autoscalingSwings, null, seed)
    expect(turnsOf(swings.desired)).toBeGreaterThanOrEqual(4)
    expect(Math.min(...swings.desired)).toBe(3)
    expect(Math.max(...swings.desired)).toBe(16)
    const warm = decisionsOf(autoscalingSwings, 'warm', seed)
    expect(turnsOf(warm.desired)).toBe(0)
    expect(turnsOf(decisionsOf(autoscalingSwings, 'cooldown', seed).desired)).toBe(0)
    expect(warm.failed).toBeLessThan(swings.failed)
    expect(turnsOf(decisionsOf(autoscalingSwings, 'small', seed).desired)).toBeLessThanOrEqual(2)
  }
}, 600_000)

/** Of the last minute: the share of a new target in the attempts, as a multiple of its fair share. */
function shareOfNew(lane: string | null, seed: number): number {
  const trace = simulate(resolveLane({ ...idleNewTargets.scenario, seed: `${seed}` }, lane))
  const added = new Set<number>()
  for (const { rows, kind, b } of trace.changes.chunks) {
    for (let i = 0; i < rows; i++) if (kind[i] === IN_SERVICE) added.add(b[i] as number)
  }
  let all = 0
  let atNew = 0
  for (const { rows, sentUs, target } of trace.attempts.chunks) {
    for (let i = 0; i < rows; i++) {
      if ((sentUs[i] as number) < 180e6) continue
      all++
      if (added.has(target[i] as number)) atNew++
    }
  }
  return atNew / all / (added.size / (4 + added.size))
}

it('idle-new-targets: at layer 4 new targets get nothing, and at least 80 % of their share where connections are renewed', () => {
  for (const seed of SEEDS) {
    expect(shareOfNew(null, seed)).toBeLessThan(0.02)
    expect(shareOfNew('renew', seed)).toBeGreaterThan(0.8)
    expect(shareOfNew('application', seed)).toBeGreaterThan(0.95)
  }
}, 600_000)
