/** The controls that come from knobs: which there are, what they set, how their sliders and numbers behave. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spoken, toShown } from '../../src/app/scenarioPanel/display.ts'
import { checkRows } from '../../src/app/scenarioPanel/dnsRows.ts'
import { type KnobRow, laneDocuments } from '../../src/app/scenarioPanel/rowParts.ts'
import { panelSections } from '../../src/app/scenarioPanel/rows.ts'
import { nudge, STEPS, scaleOf } from '../../src/app/scenarioPanel/scale.ts'
import { readTyped } from '../../src/app/scenarioPanel/typed.ts'
import { poisson } from '../../src/arrivals/poisson.ts'
import type { NumberKnob } from '../../src/base/knobs.ts'
import { setAt } from '../../src/scenario/edits/set.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import { oneSlowTarget } from '../../src/scenario/presets/oneSlowTarget.ts'
import { BALANCER } from '../../src/scenario/things/balancers.ts'
import { CLIENT, CONNECTIONS, RETRY } from '../../src/scenario/things/clients.ts'
import { RECORD } from '../../src/scenario/things/dns.ts'
import { EJECTION } from '../../src/scenario/things/ejection.ts'
import { RUN } from '../../src/scenario/things/run.ts'
import { BREAKER, GROUP, HEALTH } from '../../src/scenario/things/targetGroups.ts'
import { QUEUE, TARGET } from '../../src/scenario/things/targets.ts'
import { scenarioOf } from '../support/scenarios.ts'

const rowsOf = (scenario: Parameters<typeof panelSections>[0]) =>
  panelSections(scenario).flatMap(({ rows, more }) => [...rows, ...more])
const knobRowsOf = (scenario: Parameters<typeof panelSections>[0]): KnobRow[] =>
  rowsOf(scenario).filter((row) => row.kind === 'knob')
const numberRows = presets.flatMap(({ id, scenario }) =>
  knobRowsOf(scenario).flatMap((row) =>
    row.knob.type === 'number'
      ? [
          {
            name: `${id}: ${row.places[0]?.join('.')}`,
            knob: row.knob,
            value: Number(row.lanes[0].value),
          },
        ]
      : [],
  ),
)

describe('the panel', () => {
  test('asks how DNS checks health only where it does', () => {
    const record = Object.keys(oneSlowTarget.scenario.dns.records)[0] ?? ''
    const path = ['dns', 'records', record, 'check', 'isOn']
    const checked = setAt(oneSlowTarget.scenario, path, true)
    if (!checked.ok) throw new Error('checks can be switched on')
    const labels = (scenario: Parameters<typeof laneDocuments>[0]) =>
      checkRows(laneDocuments(scenario), record).map(({ label }) => label)
    expect(labels(oneSlowTarget.scenario)).toEqual(['DNS checks health'])
    expect(labels(checked.scenario)).toHaveLength(4)
  })

  test('has a control for every setting of targets, health checks, clients, retries and DNS', () => {
    const withBucket = scenarioOf({ 'clients.users.retry.budget': 'bucket' })
    const withDrops = scenarioOf({ 'targetGroups.web.targets.s0.queue.drops': 'late' })
    const withWorkers = scenarioOf({ 'balancers.web.workers': 4 })
    const asNginx = scenarioOf({ 'targetGroups.web.ejection': { dialect: 'nginx' } })
    const shown = new Set(
      [oneSlowTarget.scenario, withBucket, withDrops, withWorkers, asNginx]
        .flatMap(knobRowsOf)
        .map(({ knob }) => knob),
    )
    const all = [
      TARGET,
      QUEUE,
      HEALTH,
      GROUP,
      EJECTION,
      BREAKER,
      CLIENT,
      CONNECTIONS,
      RETRY,
      RECORD,
      BALANCER,
      RUN,
    ]
    const missing = all.flatMap((knobs) =>
      Object.entries(knobs).flatMap(([name, knob]) => (shown.has(knob) ? [] : [name])),
    )
    expect(missing).toEqual([])
  })

  test('asks what a request earns of a share only, and what a bucket holds of a bucket', () => {
    const asks = (budget: string): readonly boolean[] => {
      const scenario = scenarioOf({ 'clients.users.retry.budget': budget })
      const shown = knobRowsOf(scenario).map(({ knob }) => knob)
      return [shown.includes(RETRY.budgetRatio), shown.includes(RETRY.bucketMax)]
    }
    expect(['ratio', 'bucket', 'none'].map(asks)).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ])
  })

  test('shows which lanes have another algorithm, with the settings that only it has', () => {
    const algorithm = { id: 'power-of-choices', choices: 3 }
    const scenario = scenarioOf({
      lanes: { two: { title: '', patch: { targetGroups: { web: { algorithm } } } } },
    })
    const row = rowsOf(scenario).find(
      (each) => each.kind === 'member' && each.family === 'algorithms',
    )
    expect(row).toMatchObject({
      lanes: [
        { lane: null, value: 'round-robin', isOwn: false, rows: [] },
        { lane: 'two', value: 'power-of-choices', isOwn: true },
      ],
    })
    const [choices] = row?.kind === 'member' ? (row.lanes[1]?.rows ?? []) : []
    expect(choices).toMatchObject({ label: 'Targets sampled', lanes: [{ lane: 'two', value: 3 }] })
  })

  test('says what a setting is in every lane, and whose own it is', () => {
    const scenario = scenarioOf({
      lanes: {
        two: { title: '', patch: { balancers: { web: { crossZone: false } } } },
        three: { title: '', patch: {} },
      },
    })
    const row = knobRowsOf(scenario).find(({ label }) => label === 'Cross-zone')
    expect(row?.lanes.map(({ value, isOwn }) => [value, isOwn])).toEqual([
      [true, false],
      [false, true],
      [true, false],
    ])
  })

  test('sets those targets that are alike, and names the one that is not', () => {
    const at = ['targetGroups', 'web', 'targets', 'web-2', 'slots']
    const edited = setAt(oneSlowTarget.scenario, at, 1)
    const slots = edited.ok && knobRowsOf(edited.scenario).find(({ label }) => label === 'Slots')
    expect(slots).toMatchObject({ lanes: [{ value: 4, others: [{ value: 1, place: at }] }, {}] })
    expect(slots === false ? [] : slots?.lanes[0].places).toHaveLength(5)
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

  const { perSecond } = poisson.knobs

  test.each([
    [intervalMs, '2,5', 2500],
    [intervalMs, '500 ms', 500],
    [intervalMs, '1 min', 60_000],
    [budgetRatio, ' 7 ', 0.07],
    [budgetRatio, '7 %', 0.07],
    [perSecond, '1,200', 1200],
    [perSecond, '1 200.5', 1200.5],
    [perSecond, '900/s', 900],
    [perSecond, '0,250', 0.25],
  ])('%# is read with the units and separators that people use', (knob, text, value) => {
    expect(readTyped(knob, 'It', text)).toEqual({ ok: true, value })
  })

  test.each([
    [intervalMs, 'soon', 'Interval is a number in s, as 30.'],
    [intervalMs, '5 %', 'Interval is not in %; write 5 s.'],
    [intervalMs, '400', 'Interval is 0.1 to 300 s; write 300 s or less.'],
    [TARGET.slots, '3.4', 'Slots is a whole number; write 3.'],
  ])('%# is refused with what to write instead', (knob, text, why) => {
    expect(readTyped(knob, knob.label, text)).toEqual({ ok: false, why })
  })

  test.each(numberRows)('$name can be typed as it is shown', ({ knob, value }) => {
    const typed = readTyped(knob, knob.label, toShown(knob, value))
    expect(typed.ok && typed.value).toBeCloseTo(value, 6)
  })
})
