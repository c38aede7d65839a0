/**
 * How many requests a second an algorithm can choose for, alone: a pick, word that it was sent and that it came back, with
 * a request in flight for each target. Bundled, and with a view as plain as a node's.
 */
import type { Context, SignalName, StateShape } from '../../src/algorithms/define.ts'
import { type AlgorithmId, algorithmAtWork, algorithms } from '../../src/algorithms/index.ts'
import { Draw, deriveKey } from '../../src/base/draws.ts'
import type { Knobs } from '../../src/base/knobs.ts'

export interface Picks {
  readonly id: string
  readonly scansAll: boolean
  readonly perSecond: number
  /** Of its table, and of what it remembers. */
  readonly tableBytes: number
  readonly stateBytes: number
}

const EACH_IN_FLIGHT = 1
const ROUND = 64

/** One for each algorithm with its usual settings, over so many targets, each measured for so long. */
export const measurePicks = (targets: number, ms: number): readonly Picks[] =>
  algorithms.map(({ id, scansAll }) => {
    const { context, table, state, run } = driverOf(id as AlgorithmId, targets)
    run(EACH_IN_FLIGHT * targets + 4 * ROUND)
    let picks = 0
    const beganMs = performance.now()
    let nowMs = beganMs
    while (nowMs - beganMs < ms) {
      run(ROUND)
      picks += ROUND
      nowMs = performance.now()
    }
    return {
      id,
      scansAll,
      perSecond: (picks * 1000) / (nowMs - beganMs),
      tableBytes: table.byteLength,
      stateBytes: Object.values(state).reduce((sum, cells) => sum + cells.byteLength, 0),
      // Kept alive: what nobody looks at may be left out by the compiler.
      last: context.draw.ordinal,
    }
  })

/** Unlike in every second one: a case in which weights count. */
const weightOf = (target: number): number => 1 + (target % 2)

class View {
  readonly size: number
  readonly usable: number[]
  readonly flying: Int32Array
  readonly ownZone = 0
  readonly address = Uint8Array.of(203, 0, 113, 0)
  client = 0
  path = '/'
  latencyUs = 1000
  nowUs = 0

  constructor(size: number) {
    this.size = size
    this.usable = Array.from({ length: size }, (_, target) => target)
    this.flying = new Int32Array(size)
  }

  inFlight(target: number): number {
    return this.flying[target] as number
  }
  requestsAt(target: number): number {
    return this.flying[target] as number
  }
  weight(target: number): number {
    return weightOf(target)
  }
  zone(): number {
    return 0
  }
  priority(): number {
    return 0
  }
  name(target: number): string {
    return `target-${target}`
  }
  isTried(): boolean {
    return false
  }
}

function driverOf(id: AlgorithmId, size: number) {
  const algorithm = algorithmAtWork(id)
  const view = new View(size)
  const state = Object.fromEntries(
    Object.entries(algorithm.state).map(([name, per]) => [
      name,
      new Float64Array(per === 'node' ? 1 : per === 'target' ? size : per),
    ]),
  )
  const usual = Object.entries(algorithm.knobs).map(([name, knob]) => [
    name,
    'default' in knob ? knob.default : null,
  ])
  const knobs = Object.fromEntries(usual) as Context<SignalName, Knobs, StateShape>['knobs']
  const weights = view.usable.map(weightOf)
  const table = new Int32Array(algorithm.tableCells?.({ knobs, size, weights }) ?? 0)
  const asked: number[] = []
  const context: Context<SignalName, Knobs, StateShape> = {
    view,
    knobs,
    state,
    table,
    draw: new Draw().use(deriveKey({ k0: 1, k1: 2 }, 'picks')),
    ask: (target) => asked.push(target),
  }
  algorithm.table?.build(context, table)
  algorithm.changed?.(context)
  const flying = new Int32Array(EACH_IN_FLIGHT * size)
  let sent = 0
  const run = (count: number): void => {
    for (let i = 0; i < count; i++) {
      const nth = sent % flying.length
      view.nowUs += 100
      if (sent >= flying.length) back(flying[nth] as number)
      request(sent)
      const target = algorithm.pick(context) as number
      view.flying[target] = (view.flying[target] as number) + 1
      algorithm.sent?.(context, target)
      answerProbes()
      flying[nth] = target
      sent++
    }
  }
  const request = (n: number): void => {
    context.draw.ordinal = n
    view.client = n % 5000
    view.address[2] = (n >> 8) & 255
    view.address[3] = n & 255
  }
  const back = (target: number): void => {
    view.flying[target] = (view.flying[target] as number) - 1
    algorithm.done?.(context, target, true)
    if (view.flying[target] === 0 && algorithm.hears?.includes('idle') === true) {
      algorithm.told?.(context, target, said('idle', target))
    }
  }
  const said = (kind: 'idle' | 'probe', target: number) => ({
    kind,
    requests: view.flying[target] as number,
    utilisation: 0.5,
    latencyUs: 1000,
  })
  const answerProbes = (): void => {
    for (const target of asked) algorithm.told?.(context, target, said('probe', target))
    asked.length = 0
  }
  return { context, table, state, run }
}
