/**
 * What is said of how far Ballast can be trusted is what is measured: the quick rows are worked out again and come out
 * the same, and a small part of the long ones is as chance allows. `npm run validate` measures all of it anew.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import validation from '../../src/app/trust/validation.json'
import { importBundled } from '../../tools/bundle.mjs'
import { ROOT } from '../../tools/run.mjs'
import { Z_MAX } from '../support/chances.ts'
import type * as claimsModule from './claims.ts'
import type * as coverageModule from './coverage.ts'
import { validationText } from './text.ts'

const AGAIN =
  'run `npm run validate`: what docs/VALIDATION.md says is of another engine or of other measures'
const claims = (await importBundled(ROOT, 'tests/validation/claims.ts')) as typeof claimsModule
const rows = validation.claims.flatMap(({ tables }) => tables.flatMap((table) => table.rows))

describe('docs/VALIDATION.md', () => {
  it('says what the page shows', () => {
    const document = readFileSync(join(ROOT, 'docs/VALIDATION.md'), 'utf8')
    expect(document, AGAIN).toBe(validationText(validation))
  })

  it('is of the engine as it is, and has a row for each measure', () => {
    expect(validation.engineRevision, AGAIN).toBe(claims.REVISION)
    expect(rows.length, AGAIN).toBe(claims.measures().length)
    expect(rows.length).toBeGreaterThan(60)
  })

  it.each(claims.measures().filter(({ isQuick }) => isQuick))(
    'has the row that comes out now: $id',
    ({ id, parts, row }) => {
      const found = Array.from({ length: parts }, (_, part) => claims.workedOut(id, part))
      expect(rows, AGAIN).toContainEqual(row(found))
    },
  )
})

it('an interval holds the truth of M/M/1 in as many of 40 experiments as chance allows', async () => {
  const coverage = (await importBundled(
    ROOT,
    'tests/validation/coverage.ts',
  )) as typeof coverageModule
  const { held, experiments } = coverage.heldIn(
    coverage.queueOf({ load: 0.5, halfWidthRatio: 0.05 }),
    { from: 0, many: 40 },
  )
  expect(experiments).toBe(40)
  const deviations = (held - 0.95 * experiments) / Math.sqrt(0.95 * 0.05 * experiments)
  expect(Math.abs(deviations)).toBeLessThan(Z_MAX)
})
