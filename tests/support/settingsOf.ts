/** Settings of a member of a family for the suites that hold all of them against a law. */
import type { Knob, Knobs } from '../../src/base/knobs.ts'

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
