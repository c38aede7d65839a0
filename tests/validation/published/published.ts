/** The claim that published results come out, and what theory of this project's own working out says beside them. */
import { agreement, type ClaimToFill, measureOf, said } from '../measure.ts'
import { KEYS } from './keys.ts'
import { NOT_ASKED } from './notAsked.ts'
import { QUEUES, WORKED_OUT } from './queues.ts'
import { REQUESTS } from './requests.ts'

export const PUBLISHED: ClaimToFill = {
  id: 'published',
  title: 'Published results: what others found comes out',
  says: ([published, workedOut]) =>
    `${agreement(published)} results of papers, books and posts come out within what was published of them, and ` +
    `${agreement(workedOut)} figures that were worked out from formulas for this.`,
  tables: [
    {
      caption: 'Published elsewhere',
      columns: ['What', 'Source', 'Published', 'Measured', 'Deviation'],
      measures: [...QUEUES, ...KEYS, ...REQUESTS],
    },
    {
      caption:
        'Theory: worked out for this from formulas or by another program, not published as figures',
      columns: ['What', 'Worked out from', 'Theory', 'Measured', 'Deviation'],
      measures: WORKED_OUT,
    },
    {
      caption: 'Published, and not asked',
      columns: ['What', 'Why not'],
      measures: NOT_ASKED.map((row, i) =>
        measureOf({
          id: `published: not asked ${i}`,
          isQuick: true,
          work: () => null,
          row: () => said(...row),
        }),
      ),
    },
  ],
  limits: [
    '± is one standard error over 20 runs. A figure with digits is met within 1 %, or within 3.3 standard errors; one ' +
      'published as about so much, within a tenth of it.',
    'Where a source was read in excerpts only, the row says so. Whose service is constant in old information is read out of the post, which says that each server completes a request in 8 s.',
  ],
}
