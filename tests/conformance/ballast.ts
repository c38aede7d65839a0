/** What Ballast picks for the steps of a case: the numbers of servers, one for each request. */
import { DrivenAlgorithm } from '../support/algorithmHarness.ts'
import { type Case, PORTS } from './cases.ts'

export function picksOfBallast({ algorithm, weights, keysAre, steps }: Case): string {
  const driven = new DrivenAlgorithm(algorithm, {
    size: weights.length,
    weights,
    names: PORTS.map((port) => `127.0.0.1:${port}`),
  })
  const picks: number[] = []
  for (const step of steps) {
    if (step.kind === 'usable') driven.setUsable(step.servers)
    else if (step.kind === 'finish') driven.finish(picks[step.send] as number)
    else {
      if (keysAre === 'addresses') driven.address = Uint8Array.from(step.key.split('.').map(Number))
      else driven.path = step.key
      const target = driven.send()
      picks.push(target)
      if (!step.stays) driven.finish(target)
    }
  }
  return picks.join('')
}
