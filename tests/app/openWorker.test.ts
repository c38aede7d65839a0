/** Workers that are started before anybody asks for one. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  endWorkersAhead,
  openWorker,
  startWorkersAhead,
} from '../../src/app/simulation/openWorker.ts'

class FakeWorker extends EventTarget {
  static readonly started: FakeWorker[] = []
  onmessage: ((event: Event) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  isOpen = true
  constructor() {
    super()
    FakeWorker.started.push(this)
    this.addEventListener('message', (event) => this.onmessage?.(event))
    this.addEventListener('error', (event) => this.onerror?.(event))
  }
  terminate(): void {
    this.isOpen = false
  }
}

beforeEach(() => vi.stubGlobal('Worker', FakeWorker))
afterEach(() => {
  endWorkersAhead()
  FakeWorker.started.length = 0
  vi.unstubAllGlobals()
})

test('are those that are opened first, and say then what they have said before', async () => {
  startWorkersAhead(1)
  const [first] = FakeWorker.started
  first?.dispatchEvent(new MessageEvent('message', { data: { kind: 'ready' } }))
  first?.dispatchEvent(new Event('error'))
  const opened = openWorker()
  const heard: string[] = []
  opened.onmessage = ({ data }) => heard.push(data.kind)
  opened.onerror = () => heard.push('error')
  await Promise.resolve()
  expect(heard).toEqual(['ready', 'error'])
  expect(FakeWorker.started).toHaveLength(1)
  openWorker()
  expect(FakeWorker.started).toHaveLength(2)
})

test('are ended when nobody opens them', () => {
  startWorkersAhead(2)
  openWorker()
  endWorkersAhead()
  expect(FakeWorker.started.map(({ isOpen }) => isOpen)).toEqual([true, false])
  openWorker()
  expect(FakeWorker.started).toHaveLength(3)
})
