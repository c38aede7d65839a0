/**
 * Does once more, and again, what a worker has just done, while nobody waits for it: a browser compiles what it
 * runs little by little, so that the first runs of an engine take several times as long as the fifth. An edit
 * should not be the one to wait. Nothing comes of it, and the first command ends it.
 */
import { numbersOf } from '../analysis/numbers/numbers.ts'
import { indexColumns } from '../analysis/scene/traceIndex.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Trace } from '../trace/schema.ts'

/** How often it is done again, and how much of it: four times a minute of the opening scenario. */
const REHEARSALS = 4
const EVENTS_MAX = 200_000
const EVENTS_PER_STEP = 20_000
/** Long enough for a page that shares its processor to draw in between. */
const PAUSE_MS = 16

export class WarmUp {
  private steps: Iterator<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined

  /** Takes one step after the other, with a pause after each. */
  begin(steps: Iterator<void>): void {
    this.steps = steps
    this.timer = setTimeout(() => this.step(), PAUSE_MS)
  }

  end(): void {
    this.steps = null
    clearTimeout(this.timer)
  }

  private step(): void {
    if (this.steps?.next().done === false) this.timer = setTimeout(() => this.step(), PAUSE_MS)
    else this.end()
  }
}

interface RehearsedRun {
  advance(events: number): boolean
  trace(): Trace
}

/** What is done for a picture, from the start of the run to its numbers, in steps. */
export function* rehearsals(
  start: () => RehearsedRun,
  scenario: LaneScenario,
  options: { readonly goalUs: number; readonly binsMax: number },
): Generator<void> {
  for (let i = 0; i < REHEARSALS; i++) {
    const run = start()
    for (let events = 0; events < EVENTS_MAX; events += EVENTS_PER_STEP) {
      yield
      if (run.advance(EVENTS_PER_STEP)) break
    }
    const trace = run.trace()
    yield
    indexColumns(trace, scenario, options)
    yield
    numbersOf(trace, options)
  }
}
