/** The claim that the same scenario gives the same events everywhere, as far as that is tested. */

import WRITTEN from '../golden/digests.txt?raw'
import { goldenLanes, PARITY_PRESETS } from '../support/namedLanes.ts'
import { FINGERPRINT_INPUTS } from '../support/numericFingerprint.ts'
import { upTo } from '../support/replications.ts'
import { simulate } from '../support/simulate.ts'
import { type ClaimToFill, countText, type Measure, measureOf, said } from './measure.ts'

/** Lanes that one thread simulates at a time. */
const LANES_A_PART = 10

/** Digests as they were written down, by the names of lanes. */
const written: ReadonlyMap<string, string> = new Map(
  [...WRITTEN.matchAll(/^([0-9a-f]{16}) (.+): \d+ requests$/gm)].map(
    ([, digest = '', name = '']) => [name, digest],
  ),
)

interface Digested {
  readonly name: string
  readonly digest: string
  readonly requests: number
}

const again: Measure = measureOf({
  id: 'digests: written down, and now',
  parts: Math.ceil(goldenLanes().length / LANES_A_PART),
  work: (part) =>
    goldenLanes()
      .slice(part * LANES_A_PART, (part + 1) * LANES_A_PART)
      .map(([name, lane]): Digested => {
        const { digest, counts } = simulate(lane).meta
        return { name, digest, requests: counts.requests }
      }),
  row: (parts) => {
    const found = parts.flat()
    const equal = found.filter(({ name, digest }) => written.get(name) === digest)
    const distinct = new Set(found.map(({ digest }) => digest)).size
    return {
      cells: [
        'Every lane of every example without a recording, and a busy lane under every algorithm',
        `${equal.length} of ${found.length} equal, ${distinct} distinct digests`,
        'Node, bundled as the page is: this command, and every `npm test`',
        '`tests/golden/digests.txt`',
      ],
      agrees: equal.length === found.length,
      note:
        equal.length === found.length
          ? ''
          : found
              .filter((each) => !equal.includes(each))
              .map(({ name }) => name)
              .join(', '),
    }
  },
})

/** What this command does not run itself, and the tests do. */
const elsewhere: readonly (readonly [what: string, count: string, where: string, test: string])[] =
  [
    [
      'The last of these lanes, unbundled',
      '1 lane',
      'Node, in the test runner: every `npm test`',
      '`tests/golden/digests.test.ts`',
    ],
    [
      `Links of the examples ${PARITY_PRESETS.join(', ')}: digest of the page and of the command`,
      `${PARITY_PRESETS.length} links, lane A`,
      'Chromium, Firefox and WebKitGTK: `npm run test:all`; of these what a machine has, and not nasa: `npm test`',
      '`tests/browser/parity.engines.spec.ts`',
    ],
    [
      `One hash over ${countText(10 * FINGERPRINT_INPUTS)} draws, logarithms, exponentials, powers and more`,
      '1 hash',
      'Chromium, Firefox and WebKitGTK beside Node, as above',
      '`tests/browser/numeric.engines.spec.ts`',
    ],
    [
      'A busy lane of every kind of fault: twice, in slices, without rows, from snapshots on; random scenarios from random snapshots on',
      'row by row',
      'Node: every `npm test`',
      '`tests/engine/replay.test.ts`',
    ],
  ]

export const DETERMINISM: ClaimToFill = {
  id: 'determinism',
  title: 'Determinism: the same scenario, the same events',
  says: ([table]) =>
    'Lanes were simulated again, and their digests held against those that were written down when they were made: ' +
    `${table?.rows[0]?.cells[1] ?? ''}. Tests compare what is below it, in browsers too.`,
  tables: [
    {
      caption: 'What is compared bit by bit, and where',
      columns: ['What', 'How many', 'Where it is run', 'Test'],
      measures: [
        again,
        ...upTo(elsewhere.length).map((i) =>
          measureOf({
            id: `digests: elsewhere ${i}`,
            isQuick: true,
            work: () => null,
            row: () => said(...(elsewhere[i] ?? [])),
          }),
        ),
      ],
    },
  ],
  limits: [
    `In browsers ${PARITY_PRESETS.length} links are compared, not every lane; the hash compares the numbers that all of them are made of.`,
    'Two lanes may have one digest, where what sets them apart changes no event.',
    'WebKitGTK is the engine of Safari, and not Safari. Phones, other processors than those the tests run on, and other runtimes than Node are not tested.',
    'A digest says that two runs are equal, not that they are right.',
  ],
}
