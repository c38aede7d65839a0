/** A sweep of the page: what it finds is what the same runs give anywhere, however often it is stopped. */
import { afterEach, expect, test } from 'vitest'
import { foundFigure } from '../../src/analysis/replications/meanWords.ts'
import { metricOf } from '../../src/analysis/replications/metrics.ts'
import type { SweepPlan, SweepState } from '../../src/app/page/state.ts'
import { createPageStore, type PageStore } from '../../src/app/page/store.ts'
import { briefly } from '../../src/app/scenarioPanel/display.ts'
import type { WorkerPort } from '../../src/app/simulation/laneRunner.ts'
import { Sweeper } from '../../src/app/simulation/sweeper.ts'
import { rangeAround, sweptSettings } from '../../src/app/sweep/sweptSettings.ts'
import { stepsOf } from '../../src/base/steps.ts'
import { experimentKey } from '../../src/scenario/document/canonical.ts'
import { withVaried } from '../../src/scenario/edits/vary.ts'
import { laneIds, resolveLane } from '../../src/scenario/lanes.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import { startWorker } from '../runtime/laneLine.ts'
import { lane as laneWith, scenarioWith } from '../scenario/small.ts'
import { replicateAll, upTo } from '../support/replications.ts'
import { simulateInto } from '../support/simulate.ts'

const scenario = scenarioWith({
  durationMs: 3000,
  warmUpMs: 500,
  ...laneWith({ targetGroups: { web: { algorithm: { id: 'random' } } } }),
})
const settings = sweptSettings(scenario)
const setting = (label: string, section = 'Targets') => {
  const found = settings.find((each) => each.label === label && each.section === section)
  if (found === undefined) throw new Error(`there is no setting ${label}`)
  return found
}

const open: MessagePort[] = []
afterEach(() => {
  for (const port of open) port.close()
  open.length = 0
})

/** A worker that the page may end. */
function openWorker(): WorkerPort {
  const port = startWorker()
  open.push(port)
  return Object.assign(port, {
    terminate: () => port.close(),
    onerror: null,
  }) as unknown as WorkerPort
}

function planOf(label: string, values: readonly number[], runs = 3): SweepPlan {
  const { field, varied } = setting(label)
  const wish = { from: 1, to: 3, count: values.length, isLog: false, runs }
  return { field, varied, scenario, key: experimentKey(scenario), values, wish }
}

const until = (store: PageStore, isIt: (sweep: SweepState) => boolean): Promise<SweepState> =>
  new Promise((resolve) => {
    const look = (): void => {
      const { sweep } = store.getState()
      if (sweep === null || !isIt(sweep)) return
      stop()
      resolve(sweep)
    }
    const stop = store.subscribe(look)
    look()
  })

const isOver = ({ isRunning }: SweepState): boolean => !isRunning

function expectedAt(value: number, runs: number) {
  const edited = withVaried(scenario, setting('Number').varied, value)
  if (!edited.ok) throw new Error('so many targets are possible')
  const lanes = laneIds(edited.scenario).map(({ id }) => resolveLane(edited.scenario, id))
  return replicateAll(lanes, upTo(runs), simulateInto)
}

test('finds at each value what the same runs give anywhere, whatever the number of workers', async () => {
  for (const cores of [1, 3]) {
    const store = createPageStore(scenario)
    new Sweeper({ store, openWorker, cores }).start(planOf('Number', [3, 1]))
    expect(store.getState().sweep?.isRunning).toBe(true)
    const sweep = await until(store, isOver)
    expect([sweep.done, sweep.of, sweep.problem]).toEqual([12, 12, null])
    expect(sweep.points.map(({ at }) => at)).toEqual([1, 3])
    for (const { at, lanes } of sweep.points) expect(lanes).toEqual(expectedAt(at, 3))
  }
})

