/**
 * The same scenario with other chances: its replications. Number 0 is the scenario as it stands; every other has a seed
 * made of its own and the number, so that one who wants to see it can open it. Lanes that have one seed have one seed
 * in each replication too, and so meet the same traffic.
 */
import { hashText } from '../base/hash.ts'
import { SEED_MAX } from './things/run.ts'
import type { LaneScenario } from './types.ts'

/** So long is what the number adds, at most. */
const NUMBER_LENGTH = 8

export const replicated = (lane: LaneScenario, replication: number): LaneScenario =>
  replication === 0 ? lane : { ...lane, seed: replicationSeed(lane.seed, replication) }

/** `7~3` of the seed `7`; of one that leaves no room for a number, its hash comes before it. */
export function replicationSeed(seed: string, replication: number): string {
  const stem = seed.length > SEED_MAX - NUMBER_LENGTH ? hashText(seed) : seed
  return `${stem}~${replication}`
}
