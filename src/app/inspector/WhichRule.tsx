/** Which rule a request matched, what that did, and why no earlier one matched. */
import { actionWords } from '../../actions/index.ts'
import { own } from '../../scenario/document/json.ts'
import { actionsOf, DEFAULT_RULE } from '../../scenario/forwarding.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import { routedIn } from '../../scenario/routing.ts'
import type { TracedAttempt } from '../../trace/attempt.ts'
import { usePageState } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import { InspectorSection } from './parts.tsx'
import css from './WhichRule.module.css'

const { passed, number } = css

export function WhichRule({
  facts,
  lane,
}: {
  readonly facts: TracedAttempt
  readonly lane: LaneId
}) {
  const scenario = usePageState((state) => state.scenario)
  const { rule, request, path, name, group, balancer } = facts
  const document = resolveLane(scenario, lane)
  if (rule === null || balancer === null) return null
  const routed = routedIn(document, { balancer, population: name.population, request, path })
  if (routed === null) return null
  const action = own(actionsOf(document, rule), balancer)
  return (
    <InspectorSection title="Which rule">
      <p data-testid="rule">
        <strong>{rule === DEFAULT_RULE ? 'The default rule' : `Rule ${rule}`}</strong>
        {action !== undefined && `: ${actionWords(action)}`}
        {group !== null && `, here to ${group}`}.
      </p>
      {routed.passed.length > 0 && (
        <ol className={passed} aria-label="Rules that were asked before and did not match">
          {routed.passed.map(({ id, priority, whyNot }) => (
            <li key={id}>
              <span className={number}>{priority}</span>
              <span>{whyNot}</span>
            </li>
          ))}
        </ol>
      )}
    </InspectorSection>
  )
}
