/**
 * How many requests a target got in the last second: the count of this second, and of the second before the share of it
 * that is less than a second ago. Source: HAProxy include/haproxy/freq_ctr.h.
 */
const SECOND_US = 1_000_000

export const RECENT_STATE = {
  /** The second that the counts belong to, counted from 1; 0 is none yet. */
  second: 'target',
  picks: 'target',
  picksBefore: 'target',
} as const

type Recent = Readonly<Record<keyof typeof RECENT_STATE, Float64Array>>

const secondAt = (nowUs: number): number => Math.floor(nowUs / SECOND_US) + 1

export function countPick(recent: Recent, target: number, nowUs: number): void {
  const second = secondAt(nowUs)
  const passed = second - (recent.second[target] as number)
  if (passed > 0) {
    recent.picksBefore[target] = passed === 1 ? (recent.picks[target] as number) : 0
    recent.picks[target] = 0
    recent.second[target] = second
  }
  recent.picks[target] = (recent.picks[target] as number) + 1
}

export function picksPerSecond(recent: Recent, target: number, nowUs: number): number {
  const second = secondAt(nowUs)
  const passed = second - (recent.second[target] as number)
  if (passed > 1) return 0
  const share = second - nowUs / SECOND_US
  const picks = recent.picks[target] as number
  return passed === 1 ? share * picks : picks + share * (recent.picksBefore[target] as number)
}
