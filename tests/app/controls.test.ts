/** The controls that come from knobs: which there are, what they set, how their sliders and numbers behave. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromShown, spoken, toShown } from '../../src/app/scenarioPanel/display.ts'
import type { KnobRow } from '../../src/app/scenarioPanel/rowParts.ts'
import { panelSections } from '../../src/app/scenarioPanel/rows.ts'
import { nudge, STEPS, scaleOf } from '../../src/app/scenarioPanel/scale.ts'
import type { NumberKnob } from '../../src/base/knobs.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import { oneSlowTarget } from '../../src/scenario/presets/oneSlowTarget.ts'
import { BALANCER } from '../../src/scenario/things/balancers.ts'
import { CLIENT, CONNECTIONS, RETRY } from '../../src/scenario/things/clients.ts'
import { RECORD } from '../../src/scenario/things/dns.ts'
import { RUN } from '../../src/scenario/things/run.ts'
import { HEALTH } from '../../src/scenario/things/targetGroups.ts'
import { QUEUE, TARGET } from '../../src/scenario/things/targets.ts'
import { scenarioOf } from '../support/scenarios.ts'

const rowsOf = (scenario: Parameters<typeof panelSections>[0]) =>
  panelSections(scenario).flatMap(({ rows, more }) => [...rows, ...more])
const knobRowsOf = (scenario: Parameters<typeof panelSections>[0]): KnobRow[] =>
  rowsOf(scenario).filter((row) => row.kind === 'knob')
const numberRows = presets.flatMap(({ id, scenario }) =>
  knobRowsOf(scenario).flatMap((row) =>
    row.knob.type === 'number'
      ? [{ name: `${id}: ${row.places[0]?.join('.')}`, knob: row.knob, value: Number(row.value) }]
      : [],
  ),
)

describe('the panel', () => {
  test('has a control for every setting of targets, health checks, clients, retries and DNS', () => {
    const shown = new Set(knobRowsOf(oneSlowTarget.scenario).map(({ knob }) => knob))
    const all = [TARGET, QUEUE, HEALTH, CLIENT, CONNECTIONS, RETRY, RECORD, BALANCER, RUN]
    const missing = all.flatMap((knobs) =>
      Object.entries(knobs).flatMap(([name, knob]) => (shown.has(knob) ? [] : [name])),
    )
    expect(missing).toEqual([])
  })

  test('asks what a request earns of a budget only', () => {
    const asks = (budget: string): boolean => {
      const scenario = scenarioOf({ 'clients.users.retry.budget': budget })
      return knobRowsOf(scenario).some(({ knob }) => knob === RETRY.budgetRatio)
    }
    expect([asks('ratio'), asks('none')]).toEqual([true, false])
  })

  test('gives every lane its algorithm, with the knobs of that algorithm', () => {
    const scenario = scenarioOf({
      lanes: {
        two: {
          title: '',
          patch: { targetGroups: { web: { algorithm: { id: 'power-of-choices', choices: 3 } } } },
        },
      },
    })
    const rows = rowsOf(scenario)
    const algorithmOf = rows.flatMap((row) =>
      row.kind === 'member' && row.tag === 'id' ? [[row.letter, row.value]] : [],
    )
    expect(algorithmOf).toEqual([
      [0, 'round-robin'],
      [1, 'power-of-choices'],
    ])
    const choices = rows.find((row) => row.kind === 'knob' && row.label === 'Targets sampled')
    expect(choices).toMatchObject({ lane: 'two', value: 3 })
  })

  test('says which lanes have a value of their own', () => {
    const scenario = scenarioOf({
      lanes: { two: { title: '', patch: { balancers: { web: { crossZone: false } } } } },
    })
    const differing = knobRowsOf(scenario).filter(({ differs }) => differs.length > 0)
    expect(differing.map(({ label, differs }) => [label, differs])).toEqual([
      ['Cross-zone', [0, 1]],
    ])
  })

  test('sets what belongs to all targets in all of them', () => {
    const slots = knobRowsOf(oneSlowTarget.scenario).find(({ label }) => label === 'Slots')
    expect(slots?.places.map((place) => place.join('.'))).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `targetGroups.web.targets.web-${n}.slots`),
    )
  })
})

describe('a slider', () => {
  test.each(numberRows)(
    '$name stays at its value, and ends within its range',
    ({ knob, value }) => {
      const scale = scaleOf(knob, value)
      const position = scale.positionOf(value)
      expect(position).toBeGreaterThanOrEqual(0)
      expect(position).toBeLessThanOrEqual(STEPS)
      // What it would set if it were let go there: the same, as finely as a slider can tell.
      expect(scale.positionOf(scale.valueAt(position))).toBeCloseTo(position, -1)
      for (const end of [scale.valueAt(0), scale.valueAt(STEPS)]) {
        expect(end).toBeGreaterThanOrEqual(knob.min)
        expect(end).toBeLessThanOrEqual(knob.max)
      }
    },
  )

  test('never falls while it is moved up', () => {
    const knobs = numberRows.map(({ knob }) => knob)
    fc.assert(
      fc.property(
        fc.constantFrom(...knobs),
        fc.integer({ min: 0, max: STEPS - 1 }),
        (knob, position) => {
          const { valueAt } = scaleOf(knob, knob.default)
          expect(valueAt(position + 1)).toBeGreaterThanOrEqual(valueAt(position))
        },
      ),
    )
  })

  test('goes on by arrow keys until the end of its range, and comes back', () => {
    for (const { knob, value } of numberRows) {
      if (value < knob.max) expect(nudge(knob, value, 1)).toBeGreaterThan(value)
      if (value > knob.min) expect(nudge(knob, value, -1)).toBeLessThan(value)
      expect(nudge(knob, knob.max, 1)).toBe(knob.max)
      expect(nudge(knob, knob.min, -1)).toBe(knob.min)
    }
  })
})

describe('a number', () => {
  const { intervalMs } = HEALTH
  const { budgetRatio, backoffMs } = RETRY

  test('is written in the unit that its default suggests', () => {
    const shown = (knob: NumberKnob, value: number) => [toShown(knob, value), spoken(knob, value)]
    expect(shown(intervalMs, 2500)).toEqual(['2.5', '2.5 s'])
    expect(shown(backoffMs, 50)).toEqual(['50', '50 ms'])
    expect(shown(budgetRatio, 0.2)).toEqual(['20', '20 percent'])
  })

  test('is read as it is written, with a comma or a point', () => {
    expect(fromShown(intervalMs, '2,5')).toBe(2500)
    expect(fromShown(budgetRatio, ' 7 ')).toBe(0.07)
    expect(fromShown(TARGET.slots, '3.4')).toBe(3)
    expect(fromShown(intervalMs, 'soon')).toBeNull()
    expect(fromShown(intervalMs, '')).toBeNull()
  })

  test.each(numberRows)('$name can be typed as it is shown', ({ knob, value }) => {
    expect(fromShown(knob, toShown(knob, value))).toBeCloseTo(value, 6)
  })
})
