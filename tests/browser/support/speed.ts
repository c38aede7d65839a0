/** How fast the page is, measured inside of it: by its own clock, frames and list of long tasks. */
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import type { laneIds, resolveLane } from '../../../src/scenario/lanes.ts'
import type { Scenario } from '../../../src/scenario/types.ts'
import { ROOT } from '../../../tools/run.mjs'

/** Milliseconds from each edit to the frame in which every stage carried a new digest, and of each long task. */
export interface Edits {
  readonly tookMs: readonly number[]
  readonly longTasksMs: readonly number[]
  /** How many digests each stage has carried. */
  readonly digests: readonly number[]
}

/**
 * Moves the slider of a setting to `count` places around where it is, each a place where it has not been, and lets
 * the page come to rest after each.
 */
export const edit = (page: Page, path: string, count: number): Promise<Edits> =>
  page.evaluate(
    async ({ path, count }) => {
      const slider = document.querySelector<HTMLInputElement>(`input[data-path="${path}"]`)
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
      const stages = [...document.querySelectorAll<HTMLCanvasElement>('canvas[data-digest]')]
      if (slider === null || setter === undefined) throw new Error(`no slider sets ${path}`)
      const longTasksMs: number[] = []
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasksMs.push(duration)
      }).observe({ type: 'longtask' })
      const frames = async (count: number) => {
        for (let i = 0; i < count; i++) await new Promise((next) => requestAnimationFrame(next))
      }
      const digests = () => stages.map(({ dataset }) => dataset['digest'] ?? '')
      // After it was opened the page loads and warms up what an edit needs.
      await frames(180)
      const seen = stages.map((_, i) => new Set([digests()[i]]))
      const middle = Number(slider.value)
      const tookMs: number[] = []
      for (let i = 0; i < count; i++) {
        const before = digests()
        const away = (Math.floor(i / 2) + 1) * (i % 2 === 0 ? 1 : -1)
        setter.call(slider, String(middle + away))
        // Heard at the end of the callback of the very frame, without a frame of the test's own meanwhile.
        const shown = new Promise<number>((resolve) => {
          const observer = new MutationObserver(() => {
            if (digests().some((digest, k) => digest === '' || digest === before[k])) return
            observer.disconnect()
            resolve(performance.now())
          })
          for (const stage of stages) observer.observe(stage, { attributeFilter: ['data-digest'] })
        })
        const began = performance.now()
        slider.dispatchEvent(new Event('input', { bubbles: true }))
        tookMs.push((await shown) - began)
        for (const [k, digest] of digests().entries()) seen[k]?.add(digest)
        await frames(12)
      }
      return { tookMs, longTasksMs, digests: seen.map(({ size }) => size) }
    },
    { path, count },
  )

const RUNS_IN_NODE = 15

/** What is asked of the built library. */
interface Bundled {
  readonly laneIds: typeof laneIds
  readonly resolveLane: typeof resolveLane
  readonly simulate: (lane: ReturnType<typeof resolveLane>) => unknown
}

/** Milliseconds that the lanes of a scenario take in Node, bundled, one after the other: the median of warm runs. */
export async function lanesInNode(scenario: Scenario): Promise<number> {
  const file = pathToFileURL(`${ROOT}/dist-cli/index.js`).href
  const library = (await import(file)) as Bundled
  const lanes = library.laneIds(scenario).map(({ id }) => library.resolveLane(scenario, id))
  const tookMs = Array.from({ length: RUNS_IN_NODE }, () => {
    const began = performance.now()
    for (const lane of lanes) library.simulate(lane)
    return performance.now() - began
  })
  return percentile(tookMs.slice(RUNS_IN_NODE / 3), 0.5)
}

interface TraceEvent {
  readonly name: string
  /** Microseconds that the thread really had the processor. */
  readonly tdur?: number
}

export interface LogRead {
  readonly tookMs: number
  readonly longTasksMs: readonly number[]
}

/** Drops a log of so many lines on the page, and looks on while nine tenths of it are read. */
export const readLog = (page: Page, lines: number): Promise<LogRead> =>
  page.evaluate(async (count) => {
    const day = 86_400
    const block: string[] = []
    for (let i = 0; i < count; i++) {
      const second = Math.floor((i / count) * day)
      const clock = [second / 3600, (second / 60) % 60, second % 60]
        .map((part) => String(Math.floor(part)).padStart(2, '0'))
        .join(':')
      block.push(
        `192.0.2.${i % 250} - - [05/May/2024:${clock} +0000] "GET /item-${i % 900} HTTP/1.1" 200 ${i % 9000} "-" "x"\n`,
      )
    }
    const given = new DataTransfer()
    given.items.add(new File(block, 'large.log'))
    // What making the file took is not counted.
    await new Promise((resolve) => setTimeout(resolve, 300))
    const longTasksMs: number[] = []
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasksMs.push(duration)
    })
    observer.observe({ type: 'longtask' })
    const fromMs = performance.now()
    const drop = new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true })
    document.querySelector('main')?.dispatchEvent(drop)
    const isNearEnd = (): boolean =>
      /reading large\.log, (?:9\d|100) %/.test(document.body.textContent ?? '') ||
      document.querySelector('[data-testid=notice]') !== null
    while (!isNearEnd()) await new Promise((resolve) => setTimeout(resolve, 20))
    const tookMs = performance.now() - fromMs
    observer.disconnect()
    return { tookMs, longTasksMs }
  }, lines)

/** Milliseconds of processor that the script of each animation frame took, while the page played for a while. */
export async function scriptTimes(
  browser: Browser,
  page: Page,
  forMs: number,
): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['devtools.timeline'] })
  await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), forMs)
  const recorded = await browser.stopTracing()
  const { traceEvents } = JSON.parse(recorded.toString()) as { traceEvents: TraceEvent[] }
  const frames = traceEvents.filter(({ name, tdur }) => name === 'FireAnimationFrame' && tdur)
  return frames.map(({ tdur }) => (tdur ?? 0) / 1000)
}

/** From now on, the moment is kept at which a request has first moved on a stage; call before the page is opened. */
export async function watchFirstMove(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let drawn: { readonly canvas: HTMLCanvasElement; readonly pixels: string } | null = null
    const look = (): void => {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-digest]')
      // A stage that has been drawn says of what, if only that there is no digest yet.
      if (canvas !== null) {
        const pixels = canvas.toDataURL()
        if (drawn?.canvas === canvas && drawn.pixels !== pixels) {
          Object.assign(window, { firstMoveMs: performance.now() })
          return
        }
        drawn = { canvas, pixels }
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** Milliseconds from the load event to the first move. */
export async function firstMoveAfterLoad(page: Page): Promise<number> {
  await page.waitForFunction(() => 'firstMoveMs' in window)
  return page.evaluate(() => {
    const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return (window as unknown as { firstMoveMs: number }).firstMoveMs - (load?.loadEventEnd ?? 0)
  })
}

/** By nearest rank. */
export const percentile = (values: readonly number[], p: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(p * values.length) - 1] ?? Number.NaN

/**
 * Does a measurement up to so many times, until it is as it should be: whatever else runs on the machine can only
 * make it slower. Every try is printed; the last one is returned.
 */
export async function best<T>(
  tries: number,
  options: {
    readonly measure: () => Promise<T>
    readonly isRight: (measured: T) => boolean
    readonly words: (measured: T) => string
  },
): Promise<T> {
  for (let left = tries; ; left--) {
    const measured = await options.measure()
    console.log(options.words(measured))
    if (left <= 1 || options.isRight(measured)) return measured
  }
}
