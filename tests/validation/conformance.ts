/** The claim that picks are those of real balancers, from what NGINX and HAProxy did when they were asked. */
import { picksOfBallast } from '../conformance/ballast.ts'
import { CASES, type Case } from '../conformance/cases.ts'
import type { Recorded } from '../conformance/recordings.ts'
import { agreement, type ClaimToFill, countText, type Measure, measureOf } from './measure.ts'

const RECORDED = import.meta.glob<Recorded>('../fixtures/conformance/*.json', {
  eager: true,
  import: 'default',
})

const recordingOf = ({ name }: Case): Recorded | undefined =>
  RECORDED[`../fixtures/conformance/${name}.json`]

/** Cases that differ in weights alone are one rule. */
const ruleOf = ({ name }: Case): string => name.replace(/(-\d+)+$/, '')

const rules = [...new Set(CASES.map(ruleOf))]

const measures: readonly Measure[] = rules.map((rule) => {
  const cases = CASES.filter((one) => ruleOf(one) === rule)
  const [first] = cases as [Case, ...Case[]]
  return measureOf({
    id: `picks: ${rule}`,
    isQuick: true,
    work: () => cases.map((one) => ({ picks: picksOfBallast(one), real: recordingOf(one) })),
    row: ([found = []]) => {
      const versions = [...new Set(found.map(({ real }) => real?.version ?? 'not recorded'))]
      const compared = found.map(({ picks, real }) => ({
        picks: picks.length,
        equal: equalPicks(picks, real?.picks ?? ''),
      }))
      const [picks, equal] = [
        compared.reduce((sum, each) => sum + each.picks, 0),
        compared.reduce((sum, each) => sum + each.equal, 0),
      ]
      return {
        cells: [
          first.lines.length === 0 ? '(its default, weighted rotation)' : first.lines.join(' '),
          versions.join(', '),
          String(cases.length),
          countText(picks),
          countText(equal),
        ],
        agrees: equal === picks,
        note: equal === picks ? '' : 'other picks than the recording; not explained',
      }
    },
  })
})

const equalPicks = (one: string, other: string): number =>
  [...one].filter((pick, i) => pick === other[i]).length

export const CONFORMANCE: ClaimToFill = {
  id: 'conformance',
  title: 'Real balancers: the same picks',
  says: ([table]) =>
    `Real NGINX and HAProxy were given scripts of requests, and each pick was written down: ${agreement(table)} rules ` +
    'are followed pick by pick.',
  tables: [
    {
      caption: 'Picks of real balancers, recorded, and of Ballast for the same script',
      columns: ['Configuration', 'Asked', 'Scripts', 'Picks', 'Equal'],
      measures,
    },
  ],
  limits: [
    'Three servers each; one worker process or thread; weights that do not change while it runs, servers that are ' +
      'taken out and come back. Not asked: passive health checks, slow start, queues, timeouts.',
    'Envoy and AWS were not asked. Envoy’s hashing, panic and slow start are held to its own tests and documents, AWS ' +
      'to its documents: docs/CONFORMANCE.md lists the rules, and marks as model what no source says.',
    'One version of each; another may do otherwise. `npm run conformance` asks those of a machine again.',
  ],
}
