/** Keeps sweeps in the browser as their runs end, and finds them again for the scenario that they are of. */
import { useEffect, useState } from 'react'
import { experimentKey } from '../../scenario/document/canonical.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { Archive } from '../documents/archive.ts'
import { revisionOf } from '../documents/link.ts'
import { type Page, usePage, usePageState } from '../page/page.ts'
import type { PageState, SweepState } from '../page/state.ts'
import type { SweepSlot } from '../simulation/sweeper.ts'
import { readSweepText, sweepText } from './keptSweep.ts'

/** So long one waits for what the browser keeps. */
const BEGIN_AFTER_MS = 800
/** What came from there is not written again. */
const restored = new WeakSet<SweepState>()
const SLOTS: readonly SweepSlot[] = ['sweep', 'sensitivity']

/** Writes what has ended or was stopped, from now on. Where the browser keeps nothing it lasts as long as the page. */
export function keepSweeps(page: Pick<Page, 'store' | 'runner'>, archive: Promise<Archive>): void {
  page.store.subscribe((state, before) => {
    for (const slot of SLOTS) {
      const sweep = state[slot]
      if (sweep === null || sweep === before[slot] || sweep.isRunning || sweep.done === 0) continue
      if (restored.has(sweep)) continue
      void Promise.allSettled([write(page, archive, slot, sweep)])
    }
  })
}

async function write(
  page: Pick<Page, 'runner'>,
  archive: Promise<Archive>,
  slot: SweepSlot,
  sweep: SweepState,
): Promise<void> {
  const revision = revisionOf(page)
  const text = revision === null ? null : sweepText(sweep, revision)
  if (text === null) return
  const { field, key } = sweep.plan
  const id = `${slot} ${field} ${key}`
  await (await archive).writeSweep({
    ...{ id, slot, field, keys: [...sweep.keys], text },
    savedAtMs: Date.now(),
  })
}

/** Takes up what is kept of the scenario, of one field or the newest; true when there is nothing to wait for. */
export function useKeptSweep(slot: SweepSlot, field: string | null): boolean {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const [isReady, setReady] = useState(() => isThere(page.store.getState(), slot, field))
  useEffect(() => {
    let isOver = false
    const begin = (): void => {
      if (!isOver) setReady(true)
    }
    void Promise.allSettled([restore(page, { slot, field, scenario })]).then(begin)
    // A browser that is slow to say what it keeps holds nobody up.
    const timer = setTimeout(begin, BEGIN_AFTER_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [page, slot, field, scenario])
  return isReady
}

interface Sought {
  readonly slot: SweepSlot
  readonly field: string | null
  readonly scenario: Scenario
}

async function restore(page: Page, { slot, field, scenario }: Sought): Promise<void> {
  const { store } = page
  const state = store.getState()
  const engineRevision = revisionOf(page)
  if (isThere(state, slot, field) || engineRevision === null) return
  const archive = await page.archive
  const kept = await archive.readSweeps(experimentKey(scenario))
  for (const each of kept) {
    if (each.slot !== slot || (field !== null && each.field !== field)) continue
    const sweep = readSweepText(each.text, { engineRevision, ...each })
    if (sweep === null) continue
    restored.add(sweep)
    store.setState((now) =>
      now.scenario === scenario && now[slot] === state[slot] ? { [slot]: sweep } : {},
    )
    return
  }
}

/** What is on show of the scenario stays; so does what runs. */
function isThere(state: PageState, slot: SweepSlot, field: string | null): boolean {
  const sweep = state[slot]
  if (sweep === null) return false
  const isOf = sweep.keys.includes(experimentKey(state.scenario))
  return sweep.isRunning || (isOf && (field === null || sweep.plan.field === field))
}
