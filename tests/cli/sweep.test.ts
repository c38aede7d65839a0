import { describe, expect, test } from 'vitest'
import type { ComparisonResult } from '../../src/cli/replications/comparisonResult.ts'
import type { SweepResult } from '../../src/cli/replications/sweepResult.ts'
import { readVaried } from '../../src/cli/replications/varied.ts'
import { documentWith, scenarioWith } from '../scenario/small.ts'
import { schemaViolations } from './jsonSchema.ts'
import { file, shell } from './shell.ts'

const RATE = 'clients.users.arrivals.perSecond'
const two = file(
  'swept.json',
  documentWith({
    durationMs: 4000,
    warmUpMs: 500,
    seed: 'sweep',
    lanes: { random: { patch: { targetGroups: { web: { algorithm: { id: 'random' } } } } } },
  }),
)

const sweep = (...args: readonly string[]) => shell(['sweep', two, '--replications', '3', ...args])

async function sweepOf(...args: readonly string[]): Promise<SweepResult> {
  const { code, out, err } = await sweep(...args, '--json')
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as SweepResult
}

describe('steps', () => {
  const scenario = scenarioWith({})
  const steps = (text: string, isLog = false) => readVaried(text, { isLog, scenario }).values

  test('are evenly between the ends, which are what was written', () => {
    expect(steps('a.b=100..400:4')).toEqual([100, 200, 300, 400])
    expect(steps('a=0..1:4')).toEqual([0, 0.3333, 0.6667, 1])
    expect(steps('a=8..2:3')).toEqual([8, 5, 2])
    expect(steps('a=12345..12346:3')).toEqual([12_345, 12_345.5, 12_346])
    expect(steps('a=1.00001..1.00003:3')).toEqual([1.00001, 1.00002, 1.00003])
  })

  test('are by equal factors with --log', () => {
    expect(steps('a=1..1000:4', true)).toEqual([1, 10, 100, 1000])
  })

  test('are whole where only whole numbers can stand, each once', () => {
    expect(steps('targetGroups.web.targets=1..4:9')).toEqual([1, 2, 3, 4])
    expect(steps('targetGroups.web.targets.one.slots=1..100:4', true)).toEqual([1, 5, 22, 100])
  })

  test('may be a list', () => {
    expect(steps('a=1,2.5,-4')).toEqual([1, 2.5, -4])
    expect(steps('a=7')).toEqual([7])
  })
})

