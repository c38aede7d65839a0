/**
 * Health checks of DNS itself: checkers in several places look at each answer of a record, each at a phase of its own,
 * and each changes its mind after so many looks in a row. An answer is good while more than a least share of them say
 * so; resolvers that ask later are told. Source: Amazon Route 53, "How Route 53 determines whether a health check is
 * healthy". That a look takes no time, and where checkers are, is our model.
 */
import { drawAt } from '../../base/draws.ts'
import { RANK_HEALTH } from '../entries.ts'
import { type Checker, type Entry, NONE } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'
import type { PlannedRecord } from './plan.ts'
import { isGood } from './resolver.ts'

/** More than this share of the checkers must hold an answer to be good. */
const LEAST_SHARE = 0.18

export function beginChecks(world: World): void {
  let first = 0
  for (const { check, answers } of world.plan.dns.records) {
    if (check === null) continue
    const { intervalUs, key, checkers } = check
    for (let nth = 0; nth < checkers * answers.length; nth++) {
      const phase = drawAt(key.k0, key.k1, nth, 0, 0)
      const look = world.dns.looks.first + first + nth
      world.queue.schedule(look, Math.floor(phase * intervalUs), RANK_HEALTH)
    }
    first += checkers * answers.length
  }
}

/** A checker looks at its answer. */
export function onLook(world: World, nth: number): void {
  const { dns, queue, plan } = world
  const checker = nth as Checker
  const { record, answer, firstOfAnswer } = placeOf(plan.dns.records, nth)
  const { check, answers, firstAnswer } = record
  if (check === null) return
  queue.schedule(dns.looks.first + nth, world.nowUs + check.intervalUs, RANK_HEALTH)
  const sees = isUp(world, answers[answer]) ? 1 : 0
  if (sees === dns.says[checker]) {
    dns.against[checker] = 0
    return
  }
  dns.against[checker]++
  if (dns.against[checker] < check.threshold) return
  dns.says[checker] = sees
  dns.against[checker] = 0
  let saying = 0
  for (let c = 0; c < check.checkers; c++) saying += dns.says[(firstOfAnswer + c) as Checker]
  const isGoodNow = saying > LEAST_SHARE * check.checkers ? 1 : 0
  if (isGoodNow === dns.answerGood[firstAnswer + answer]) return
  dns.answerGood[firstAnswer + answer] = isGoodNow
  recordChange(
    world,
    isGoodNow === 1 ? 'answer-good' : 'answer-bad',
    firstAnswer + answer,
    NONE,
    saying,
  )
}

/** Which answer of which record a checker looks at, and the first checker of that answer. */
function placeOf(
  records: readonly PlannedRecord[],
  nth: number,
): { readonly record: PlannedRecord; readonly answer: number; readonly firstOfAnswer: number } {
  let first = 0
  for (const record of records) {
    const each = record.check?.checkers ?? 0
    const size = each * record.answers.length
    if (nth < first + size) {
      const answer = Math.floor((nth - first) / each)
      return { record, answer, firstOfAnswer: first + answer * each }
    }
    first += size
  }
  throw new Error('Broken invariant: a checker looks at an answer')
}

/** Whether whoever asks one of its addresses is answered: by a node that has a healthy target, or by the target. */
function isUp(world: World, { first, size }: PlannedRecord['answers'][number]): boolean {
  for (let e = first as number; e < first + size; e++) if (answers(world, e as Entry)) return true
  return false
}

function answers(world: World, e: Entry): boolean {
  const { target } = world.plan.dns.entries[e]
  if (target < 0) return isGood(world, e)
  const { down, out, speed } = world.targets
  return out[target] === 0 && down[target] === 0 && speed[target] > 0
}
