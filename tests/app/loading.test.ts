/** What cannot be loaded or started is said, and can be tried again. */
import { describe, expect, test } from 'vitest'
import { loadPart } from '../../src/app/page/loadPart.ts'
import { Playback } from '../../src/app/page/playback.ts'
import { createPageStore } from '../../src/app/page/store.ts'
import { LaneRunner, type WorkerPort } from '../../src/app/simulation/laneRunner.ts'
import { scenarioOf } from '../support/scenarios.ts'

test('a part that cannot be loaded is said by its name, with an offer to load the page again', async () => {
  const store = createPageStore(scenarioOf())
  const gone = () => Promise.reject(new TypeError('Failed to fetch'))
  expect(await loadPart(store, 'The inspector', gone)).toBeNull()
  const { notice, announcement } = store.getState()
  expect(notice).toMatchObject({ tone: 'error', offer: { kind: 'reload' } })
  expect(notice?.text).toMatch(/^The inspector could not be loaded/)
  expect(announcement).toBe(notice?.text)
  expect(await loadPart(store, 'The inspector', async () => 7)).toBe(7)
})

/** A browser's worker that does nothing but fail, as one does whose file is not there. */
class DeadWorker implements WorkerPort {
  onmessage: WorkerPort['onmessage'] = null
  onmessageerror: WorkerPort['onmessageerror'] = null
  onerror: WorkerPort['onerror'] = null
  isOpen = true
  readonly heard: string[] = []
  postMessage({ kind }: { readonly kind: string }): void {
    this.heard.push(kind)
  }
  terminate(): void {
    this.isOpen = false
  }
  fail(message?: string): void {
    this.onerror?.({
      ...(message === undefined ? {} : { message }),
      preventDefault: () => undefined,
    })
  }
}

function startRunner() {
  const workers: DeadWorker[] = []
  const store = createPageStore(scenarioOf())
  const playback = new Playback({
    requestFrame: () => 1,
    cancelFrame: () => undefined,
    defer: (work) => work(),
  })
  const openWorker = (): WorkerPort => {
    const worker = new DeadWorker()
    workers.push(worker)
    return worker
  }
  const runner = new LaneRunner({ store, playback, openWorker, budgetBytes: 1e9, cores: 2 })
  runner.start()
  return { store, runner, workers }
}

describe('a worker', () => {
  test('that does not start ends the run, says so, and is replaced when asked', () => {
    const { store, runner, workers } = startRunner()
    expect(store.getState().running.get(null)).toBe(0)
    workers[0]?.fail()
    expect(store.getState().notice).toEqual({
      tone: 'error',
      text: 'The simulation of lane A could not be started. Your scenario is kept.',
      offer: { kind: 'simulate' },
    })
    expect(store.getState().lanes.get(null)?.failure).toBe('The simulation could not be started.')
    expect(workers[0]?.isOpen).toBe(false)
    runner.simulate()
    expect(workers).toHaveLength(2)
    expect(workers[1]?.heard).toContain('run')
  })

  test('that dies later gives its reason', () => {
    const { store, workers } = startRunner()
    workers[0]?.onmessage?.({ data: { kind: 'ready' } } as MessageEvent)
    workers[0]?.fail('out of memory')
    expect(store.getState().notice?.text).toBe(
      'The simulation of lane A has stopped. out of memory. Your scenario is kept.',
    )
  })

  test('whose answer cannot be read ends the run', () => {
    const { store, workers } = startRunner()
    workers[0]?.onmessageerror?.({} as MessageEvent)
    expect(store.getState().lanes.get(null)?.failure).toBe(
      'An answer of the simulation could not be read.',
    )
  })
})
