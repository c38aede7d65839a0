/** What the members of every family owe in describing themselves; a family is held to it by being in the list. */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Knob, Member } from '../../src/base/knobs.ts'
import { type Family, families } from '../../src/scenario/families.ts'
import { isSort } from '../../src/scenario/names.ts'

describe.each(Object.entries<Family>(families))('%s', (name, { members }) => {
  test('is a folder with a contract and a list', () => {
    const folder = new URL(`../../src/${name}/`, import.meta.url)
    expect(existsSync(new URL('define.ts', folder))).toBe(true)
    expect(existsSync(new URL('index.ts', folder))).toBe(true)
  })

  test('ids are different and in kebab case', () => {
    const ids = members.map((member) => member.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  test.each(members)('$id says what it is and where it comes from', (member) => {
    expect(member.label).toMatch(/^[A-Z][^.]*$/)
    expect(member.summary).toMatch(/^[A-Z].{20,}\.$/)
    expect((member as Member).source.length).toBeGreaterThan(5)
  })

  test.each(members)('$id explains each knob, and the defaults are in range', (member) => {
    for (const [knobName, knob] of Object.entries(member.knobs)) {
      expect(knobName).toMatch(/^[a-z][A-Za-z]*$/)
      expect(knob.label).toMatch(/^[A-Z]/)
      expect(knob.help).toMatch(/^[A-Z].{5,}\.$/)
      expect(isInRange(knob), knobName).toBe(true)
    }
  })
})

function isInRange(knob: Knob): boolean {
  switch (knob.type) {
    case 'number': {
      const isWhole = !knob.isInteger || Number.isInteger(knob.default)
      return isWhole && knob.min <= knob.default && knob.default <= knob.max
    }
    case 'choice':
      return knob.options.some((option) => option.id === knob.default)
    case 'table':
      return knob.default.every(
        (row) =>
          row.length === knob.columns.length &&
          knob.columns.every(({ min, max }, i) => min <= row[i]! && row[i]! <= max),
      )
    case 'text':
      return isText(knob, knob.default)
    case 'texts':
      return knob.default.length <= knob.countMax && knob.default.every((one) => isText(knob, one))
    case 'flag':
      return true
    case 'member':
      return Object.hasOwn(families, knob.family)
    case 'reference':
      return isSort(knob.to) || knob.to === 'recordings'
  }
}

const isText = (
  { min, max, pattern }: { readonly min: number; readonly max: number; readonly pattern: RegExp },
  text: string,
): boolean => text.length >= min && text.length <= max && pattern.test(text)
