/** What the examples about who is chosen say holds for any seed. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { fastErrors } from '../../src/scenario/presets/fastErrors.ts'
import { herding } from '../../src/scenario/presets/herding.ts'
import { natAndHashing } from '../../src/scenario/presets/natAndHashing.ts'
import type { Preset } from '../../src/scenario/presets/preset.ts'
import { twoSpeeds } from '../../src/scenario/presets/twoSpeeds.ts'
import { mean } from '../support/chances.ts'
import { columnsOf } from '../support/sameRows.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

interface Sent {
  /** Until its client had the answer, and from its target until its node had. */
  readonly tookMs: number
  readonly thereMs: number
  readonly status: number
  readonly target: number
}

/** The attempts of a lane that were sent within these moments. */
function attempts(
  { scenario }: Preset,
  { lane, seed }: { readonly lane: string | null; readonly seed: number },
  [fromMs, toMs]: readonly [number, number],
): Sent[] {
  const trace = simulate(resolveLane({ ...scenario, seed: `${seed}` }, lane))
  const { sentUs, endUs, status, target, targetUs, backUs } = columnsOf(trace.attempts)
  return [...sentUs.keys()].flatMap((i) => {
    const sentMs = (sentUs[i] as number) / 1000
    if (sentMs < fromMs || sentMs >= toMs) return []
    return {
      tookMs: (endUs[i] as number) / 1000,
      thereMs: ((backUs[i] as number) - (targetUs[i] as number)) / 1000,
      status: status[i] as number,
      target: target[i] as number,
    }
  })
}

const shareOf = (all: readonly Sent[], is: (one: Sent) => boolean): number =>
  all.filter(is).length / all.length

/** The share of the target that has most of them. */
const busiestOf = (all: readonly Sent[], targets: number): number =>
  Math.max(...Array.from({ length: targets }, (_, i) => shareOf(all, ({ target }) => target === i)))

it.each(SEEDS)(
  'herding: with old lengths two choices are best, the shortest is worst: seed %i',
  (seed) => {
    const meanOf = (lane: string | null) =>
      mean(attempts(herding, { lane, seed }, [10_000, 55_000]).map(({ tookMs }) => tookMs))
    expect(meanOf('two')).toBeLessThan(meanOf('random'))
    expect(meanOf('random')).toBeLessThan(meanOf(null))
  },
)

it.each(SEEDS)(
  'two speeds: least connections keeps them equal, rates are as speeds: seed %i',
  (seed) => {
    const window = [5000, 39_000] as const
    const found = attempts(twoSpeeds, { lane: null, seed }, window)
    const [fast, slow] = [0, 1].map((target) => found.filter((each) => each.target === target))
    const timeAt = (all: readonly Sent[] = []) => all.reduce((sum, { thereMs }) => sum + thereMs, 0)
    expect((fast?.length ?? 0) / (slow?.length ?? 0)).toBeGreaterThan(1.7)
    expect(timeAt(fast) / timeAt(slow)).toBeGreaterThan(0.9)
    expect(timeAt(fast) / timeAt(slow)).toBeLessThan(1.1)
    const turns = attempts(twoSpeeds, { lane: 'turns', seed }, window)
    expect(busiestOf(turns, 2)).toBeCloseTo(0.5, 2)
  },
)

it.each(SEEDS)(
  'fast errors: the least busy gets most of all; in turns a fifth; ejected, little: seed %i',
  (seed) => {
    const failed = (lane: string | null) =>
      shareOf(attempts(fastErrors, { lane, seed }, [5000, 39_000]), ({ status }) => status === 500)
    expect(failed(null)).toBeGreaterThan(0.5)
    expect(failed('turns')).toBeCloseTo(0.2, 1)
    expect(failed('ejected')).toBeLessThan(0.02)
  },
)

it.each(SEEDS)(
  'hashing behind a NAT: one target has most; by session none has twice its share: seed %i',
  (seed) => {
    const busiest = (lane: string | null) =>
      busiestOf(attempts(natAndHashing, { lane, seed }, [5000, 29_000]), 6)
    expect(busiest(null)).toBeGreaterThan(0.8)
    expect(busiest('session')).toBeLessThan(2 / 6)
  },
)
