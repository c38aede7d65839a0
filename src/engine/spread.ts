/** How the table of an algorithm spreads keys over targets, and what moves when one leaves: by the table of the picks. */
import type { Context, SignalName, StateShape } from '../algorithms/define.ts'
import { type AlgorithmId, algorithmAtWork, algorithms } from '../algorithms/index.ts'
import { Draw } from '../base/draws.ts'
import type { Knobs } from '../base/knobs.ts'
import type { Move, Spread, SpreadQuestion, Stretch } from '../model/spread.ts'

/** Null for an algorithm that has no such table. */
export function spreadOf(question: SpreadQuestion): Spread | null {
  const { algorithm, targets, without } = question
  const { shape } = memberOf(algorithm.id)?.spread ?? {}
  if (shape === undefined) return null
  const usable = targets.flatMap(({ isUsable }, at) => (isUsable ? [at] : []))
  const owners = ownersOf(question, usable)
  const shares = targets.map(() => 0)
  for (const owner of owners) {
    if (owner >= 0) shares[owner] += 1 / owners.length
  }
  const after =
    without === null
      ? owners
      : ownersOf(
          question,
          usable.filter((at) => at !== without),
        )
  return {
    shape,
    places: owners.length,
    stretches: stretchesOf(owners),
    shares,
    moves: movesOf(owners, after),
  }
}

const memberOf = (id: string) =>
  algorithms.some((each) => each.id === id) ? algorithmAtWork(id as AlgorithmId) : undefined

/** Place to owner, -1 for nobody. */
function ownersOf({ algorithm, targets }: SpreadQuestion, usable: readonly number[]): Int32Array {
  const { spread, table, tableCells } = algorithmAtWork(algorithm.id as AlgorithmId)
  if (spread === undefined || table === undefined || tableCells === undefined)
    return new Int32Array(0)
  const knobs = algorithm as unknown as Context<SignalName, Knobs, never>['knobs']
  const weights = targets.map(({ weight }) => weight)
  const size = targets.length
  const context = {
    view: {
      usable,
      size,
      weight: (at: number) => weights[at],
      name: (at: number) => targets[at]?.id ?? '',
      inFlight: () => 0,
    },
    knobs,
    state: {},
    table: new Int32Array(tableCells({ knobs, size, weights })),
    draw: new Draw(),
    ask: () => undefined,
  } as unknown as Context<SignalName, Knobs, StateShape>
  table.build(context, context.table)
  if (!usable.some((at) => weights[at] > 0)) {
    return new Int32Array(spread.places(context)).fill(-1)
  }
  return Int32Array.from(
    { length: spread.places(context) },
    (_, place) => spread.ownerAt(context, place) ?? -1,
  )
}

function stretchesOf(owners: Int32Array): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (let to = 1; to <= owners.length; to++) {
    if (to < owners.length && owners[to] === owners[from]) continue
    stretches.push({ from, to, owner: owners[from] })
    from = to
  }
  return stretches
}

function movesOf(before: Int32Array, after: Int32Array): Move[] {
  const moves: Move[] = []
  let from = 0
  for (let to = 1; to <= before.length; to++) {
    if (to < before.length && before[to] === before[from] && after[to] === after[from]) continue
    if (before[from] !== after[from]) {
      moves.push({ from, to, owner: after[from], before: before[from] })
    }
    from = to
  }
  return moves
}
