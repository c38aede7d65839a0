/** The pictures of the examples are of the runs that they open: `npm run pictures` makes them anew. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import kept from '../../src/app/gallery/pictures.json'
import { oneSlowTarget } from '../../src/scenario/presets/oneSlowTarget.ts'
import { TOPICS } from '../../src/scenario/presets/preset.ts'
import { linePath, type Pictures } from '../../src/view/gallery/picture.ts'
import { ROOT } from '../../tools/run.mjs'
import { pictureOf, presets } from './pictures.ts'

const AGAIN = 'run `npm run pictures`: what is drawn is of other examples, or of another engine'
const pictures = kept as unknown as Pictures

describe('the pictures', () => {
  it('are of the runs whose digests are written down', () => {
    const golden = readFileSync(join(ROOT, 'tests/golden/digests.txt'), 'utf8')
    for (const { id } of presets) {
      const digests = [...golden.matchAll(new RegExp(`^(\\w{16}) ${id} `, 'gm'))].map(
        ([, digest]) => digest,
      )
      // Those that need a recording are not among them.
      if (digests.length === 0) continue
      const drawn = pictures[id]?.digests ?? []
      expect(drawn.length, AGAIN).toBeGreaterThan(0)
      expect(drawn, AGAIN).toEqual(digests.slice(0, drawn.length))
    }
    expect(Object.keys(pictures), AGAIN).toEqual(presets.map(({ id }) => id))
  })

  it('come out as they are kept', () => {
    expect(pictureOf(oneSlowTarget, ROOT), AGAIN).toEqual(pictures[oneSlowTarget.id])
  })
})

test('a line is broken where nothing is known', () => {
  expect(linePath([0, 100, null, 40])).toBe('M12.5 100L37.5 0M87.5 60')
})

test('each topic has examples, and each example its own question', () => {
  expect(new Set(presets.map(({ topic }) => topic))).toEqual(new Set(Object.keys(TOPICS)))
  expect(new Set(presets.map(({ question }) => question)).size).toBe(presets.length)
  for (const { question } of presets) expect(question).toMatch(/^[A-Z].*\?$/)
})
