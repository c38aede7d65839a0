/** The claim that picks are those of real balancers, from what NGINX and HAProxy did when they were asked. */
import { picksOfBallast } from '../conformance/ballast.ts'
import { CASES, type Case } from '../conformance/cases.ts'
import { FAILING, failuresOfBallast } from '../conformance/failures.ts'
import type { Recorded } from '../conformance/recordings.ts'
import { agreement, type ClaimToFill, countText, type Measure, measureOf } from './measure.ts'

const RECORDED = import.meta.glob<Recorded>('../fixtures/conformance/*.json', {
  eager: true,
  import: 'default',
})

const recordingOf = (name: string): Recorded | undefined =>
  RECORDED[`../fixtures/conformance/${name}.json`]

/** Cases that differ in weights alone are one rule. */
const ruleOf = ({ name }: Case): string => name.replace(/(-\d+)+$/, '')

interface Rule {
  readonly id: string
  readonly configuration: string
  readonly scripts: readonly { readonly name: string; readonly picks: () => string }[]
}

const rules: readonly Rule[] = [
  ...[...new Set(CASES.map(ruleOf))].map((id): Rule => {
    const cases = CASES.filter((one) => ruleOf(one) === id)
    const { lines } = cases[0] as Case
    return {
      id,
      configuration: lines.length === 0 ? '(its default, weighted rotation)' : lines.join(' '),
      scripts: cases.map((one) => ({ name: one.name, picks: () => picksOfBallast(one) })),
    }
  }),
  {
    id: 'nginx-max-fails',
    configuration: 'max_fails=1, 2, 3 fail_timeout=2s, a server that fails for two seconds',
    scripts: FAILING.map((one) => ({ name: one.name, picks: () => failuresOfBallast(one) })),
  },
]

const measures: readonly Measure[] = rules.map(({ id, configuration, scripts }) =>
  measureOf({
    id: `picks: ${id}`,
    isQuick: true,
    work: () => scripts.map(({ name, picks }) => ({ picks: picks(), real: recordingOf(name) })),
    row: ([found = []]) => {
      const versions = [...new Set(found.map(({ real }) => real?.version ?? 'not recorded'))]
      const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0)
      const picks = sum(found.map((one) => one.picks.length))
      const equal = sum(found.map((one) => equalPicks(one.picks, one.real?.picks ?? '')))
      return {
        cells: [
          configuration,
          versions.join(', '),
          String(scripts.length),
          countText(picks),
          countText(equal),
        ],
        agrees: equal === picks,
        note: equal === picks ? '' : 'other picks than the recording; not explained',
      }
    },
  }),
)

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
    'Three servers each, two where one fails; one worker process or thread; weights that do not change while it runs, ' +
      'servers that are taken out and come back. Not asked: failures of HAProxy’s servers, slow start, queues, timeouts.',
    'Envoy and AWS were not asked. Envoy’s hashing, panic and slow start are held to its own tests and documents, AWS ' +
      'to its documents: docs/CONFORMANCE.md lists the rules, and marks as model what no source says.',
    'One version of each; another may do otherwise. `npm run conformance` asks those of a machine again.',
  ],
}
