/** Who is considered, before an algorithm chooses: what each step of a lane's node leaves, and how it deals requests out. */
import { HEALTHS, HEALTHY, type Health } from '../../model/health.ts'
import { type Explanation, type Narrowed, partText } from '../../trace/explanation.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import own from './Considered.module.css'
import type { Answer } from './useExplanations.ts'
import css from './Why.module.css'

const { steps } = own
const { chosen, all } = css
/** More targets than these are only counted. */
const NAMED_MAX = 4

/** Nothing where all targets are considered for every request. */
export function Considered({ answers }: { readonly answers: readonly Answer[] }) {
  const narrowing = answers.flatMap(({ view, explanation }) =>
    explanation?.narrowed.some(isTelling) ? [{ view, explanation }] : [],
  )
  if (narrowing.length === 0) return null
  return (
    <details className={all} open data-testid="considered">
      <summary>Who is considered, before it chooses</summary>
      <table className={steps}>
        <caption className="visually-hidden">
          What each narrowing leaves of the targets, by lane
        </caption>
        <thead>
          <tr>
            <th scope="col">Lane</th>
            <th scope="col">Step</th>
            <th scope="col">Considered</th>
          </tr>
        </thead>
        <tbody>
          {narrowing.flatMap(({ view, explanation }) =>
            rowsOf(explanation).map(({ step, left, isTaken }, i) => (
              <tr key={`${view.key} ${step} ${left}`}>
                <th scope="row">{i === 0 && <LaneTag position={view.position} size="small" />}</th>
                <td>{step}</td>
                <td className={isTaken ? chosen : undefined}>{left}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </details>
  )
}

const isTelling = ({ away, dealt }: Narrowed): boolean => away.length > 0 || dealt !== null

interface Row {
  readonly step: string
  readonly left: string
  /** Of those among which requests are dealt out: this request fell to it. */
  readonly isTaken: boolean
}

function rowsOf({ candidates, narrowed }: Explanation): readonly Row[] {
  const healthOf = new Map(candidates.map(({ target, health }) => [target, health]))
  return narrowed.filter(isTelling).flatMap(({ label, away, dealt, hasGivenIn }): Row[] => {
    if (dealt === null) return [{ step: label, left: awayWords(away, healthOf), isTaken: false }]
    const areSeveral = dealt.parts.length > 1
    return dealt.parts.map((part, i) => ({
      step: i === 0 ? label : '',
      left: [
        partText(part),
        part.isTaken && hasGivenIn && ' (panic)',
        part.isTaken && areSeveral && ': this one',
      ]
        .filter(Boolean)
        .join(''),
      isTaken: part.isTaken && areSeveral,
    }))
  })
}

/** `without web-1 (ejected), web-2`, with what its node held each of them to be where that is not healthy. */
function awayWords(away: readonly string[], healthOf: ReadonlyMap<string, Health>): string {
  if (away.length > NAMED_MAX) return `without ${away.length} targets`
  const named = away.map((target) => {
    const health = healthOf.get(target) ?? HEALTHS[HEALTHY]
    return health === HEALTHS[HEALTHY] ? target : `${target} (${health})`
  })
  return `without ${named.join(', ')}`
}
