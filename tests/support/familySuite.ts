/** What the members of every family owe in describing themselves, as one suite over a family's list. */
import { expect, test } from 'vitest'
import type { Knob, Knobs } from '../../src/base/knobs.ts'

interface Described {
  readonly id: string
  readonly label: string
  readonly summary: string
  readonly source: string
  readonly knobs: Knobs
}

export function describesItself(members: readonly Described[]): void {
  test('ids are different and in kebab case', () => {
    const ids = members.map((member) => member.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  test.each(members)('$id says what it is and where it comes from', (member) => {
    expect(member.label).toMatch(/^[A-Z][^.]*$/)
    expect(member.summary).toMatch(/^[A-Z].{20,}\.$/)
    expect(member.source.length).toBeGreaterThan(5)
  })

  test.each(members)('$id explains each knob, and the defaults are in range', (member) => {
    for (const [name, knob] of Object.entries(member.knobs)) {
      expect(name).toMatch(/^[a-z][A-Za-z]*$/)
      expect(knob.label).toMatch(/^[A-Z]/)
      expect(knob.help).toMatch(/^[A-Z].{5,}\.$/)
      expect(isInRange(knob), name).toBe(true)
    }
  })
}

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
    default:
      return true
  }
}

/** Every combination of default, least and greatest for the number knobs, options and flags. */
export function settingsOf(knobs: Knobs): readonly Readonly<Record<string, unknown>>[] {
  let settings: Record<string, unknown>[] = [{}]
  for (const [name, knob] of Object.entries(knobs)) {
    const values = valuesOf(knob)
    settings = settings.flatMap((setting) => values.map((value) => ({ ...setting, [name]: value })))
  }
  return settings
}

function valuesOf(knob: Knob): readonly unknown[] {
  switch (knob.type) {
    case 'number':
      return [...new Set([knob.default, knob.min, knob.max])]
    case 'choice':
      return knob.options.map((option) => option.id)
    case 'flag':
      return [false, true]
    case 'reference':
      return ['thing']
    default:
      return [knob.default]
  }
}
