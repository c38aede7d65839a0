/** State that changes now and then: health as each node sees it, targets that are down, answers of resolvers. */

import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'
import { CHANGE_KINDS, type ChangeKind } from '../../trace/schema.ts'
import { type Frame, HEALTH } from './model.ts'

const kind = (name: ChangeKind): number => CHANGE_KINDS.indexOf(name)
const UNHEALTHY = kind('unhealthy')
const HEALTHY = kind('healthy')
const FAIL_OPEN = kind('fail-open')
const FAIL_OPEN_END = kind('fail-open-end')
const DNS_ANSWER = kind('dns-answer')
const TARGET_DOWN = kind('target-down')
const TARGET_UP = kind('target-up')

/** Replays all changes up to `tUs`, which are few: hundreds in a run, thousands in a bad one. */
export function changesInto(index: TraceIndex, tUs: number, into: Frame): void {
  const { targets, nodes } = index.legs
  for (let n = 0; n < nodes; n++) {
    for (let t = 0; t < targets; t++) {
      into.health[n * targets + t] = index.isNew[t] === 1 ? HEALTH.unknown : HEALTH.healthy
    }
  }
  into.isFailOpen.fill(0)
  into.isDown.fill(0)
  into.answer.fill(0)
  into.answerCount.fill(0)
  into.answeredUs.fill(-1)
  for (const chunk of index.trace.changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const atUs = chunk.atUs[i] as number
      if (atUs > tUs) return
      const what = chunk.kind[i] as number
      const a = chunk.a[i] as number
      const b = chunk.b[i] as number
      // Nodes that no request comes through check their targets too.
      const isSeen = a < nodes && b < targets
      if (what === UNHEALTHY && isSeen) into.health[a * targets + b] = HEALTH.unhealthy
      else if (what === HEALTHY && isSeen) into.health[a * targets + b] = HEALTH.healthy
      else if (what === FAIL_OPEN && a < nodes) into.isFailOpen[a] = 1
      else if (what === FAIL_OPEN_END && a < nodes) into.isFailOpen[a] = 0
      else if (what === TARGET_DOWN) into.isDown[b] = 1
      else if (what === TARGET_UP) into.isDown[b] = 0
      else if (what === DNS_ANSWER) {
        into.answer[a] = chunk.value[i] as number
        into.answerCount[a] = b
        into.answeredUs[a] = atUs
      }
    }
  }
}
