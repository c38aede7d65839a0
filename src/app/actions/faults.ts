/** Verbs on faults: do one at the playhead, move, lengthen, delete, and end those of a target. */

import type { Knobs } from '../../base/knobs.ts'
import { type FaultSpec, faultByKind } from '../../faults/index.ts'
import { type Json, own } from '../../scenario/document/json.ts'
import { addFault, moveFault, removeFault, resizeFault } from '../../scenario/edits/faults.ts'
import { setAt } from '../../scenario/edits/set.ts'
import { namesFor } from '../../scenario/names.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { Page } from '../page/page.ts'
import { announce } from '../page/store.ts'
import { momentWords, spanWords } from '../page/timeWords.ts'
import { faultsOn } from '../selectors/faults.ts'
import { applyEdit, endEdit } from './edit.ts'

/**
 * A fault that begins at the playhead, in every lane. What it is about is `subject` where that fits, else the
 * first thing of the right sort.
 */
export function faultAtPlayhead(
  page: Page,
  kind: FaultSpec['kind'],
  subject: string | null,
): string | null {
  const { scenario } = page.store.getState()
  const atMs = playheadMs(page)
  const leftUs = Math.round((scenario.durationMs - atMs) * 1000)
  const defaults = defaultsOf(scenario, kind, subject)
  const forMs = Math.max(1, Math.min(defaults['forMs'] as number, leftUs / 1000))
  const fault = { kind, ...defaults, atMs, forMs }
  const edited = addFault(scenario, fault as unknown as FaultSpec)
  const words = `${faultByKind(kind).label} added at ${momentWords(atMs * 1000)}.`
  if (!applyEdit(page, edited, { words }) || !edited.ok) return null
  return edited.id
}

const playheadMs = (page: Page): number => Math.round(page.playback.playheadUs) / 1000

function defaultsOf(
  scenario: Scenario,
  kind: FaultSpec['kind'],
  subject: string | null,
): Record<string, Json> {
  const given: Record<string, Json> = {}
  let used = 0
  for (const [name, knob] of Object.entries(faultByKind(kind).knobs as Knobs)) {
    if (knob.type !== 'reference') {
      if (knob.type !== 'member') given[name] = knob.default as Json
      continue
    }
    const things = namesFor(scenario, knob.to)
    const fits = subject !== null && things.includes(subject)
    given[name] = (fits ? subject : things[used % Math.max(1, things.length)]) ?? ''
    used += 1
  }
  return given
}

/** Where a drag has brought a fault; one step of the history until the drag ends. */
export function dragFault(
  page: Page,
  id: string,
  span: { readonly atMs: number; readonly forMs: number },
): void {
  const { scenario } = page.store.getState()
  const old = own(scenario.faults, id)
  if (old === undefined) return
  const atMs = Math.min(Math.max(0, span.atMs), scenario.durationMs)
  const forMs = Math.max(1, span.forMs)
  const edited =
    forMs === old.forMs ? moveFault(scenario, id, atMs) : resizeFault(scenario, id, { atMs, forMs })
  applyEdit(page, edited, { label: `fault:${id}`, field: `faults.${id}` })
}

/** The drag is over; says where the fault is now. */
export function endFaultDrag(page: Page, id: string, label: string): void {
  endEdit(page)
  const fault = own(page.store.getState().scenario.faults, id)
  if (fault !== undefined) announce(page.store, `${label}, ${spanWords(fault)}.`)
}

export function deleteFault(page: Page, id: string): void {
  const { scenario } = page.store.getState()
  applyEdit(page, removeFault(scenario, id), { words: 'Fault deleted.' })
}

export function setFaultValue(
  page: Page,
  id: string,
  change: Readonly<Record<string, Json>>,
): void {
  const { scenario } = page.store.getState()
  const field = `faults.${id}.${Object.keys(change)[0] ?? ''}`
  applyEdit(page, setAt(scenario, ['faults', id], change), { label: field, field })
}

/** Ends every fault of a target at the playhead: what was goes on having been. */
export function restoreTarget(page: Page, target: string): void {
  const before = page.store.getState().scenario
  const atMs = playheadMs(page)
  let scenario = before
  for (const id of faultsOn(before, { target, atMs, lane: null })) {
    const fault = own(scenario.faults, id)
    if (fault === undefined) continue
    const forMs = atMs - fault.atMs
    const edited =
      forMs <= 0
        ? removeFault(scenario, id)
        : resizeFault(scenario, id, { atMs: fault.atMs, forMs })
    if (!edited.ok) {
      applyEdit(page, edited)
      return
    }
    scenario = edited.scenario
  }
  applyEdit(
    page,
    { ok: true, scenario },
    { words: `${target} restored at ${momentWords(atMs * 1000)}.` },
  )
}
