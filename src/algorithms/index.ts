/** The algorithms, in the order of the menu. A new one is a file here and a line in the list. */
import type { SpecOf } from '../base/knobs.ts'
import type { Algorithm, AlgorithmFacts } from './define.ts'
import { firstAvailable } from './firstAvailable.ts'
import { hashModulo } from './hashModulo.ts'
import { hashRing } from './hashRing.ts'
import { joinIdleQueue } from './joinIdleQueue.ts'
import { jump } from './jump.ts'
import { leastConnections } from './leastConnections.ts'
import { leastOutstanding } from './leastOutstanding.ts'
import { leastResponseTime } from './leastResponseTime.ts'
import { maglev } from './maglev.ts'
import { peakEwma } from './peakEwma.ts'
import { powerOfChoices } from './powerOfChoices.ts'
import { prequal } from './prequal.ts'
import { random } from './random.ts'
import { rendezvous } from './rendezvous.ts'
import { roundRobin } from './roundRobin.ts'
import { shortestQueue } from './shortestQueue.ts'
import { weightedChoices } from './weightedChoices.ts'
import { weightedRandom } from './weightedRandom.ts'
import { weightedRoundRobin } from './weightedRoundRobin.ts'

const members = [
  roundRobin,
  weightedRoundRobin,
  random,
  weightedRandom,
  powerOfChoices,
  weightedChoices,
  leastOutstanding,
  leastConnections,
  firstAvailable,
  joinIdleQueue,
  shortestQueue,
  leastResponseTime,
  peakEwma,
  prequal,
  hashModulo,
  hashRing,
  maglev,
  rendezvous,
  jump,
] as const

type Member = (typeof members)[number]

export const algorithms: readonly AlgorithmFacts[] = members as readonly unknown[] as Algorithm[]

export type AlgorithmId = Member['id']

/** An algorithm with all of its knobs set, as in a scenario. */
export type AlgorithmSpec = SpecOf<'id', Member>

/** The algorithm of that id, as the page, the checks and the words know it. */
export const algorithmById = (id: AlgorithmId): AlgorithmFacts => algorithmAtWork(id)

/**
 * The same in the form that the engine drives: its view has every signal, of which the algorithm's own type let it use
 * only those in `reads`; its knobs and state are those that it declared.
 */
export function algorithmAtWork(id: AlgorithmId): Algorithm {
  return byId.get(id) as Algorithm
}

const byId: ReadonlyMap<string, Algorithm> = new Map(
  members.map((member) => [member.id, member as unknown as Algorithm]),
)
