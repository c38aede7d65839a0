/**
 * Drives an algorithm as a balancer node does: counts requests in flight, tells it what was sent, what came back
 * and who is usable, and owns its state. The clock is a number that the test sets.
 */
import type {
  Algorithm,
  Context,
  Message,
  SignalName,
  StateShape,
} from '../../src/algorithms/define.ts'
import { type AlgorithmSpec, algorithmAtWork } from '../../src/algorithms/index.ts'
import { Draw, deriveKey } from '../../src/base/draws.ts'
import type { Knobs } from '../../src/base/knobs.ts'

export interface GroupOptions {
  readonly size: number
  readonly weights?: readonly number[]
  readonly names?: readonly string[]
  readonly seed?: string
}

export class DrivenAlgorithm {
  readonly algorithm: Algorithm
  readonly inFlight: Float64Array
  readonly state: Record<string, Float64Array> = {}
  readonly draw: Draw
  usable: readonly number[]
  nowUs = 0
  latencyUs = 0
  readonly table: Int32Array
  /** What is hashed of the request in hand. */
  address = Uint8Array.of(203, 0, 113, 7)
  client = 0
  path = '/'
  /** Targets that the algorithm asked to be probed, in order. */
  readonly asked: number[] = []
  readonly context: Context<SignalName, Knobs, StateShape>

  constructor(spec: AlgorithmSpec, { size, weights, names, seed = 'driven' }: GroupOptions) {
    this.algorithm = algorithmAtWork(spec.id)
    this.inFlight = new Float64Array(size)
    this.usable = Array.from({ length: size }, (_, target) => target)
    this.draw = new Draw().use(deriveKey({ k0: 1, k1: 2 }, seed))
    this.draw.ordinal = -1
    for (const [name, per] of Object.entries(this.algorithm.state)) {
      this.state[name] = new Float64Array(per === 'node' ? 1 : per === 'target' ? size : per)
    }
    const self = this
    const signals = {
      get usable() {
        return self.usable
      },
      size,
      inFlight: (target: number) => self.inFlight[target] as number,
      requestsAt: (target: number) => self.inFlight[target] as number,
      weight: (target: number) => weights?.[target] ?? 1,
      zone: () => 0,
      ownZone: 0,
      priority: () => 0,
      isTried: () => false,
      name: (target: number) => names?.[target] ?? nameOf(target),
      get address() {
        return self.address
      },
      get client() {
        return self.client
      },
      get path() {
        return self.path
      },
      get latencyUs() {
        return self.latencyUs
      },
      get nowUs() {
        return self.nowUs
      },
    }
    const allowed = new Set<string | symbol>(['usable', 'size', ...this.algorithm.reads])
    const view = new Proxy(signals, {
      get(all, name) {
        if (!allowed.has(name)) throw new Error(`${spec.id} read ${String(name)} undeclared`)
        return Reflect.get(all, name)
      },
    })
    const knobs = spec as unknown as Context<SignalName, Knobs, never>['knobs']
    const of = Array.from({ length: size }, (_, target) => weights?.[target] ?? 1)
    this.table = new Int32Array(this.algorithm.tableCells?.({ knobs, size, weights: of }) ?? 0)
    this.context = {
      view,
      knobs,
      state: this.state,
      table: this.table,
      draw: this.draw,
      ask: (target) => this.asked.push(target),
    }
    this.changed()
  }

  /** The choice for a request to this path, which is not sent. */
  pickFor(path: string): number | null {
    this.path = path
    return this.pick()
  }

  /** The choice for the next request, which is not sent. */
  pick(): number | null {
    this.draw.ordinal++
    return this.algorithm.pick(this.context)
  }

  /** Chooses for the next request and sends it. */
  send(): number {
    const target = this.pick()
    if (target === null) throw new Error('no target')
    this.sendTo(target)
    return target
  }

  /** A request goes to this target, whoever chose it. */
  sendTo(target: number): void {
    this.inFlight[target] = (this.inFlight[target] as number) + 1
    this.algorithm.sent?.(this.context, target)
  }

  /** A request comes back from the target now. */
  finish(target: number, latencyUs = 1000, isOk = true): void {
    this.inFlight[target] = (this.inFlight[target] as number) - 1
    this.latencyUs = latencyUs
    this.algorithm.done?.(this.context, target, isOk)
  }

  /** A target told the node something. */
  tell(target: number, message: Message): void {
    this.algorithm.told?.(this.context, target, message)
  }

  setUsable(usable: readonly number[]): void {
    this.usable = usable
    this.changed()
  }

  private changed(): void {
    this.algorithm.table?.build(this.context, this.table)
    this.algorithm.changed?.(this.context)
  }

  /** The sentence for the pick that comes next. */
  because(): string {
    return this.peeking(() => this.algorithm.because(this.context, nameOf))
  }

  score(target: number): number | null | undefined {
    return this.peeking(() => this.algorithm.score?.of(this.context, target))
  }

  /** Everything that decides what comes next. */
  snapshot(): Snapshot {
    return {
      state: Object.entries(this.state).map(([name, cells]) => [name, cells.slice()]),
      inFlight: this.inFlight.slice(),
      usable: this.usable,
      nowUs: this.nowUs,
      ordinal: this.draw.ordinal,
    }
  }

  restore(snapshot: Snapshot): void {
    for (const [name, cells] of snapshot.state) this.state[name]?.set(cells)
    this.inFlight.set(snapshot.inFlight)
    this.usable = snapshot.usable
    this.nowUs = snapshot.nowUs
    this.draw.ordinal = snapshot.ordinal
    this.algorithm.table?.build(this.context, this.table)
  }

  private peeking<T>(look: () => T): T {
    this.draw.ordinal++
    const seen = look()
    this.draw.ordinal--
    return seen
  }
}

export interface Snapshot {
  readonly state: readonly (readonly [string, Float64Array])[]
  readonly inFlight: Float64Array
  readonly usable: readonly number[]
  readonly nowUs: number
  readonly ordinal: number
}

export const nameOf = (target: number): string => `web-${target + 1}`
