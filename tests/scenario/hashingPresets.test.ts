/** What the examples about hashing while a target goes and comes back say holds for any seed: which clients move. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { maglevBesideRing } from '../../src/scenario/presets/maglevBesideRing.ts'
import type { Preset } from '../../src/scenario/presets/preset.ts'
import { ringLosesTarget } from '../../src/scenario/presets/ringLosesTarget.ts'
import { NONE } from '../../src/trace/schema.ts'
import { columnsOf } from '../support/sameRows.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

/** `web-5`, which is out between 20 and 40 s. */
const GONE = 4

/** By client, who served it last before the target went, while it was out, and after it had come back. */
function served({ scenario }: Preset, lane: string | null, seed: number) {
  const trace = simulate(resolveLane({ ...scenario, seed: `${seed}` }, lane))
  const { id, side, address } = columnsOf(trace.connections)
  const clientOf = new Map<number, number>()
  for (const [i, name] of id.entries()) {
    if (side[i] === 0) clientOf.set(name, address[i] as number)
  }
  const { sentUs, nodeUs, connection, target } = columnsOf(trace.attempts)
  const before = new Map<number, number>()
  const during = new Map<number, number>()
  const after = new Map<number, number>()
  for (const [i, sent] of sentUs.entries()) {
    if (target[i] === NONE) continue
    const atMs = (sent + (nodeUs[i] as number)) / 1000
    // It is used again once its first probe has passed, which takes a second or so.
    if (atMs >= 40_000 && atMs < 42_000) continue
    const phase = atMs < 20_000 ? before : atMs < 40_000 ? during : after
    phase.set(clientOf.get(connection[i] as number) as number, target[i] as number)
  }
  return { before, during, after }
}
type Clients = ReadonlyMap<number, number>

/** The clients that were seen in both phases, and those of them whose target was another. */
function moved(one: Clients, other: Clients) {
  const seen = [...one.keys()].filter((client) => other.has(client))
  const all = seen.filter((client) => one.get(client) !== other.get(client))
  const others = all.filter((client) => one.get(client) !== GONE && other.get(client) !== GONE)
  return { share: all.length / seen.length, others: others.length / seen.length }
}

/** Of the clients that a target could have, how many the busiest has. */
function unevenness(clients: Clients, targets: number): number {
  const counts = new Array<number>(targets).fill(0)
  for (const target of clients.values()) counts[target] = (counts[target] as number) + 1
  return (Math.max(...counts) * targets) / clients.size
}

it.each(SEEDS)(
  'a ring loses a target: modulo moves 8 of 9 clients, the others only its own, and all come back: seed %i',
  (seed) => {
    const modulo = served(ringLosesTarget, null, seed)
    expect(moved(modulo.before, modulo.during).share).toBeCloseTo(8 / 9, 1)
    expect(moved(modulo.before, modulo.after).share).toBe(0)
    for (const lane of ['ring', 'rendezvous']) {
      const { before, during, after } = served(ringLosesTarget, lane, seed)
      const { share, others } = moved(before, during)
      expect(Math.abs(share - 1 / 9)).toBeLessThan(0.03)
      expect(others).toBe(0)
      expect(moved(before, after).share).toBe(0)
    }
  },
)

it.each(SEEDS)(
  'Maglev beside a ring: it shares more evenly and moves clients of others, many with few slots: seed %i',
  (seed) => {
    const at = (lane: string | null) => {
      const { before, during } = served(maglevBesideRing, lane, seed)
      return { ...moved(before, during), uneven: unevenness(before, 12) }
    }
    const [ring, many, few] = [at(null), at('maglev'), at('small')]
    expect(ring.uneven).toBeGreaterThan(many.uneven)
    expect(ring.uneven).toBeGreaterThan(few.uneven)
    expect(ring.others).toBe(0)
    expect(many.others).toBeGreaterThan(0)
    expect(many.others).toBeLessThan(0.005)
    expect(few.share / ring.share).toBeGreaterThan(1.6)
    expect(few.share / ring.share).toBeLessThan(2.2)
  },
)
