import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Knobs } from '../../src/base/knobs.ts'
import { SCENARIO_FORMAT } from '../../src/scenario/document/upgrades.ts'
import { families } from '../../src/scenario/families.ts'
import { scenarioWith } from './small.ts'

/** The defaults that documents of today's format leave out. */
function defaultsNow(): unknown {
  const byFamily = Object.entries(families).map(([name, { members }]) => [
    name,
    Object.fromEntries(members.map(({ id, knobs }) => [id, defaultsOf(knobs)])),
  ])
  return {
    document: scenarioWith({
      hosts: { big: { zone: 'a' } },
      'dns.records.shop.answers': { direct: { target: 'one' } },
    }),
    ...Object.fromEntries(byFamily),
  }
}

const defaultsOf = (knobs: Knobs): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(knobs).map(([name, knob]) => [
      name,
      knob.type === 'reference' ? null : knob.default,
    ]),
  )

/**
 * A link leaves defaults out, so whoever changes one changes what old links mean. When this fails:
 * put the old default into the newest step of `upgrades.ts`, and write the new ones to a fixture of
 * the next format.
 */
test(`defaults of format ${SCENARIO_FORMAT} are what they were when it was published`, () => {
  const file = new URL(`../fixtures/defaults-${SCENARIO_FORMAT}.json`, import.meta.url)
  const published: unknown = JSON.parse(readFileSync(file, 'utf8'))
  expect(JSON.parse(JSON.stringify(defaultsNow()))).toEqual(published)
})
