/** Why one attempt went where it went: what its node knew at that moment, and how its algorithm used it. */
import { percentText } from '../base/percentText.ts'
import { HEALTHS, HEALTHY, type Health } from '../model/health.ts'
import type { AttemptName } from '../model/name.ts'

/** Which pick is asked about: that of an attempt, or the first at or after a time. */
export interface PickQuestion {
  readonly attempt: AttemptName | null
  /** Not before: when the attempt was sent. */
  readonly atUs: number
  /** When the attempt was over, if that is known: what has not been picked by then never is. */
  readonly untilUs?: number
}

export interface Candidate {
  readonly target: string
  /** Whether the node could choose it: healthy in its eyes, or failing open. */
  readonly isUsable: boolean
  readonly health: Health
  /** The signals that the algorithm reads, by name. */
  readonly known: Readonly<Record<string, number>>
  /** The figure by which the algorithm compares, if it has one. */
  readonly score: number | null
  /** What the algorithm remembers of it, by what that is called. */
  readonly remembered: Readonly<Record<string, number>>
}

/** A narrowing at work: who may be considered. */
export interface Narrowed {
  readonly label: string
  /** Why, after the name of a target. */
  readonly because: string
  /** The targets that it took away. */
  readonly away: readonly string[]
  /** None or too few would have been left, so all were kept. */
  readonly hasGivenIn: boolean
  /** Where requests are dealt out among parts: these, and why they are so. */
  readonly dealt: { readonly parts: readonly DealtPart[]; readonly why: string } | null
}

/** Targets that are considered for a share of the requests. */
export interface DealtPart {
  /** `zone b`, `priority 1`. */
  readonly label: string
  readonly share: number
  readonly targets: number
  /** Whether this request fell to it. */
  readonly isTaken: boolean
}

export interface Explanation {
  readonly node: string
  /** Which of its workers decided, from 0 on; null where it has one. */
  readonly worker: number | null
  readonly atUs: number
  readonly algorithm: string
  readonly chosen: string | null
  /** One sentence. */
  readonly because: string
  readonly isFailOpen: boolean
  /** What each narrowing took away, in their order; what is left could be chosen. */
  readonly narrowed: readonly Narrowed[]
  /** Of an algorithm that hashes: at which place of its spread the key is. */
  readonly keyPlace: number | null
  readonly scoreLabel: string | null
  readonly scoreUnit: string | null
  readonly candidates: readonly Candidate[]
}

/** Which of several workers decided; null where a node has one. */
export const workerSentence = ({ worker }: Explanation): string | null =>
  worker === null ? null : `Worker ${worker + 1} of the node has the connection.`

/** Why requests are dealt out as they are before the algorithm is asked, and to which part this one fell. */
export const dealtSentences = ({ narrowed }: Explanation): readonly string[] =>
  narrowed.flatMap(({ dealt }) => {
    if (dealt === null) return []
    const taken = dealt.parts.find(({ isTaken }) => isTaken)
    return taken === undefined || dealt.parts.length < 2
      ? [dealt.why]
      : [`${dealt.why} This request fell to ${taken.label}, as ${percentText(taken.share)} % do.`]
  })

/** `62.5 % to zone a, 2 targets`. */
export const partText = ({ label, share, targets }: DealtPart): string =>
  `${percentText(share)} % to ${label}, ${targets} ${targets === 1 ? 'target' : 'targets'}`

/** Why a node used unhealthy targets as well; null when it did not. */
export function failOpenSentence({ isFailOpen, candidates, narrowed }: Explanation): string | null {
  if (!isFailOpen) return null
  const used = candidates.filter(({ isUsable }) => isUsable)
  const healthy = used.filter(({ health }) => health === HEALTHS[HEALTHY]).length
  const inPart = narrowed.some(({ dealt }) => dealt !== null) ? ' of this part' : ''
  return healthy === 0
    ? `Every target${inPart} was unhealthy, so all of them were used.`
    : `Only ${healthy} of ${used.length} targets${inPart} were healthy, fewer than the panic threshold asks for, so all of them were used.`
}