test('goes on where it was stopped, and takes up further values', async () => {
  const store = createPageStore(scenario)
  const sweeper = new Sweeper({ store, openWorker, cores: 2 })
  sweeper.start(planOf('Number', [1, 2]))
  sweeper.stop()
  const stopped = store.getState().sweep
  expect([stopped?.isRunning, stopped?.of]).toEqual([false, 12])
  // The dialog was closed and opened again.
  const again = new Sweeper({ store, openWorker, cores: 2 })
  again.start(planOf('Number', [1, 2], 2))
  await until(store, isOver)
  again.start(planOf('Number', [1, 3, 2], 2))
  const sweep = await until(store, (each) => isOver(each) && each.done === each.of)
  expect(sweep.of).toBe(12)
  for (const { at, lanes } of sweep.points) expect(lanes).toEqual(expectedAt(at, 2))
})

test('leaves out what the setting cannot have, and says why; what there was stays', async () => {
  const store = createPageStore(scenario)
  const sweeper = new Sweeper({ store, openWorker, cores: 2 })
  sweeper.start(planOf('Number', [2, 0], 2))
  const sweep = await until(store, isOver)
  expect(sweep.points.map(({ at }) => at)).toEqual([2])
  expect(sweep.refused).toMatchObject([{ at: 0 }])
  expect(sweep.refused[0]?.why).toContain('whole number from 1 to')
  sweeper.start(planOf('Number', [0, -1], 2))
  const after = store.getState().sweep
  expect([after?.isRunning, after?.points]).toEqual([false, sweep.points])
  expect(after?.refused.map(({ at }) => at)).toEqual([-1, 0])
  expect(after?.problem).toMatch(/^None of these values is possible\. .* whole number from 1 to/)
})

test('fewer runs than there are rest on so many, and are told as such', async () => {
  const store = createPageStore(scenario)
  const sweeper = new Sweeper({ store, openWorker, cores: 2 })
  sweeper.start(planOf('Number', [2], 4))
  await until(store, isOver)
  sweeper.start(planOf('Number', [2], 2))
  const sweep = await until(store, isOver)
  expect([sweep.done, sweep.of]).toEqual([4, 4])
  expect(sweep.points[0]?.lanes).toEqual(expectedAt(2, 2))
})

test('belongs to a scenario, whatever that is called', () => {
  expect(experimentKey({ ...scenario, title: 'Another' })).toBe(experimentKey(scenario))
  expect(experimentKey({ ...scenario, seed: 'other' })).not.toBe(experimentKey(scenario))
  const lanes = Object.fromEntries(
    Object.entries(scenario.lanes).map(([id, lane]) => [id, { ...lane, patch: {} }]),
  )
  expect(experimentKey({ ...scenario, lanes })).not.toBe(experimentKey(scenario))
})

test('every number of the panel of every example has a range in which it can be set', () => {
  for (const preset of presets) {
    for (const each of sweptSettings(preset.scenario)) {
      const range = rangeAround(each)
      expect(range.from, `${preset.id} ${each.field}`).toBeLessThan(range.to)
      const values = stepsOf(range)
      expect(values.length, `${preset.id} ${each.field}`).toBeGreaterThan(1)
      const say = briefly(each.knob, values)
      expect(new Set(values.map(say)).size, `${preset.id} ${each.field}`).toBe(values.length)
    }
  }
})

test('a figure says of how many runs it is, or why it is not claimed', () => {
  const p99 = metricOf('p99')
  const [two = []] = expectedAt(2, 2)
  const overloaded = two.map((each) => ({ ...each, isOverloaded: true }))
  const [none, one, both, unstable] = [[], two.slice(0, 1), two, overloaded].map(
    (found) => foundFigure(p99, found).words,
  )
  expect(none).toBe('–')
  expect(one).toMatch(/ in one run$/)
  expect(both).toMatch(/ ms \(.* to .*\)$/)
  expect(unstable).toBe('unstable: more is offered than can be done')
})
