/** The targets of a lane as processes, one of which can be killed and replaced. */
import { type ChildProcess, fork } from 'node:child_process'
import { request } from 'node:http'
import { targetPort } from './balancerFile.ts'
import type { TestbedLane } from './lanes.ts'

/** Requests that each target has answered before anything is measured, so that its code is compiled. */
const WARM_UP = 50

export class Targets {
  /** Who listens, by number, and who is to listen next. */
  readonly #live: ChildProcess[] = []
  readonly #next = new Map<number, ChildProcess>()
  readonly #lane: TestbedLane
  /** `tests/testbed/target.mjs`: the code that starts it may be bundled elsewhere. */
  readonly #file: string

  constructor(lane: TestbedLane, file: string) {
    this.#lane = lane
    this.#file = file
  }

  async start(): Promise<void> {
    for (let i = 0; i < this.#lane.targets.length; i++) {
      await this.prepare(i)
      await this.listen(i)
      for (let nth = 0; nth < WARM_UP; nth++) await answered(targetPort(i))
    }
    for (const { target } of this.#lane.deaths) {
      if (!this.#next.has(target)) await this.prepare(target)
    }
  }

  /** SIGKILL: its kernel closes what was open, and refuses what comes. */
  kill(target: number): void {
    this.#live[target]?.kill('SIGKILL')
  }

  /** The process that waits takes the place of the one before, and another is made ready. */
  async listen(target: number): Promise<void> {
    const process = this.#next.get(target) as ChildProcess
    this.#next.delete(target)
    this.#live[target] = process
    const listens = said(process, 'listening')
    process.send('listen')
    await listens
  }

  stop(): void {
    for (const process of [...this.#live, ...this.#next.values()]) process.kill('SIGKILL')
  }

  /** Makes a process ready that does not listen yet: the first, or the next for when that is killed. */
  async prepare(target: number): Promise<void> {
    const { slots, slowness } = this.#lane.targets[target] as TestbedLane['targets'][number]
    const process = fork(
      this.#file,
      [targetPort(target), slots, slowness, this.#lane.queueLimit, target].map(String),
    )
    this.#next.set(target, process)
    await said(process, 'ready')
  }
}

const said = (process: ChildProcess, word: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.once('exit', () => reject(new Error(`a target ended before it was ${word}`)))
    process.on('message', (message) => message === word && resolve())
  })

const answered = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/1', agent: false }, (response) => {
      response.resume()
      response.once('end', resolve)
    })
    asked.once('error', reject)
    asked.end()
  })