describe('sweep', () => {
  test('makes at each point the comparison that compare makes of it', async () => {
    const { varied, points } = await sweepOf('--vary', `${RATE}=30..60:2`, '--metric', 'p99')
    expect(varied).toEqual([{ path: RATE, unit: '/s', values: [30, 60] }])
    expect(points.map(({ at }) => at)).toEqual([[30], [60]])
    for (const { at, comparison } of points) {
      const set = ['--set', `${RATE}=${at[0]}`, '--replications', '3', '--metric', 'p99']
      const compared = await shell(['compare', two, '--json', ...set])
      expect(comparison).toEqual(JSON.parse(compared.out) as ComparisonResult)
    }
  })

  test('of two settings has every value with every value', async () => {
    const { points } = await sweepOf('--vary', `${RATE}=30,60`, '--vary', 'durationMs=1000,2000')
    expect(points.map(({ at }) => at)).toEqual([
      [30, 1000],
      [30, 2000],
      [60, 1000],
      [60, 2000],
    ])
    expect(points.map(({ comparison }) => comparison.window.toMs)).toEqual([1000, 2000, 1000, 2000])
  })

  test('varies how many targets there are', async () => {
    const { points } = await sweepOf('--vary', 'targetGroups.web.targets=2,3')
    const asItIs = await sweepOf('--vary', `${RATE}=50`)
    const digests = (of: SweepResult['points'][number] | undefined) =>
      of?.comparison.lanes.map((lane) => lane.digests)
    expect(digests(points[1])).toEqual(digests(asItIs.points[0]))
    expect(digests(points[0])).not.toEqual(digests(points[1]))
  })

  test('looks closer where a goal is crossed, and says where lanes are lower', async () => {
    const args = [
      '--vary',
      `${RATE}=20..320:3`,
      '--goal',
      'goodput>200',
      '--metric',
      'p99',
    ] as const
    const { points, says, notes, goal } = await sweepOf(...args)
    const at = points.map((point) => point.at[0] as number)
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(at.length).toBeGreaterThan(3)
    expect(goal?.expectation).toBe('goodput > 200 /s')
    expect(goal?.lanes.map(({ verdicts }) => verdicts.length)).toEqual([at.length, at.length])
    const verdicts = goal?.lanes[0]?.verdicts ?? []
    const met = at.filter((_, i) => verdicts[i] === 'met')
    expect(says[0]).toContain(
      `A: goodput > 200 /s from ${met[0]} /s to ${met.at(-1)} /s; not from 20 /s to `,
    )
    expect(says).toHaveLength(3)
    expect(notes).toHaveLength(2)
    const lines = [...says, '', ...notes]
    expect((await sweep(...args)).out.trimEnd().split('\n').slice(-lines.length)).toEqual(lines)
  })

  test('as JSON keeps to its published schema', async () => {
    const schema = JSON.parse((await shell(['schema', 'sweep'])).out) as Record<string, unknown>
    expect(schemaViolations(schema, await sweepOf('--vary', `${RATE}=30,60`))).toEqual([])
    const asked = await sweepOf('--vary', `${RATE}=30,60`, '--goal', 'errors<1%')
    expect(schemaViolations(schema, asked)).toEqual([])
  })

  test('prints a table for each figure, or a row for each figure of each lane', async () => {
    const { out } = await sweep('--vary', `${RATE}=30,60`, '--metric', 'p50,errors')
    expect(out).toContain('Untitled  (seed sweep, 3 replications, 95 % confidence)\n\np50\n')
    expect(out).toMatch(
      /^ +60 \/s +[\d.]+ ms \([\d.]+ to [\d.]+\) +[\d.]+ ms \([\d.]+ to [\d.]+\)$/m,
    )
    const csv = (await sweep('--vary', `${RATE}=30,60`, '--metric', 'p50,errors', '--csv')).out
    const [header = '', ...rows] = csv.trimEnd().split('\n')
    expect(header).toMatch(
      new RegExp(`^${RATE},lane,title,stability,metric,unit,replications,mean`),
    )
    expect(rows).toHaveLength(2 * 2 * 2)
    expect(rows.every((row) => row.split(',').length === header.split(',').length)).toBe(true)
    expect(rows[0]).toMatch(/^30,A,Round robin,stable,p50,ms,3,[\d.]+,[\d.]+,[\d.]+,,,,,$/)
  })

  test.each<[readonly string[], string]>([
    [[], '--vary is given 0 times; it must be once or twice.'],
    [['--vary', 'a=1', '--vary', 'b=1', '--vary', 'c=1'], '--vary is given 3 times'],
    [['--vary', RATE], `--vary is ${RATE}; it must be PATH=FROM..TO:STEPS or PATH=A,B,C`],
    [['--vary', `${RATE}=2..2:3`], 'from and to must differ.'],
    [['--vary', `${RATE}=1..2:1`], 'has 1 steps; it must have 2 to 1000.'],
    [['--vary', `${RATE}=0..2:3`, '--log'], 'with --log both must be above 0.'],
    [['--vary', `${RATE}=-5,5`], `--vary ${RATE}=-5: ${RATE} is -5; it must be`],
    [['--vary', `${RATE}=-5,-4`], `${RATE}=-5,-4, of which none is possible: ${RATE} is -5;`],
    [['--vary', 'nothing.here=1'], '--vary nothing.here=1: nothing is unknown'],
    [['--vary', `${RATE}=1..2:101`, '--vary', 'durationMs=1..101:101'], 'makes 10201 points'],
    [['--vary', `${RATE}=300,300`], '300 stands in it twice.'],
    [['--vary', `${RATE}=1`, '--vary', `${RATE}=2`], `--vary is given twice for ${RATE}.`],
    [['--vary', 'hosts=1..3:3'], 'nothing runs on hosts here.'],
    [['--vary', `${RATE}=1`, '--goal', 'fast'], '--goal is fast; it must be like p99<250ms'],
    [['--vary', `${RATE}=1`, '--vary', 'durationMs=1000', '--goal', 'p99<1s'], 'there are two.'],
    [['--vary', `${RATE}=1`, '--json', '--csv'], '--json and --csv exclude each other.'],
  ])('with %j ends with 2 and says why', async (args, sentence) => {
    const { code, out, err } = await sweep(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(sentence)
  })
})
