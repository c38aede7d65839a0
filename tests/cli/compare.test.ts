import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ComparisonResult } from '../../src/cli/replications/comparisonResult.ts'
import { ensureBuilt } from '../../tools/build.mjs'
import { ROOT } from '../../tools/run.mjs'
import { documentWith } from '../scenario/small.ts'
import { schemaViolations } from './jsonSchema.ts'
import { file, shell } from './shell.ts'

const ALGORITHM = (id: string) => ({ patch: { targetGroups: { web: { algorithm: { id } } } } })
const RUN = { durationMs: 6000, warmUpMs: 1000, seed: 'compare' }
const two = file('two-lanes.json', documentWith({ ...RUN, lanes: { random: ALGORITHM('random') } }))
const three = file(
  'three-lanes.json',
  documentWith({
    ...RUN,
    faults: {},
    lanes: { random: ALGORITHM('random'), least: ALGORITHM('least-outstanding') },
  }),
)
/** Twice what the targets can do. */
const full = file(
  'full.json',
  documentWith({
    ...RUN,
    'clients.users.arrivals': { kind: 'poisson', perSecond: 400 },
    'targetGroups.web.targets': {
      one: { zone: 'a', slots: 1 },
      two: { zone: 'b', slots: 1 },
      three: { zone: 'b', slots: 1, speed: 2 },
    },
  }),
)

async function comparisonOf(...args: readonly string[]): Promise<ComparisonResult> {
  const { code, out, err } = await shell(['compare', ...args, '--json'])
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as ComparisonResult
}

describe('compare', () => {
  test('reports each figure of each lane with its bounds, and what they come to', async () => {
    const { code, out, err } = await shell(['compare', two, '--replications', '6'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('Untitled  (seed compare, 1 s to 6 s, 6 replications, 95 % confidence)')
    expect(out).toMatch(/^A {2}Round robin$/m)
    expect(out).toMatch(/^ {3}p99 +[\d.]+ ms \([\d.]+ to [\d.]+\)$/m)
    expect(out).toMatch(/^B {2}Random\n.*\n {3}p99 +[\d.]+ ms \([\d.]+ to [\d.]+\) +\S+/m)
    expect(out).toMatch(/\(6 replications, 95 % confidence\.\)\n$/)
  })

  test('as JSON keeps to its published schema', async () => {
    const schema = JSON.parse((await shell(['schema', 'comparison'])).out) as Record<
      string,
      unknown
    >
    for (const source of [two, three, full]) {
      const result = await comparisonOf(source, '--replications', '3')
      expect(schemaViolations(schema, result)).toEqual([])
    }
  })

  test('begins with the run that `run` makes, and goes on with other seeds', async () => {
    const result = await comparisonOf(two, '--replications', '4')
    const own = JSON.parse((await shell(['run', two, '--json'])).out)
    const later = JSON.parse((await shell(['run', two, '--json', '--seed', 'compare~3'])).out)
    for (const [i, { digests }] of result.lanes.entries()) {
      expect(digests).toHaveLength(4)
      expect([digests[0], digests[3]]).toEqual([own.lanes[i].digest, later.lanes[i].digest])
    }
  })

  test('of lanes that do the same claims no difference at all', async () => {
    const same = file('same.json', documentWith({ ...RUN, lanes: { same: { patch: {} } } }))
    const { lanes, finding } = await comparisonOf(same, '--replications', '3')
    const against = lanes[1]?.figures.map((figure) => figure.against)
    expect(against?.map((each) => each?.pValue)).toEqual([1, 1, 1, 1])
    expect(finding).toBe('No difference in p99 beyond 5 %.')
  })

  test('ranks three lanes', async () => {
    const { lanes } = await comparisonOf(three, '--replications', '8', '--metric', 'mean')
    const ranks = lanes.map(({ figures }) => figures[0]?.rank)
    for (const rank of ranks) {
      expect(rank?.best).toBeLessThanOrEqual(rank?.worst ?? 0)
      expect(rank?.worst).toBeLessThanOrEqual(3)
    }
    expect((await shell(['compare', three, '--replications', '3'])).out).toMatch(/place \d/)
  })

  test('claims no latency of a lane that is asked for more than it can do, but what becomes of requests', async () => {
    const { lanes, finding } = await comparisonOf(full, '--replications', '3')
    expect(lanes[0]?.stability).toBe('overloaded')
    expect(lanes[0]?.figures.map(({ metric, mean }) => [metric, mean !== null])).toEqual([
      ['p50', false],
      ['p99', false],
      ['goodput', true],
      ['errors', true],
    ])
    expect(finding).toMatch(/^Unstable: more is offered than can be done.* Goodput is \d+ \/s/)
  })

  test('stops once intervals are as narrow as asked, or as the scenario says', async () => {
    const wide = await comparisonOf(two, '--until-half-width', '50%', '--metric', 'p50')
    expect(wide.replications).toBe(10)
    const set = ['--set', 'replications.max=12', '--set', 'replications.halfWidthRatio=0.5']
    expect((await comparisonOf(two, ...set, '--metric', 'p50')).replications).toBe(10)
    expect((await comparisonOf(two, ...set.slice(0, 2), '--metric', 'p99.9')).replications).toBe(12)
  })

  test.each<[readonly string[], string]>([
    [['--replications', '1'], '--replications is 1; it must be a whole number from 2 to 1000.'],
    [['--replications', 'many'], '--replications is many; it must be a whole number'],
    [['--until-half-width', '0'], '--until-half-width is 0; it must be above 0 and at most 100%'],
    [['--metric', 'p98'], '--metric is p98; there is p50, p90, p99, p99.9, mean, goodput'],
    [['--metric', 'p50,p99,p50'], '--metric is p50,p99,p50; p50 stands in it twice. Remove one.'],
    [['--workers', '0'], '--workers is 0; it must be a whole number from 1 to 256.'],
  ])('with %j ends with 2 and says why', async (args, sentence) => {
    const { code, out, err } = await shell(['compare', two, ...args])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(sentence)
  })

  test('prints the same bytes whatever the number of threads', async () => {
    await ensureBuilt('library')
    const command = join(ROOT, 'dist-cli', 'ballast.js')
    const printed = ['1', '2', '3'].map((workers) =>
      execFileSync(
        process.execPath,
        [command, 'compare', three, '--json', '--replications', '7', '--workers', workers],
        { encoding: 'utf8' },
      ),
    )
    expect(printed[0]).toContain('"comparisonFormat"')
    expect([printed[1], printed[2]]).toEqual([printed[0], printed[0]])
  })
})

describe('check', () => {
  const check = (...args: readonly string[]) =>
    shell(['check', two, '--replications', '5', ...args])

  test('ends with 0 when all is as expected', async () => {
    const { code, out, err } = await check('--expect', 'p99<5s', '--expect', 'goodput>1')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/ok +A +p99<5s +[\d.]+ ms \([\d.]+ to [\d.]+\)\n +ok +A +goodput>1 /)
  })

  test('ends with 1 when an interval excludes what is expected, whatever else is open', async () => {
    const { code, out } = await check('--expect', 'p50<1ms', '--expect', 'p99<5s')
    expect(code).toBe(1)
    expect(out).toMatch(/no +A +p50<1ms/)
  })

  test('ends with 3 when the bound lies within the interval', async () => {
    const { lanes } = await comparisonOf(two, '--replications', '5', '--metric', 'p99')
    const bound = lanes[0]?.figures[0]?.mean?.estimate.toFixed(3)
    const { code, out } = await check('--expect', `p99<${bound}ms`)
    expect(code).toBe(3)
    expect(out).toMatch(/open +A +p99</)
  })

  test('holds each lane that is named against it', async () => {
    const { out } = await check('--expect', 'p99<5s', '--lane', 'A', '--lane', 'random')
    expect(out).toMatch(/ok +A .*\n +ok +B /)
  })

  test('of a latency of a lane that is unstable is never met', async () => {
    const { code, out } = await shell(['check', full, '--replications', '3', '--expect', 'p50<60s'])
    expect(code).toBe(1)
    expect(out).toContain('unstable: more is offered than can be done')
    const goodput = await shell(['check', full, '--replications', '3', '--expect', 'goodput>1'])
    expect([goodput.code, goodput.out.includes('unstable')]).toEqual([0, false])
  })

  test('writes JUnit XML', async () => {
    const junit = file('checked.xml')
    await check('--expect', 'p99<5s', '--expect', 'p50<1ms', '--junit', junit)
    const xml = readFileSync(junit, 'utf8')
    expect(xml).toContain('<testsuite name="Untitled" tests="2" failures="1">')
    expect(xml).toContain('<testcase classname="lane A" name="p99&lt;5s"/>')
    expect(xml).toMatch(/name="p50&lt;1ms"><failure message="no: [\d.]+ ms/)
  })

  test.each([
    [[], "check has no --expect; it must have one, such as 'p99<250ms'."],
    [['--expect', 'p99<250'], '--expect is p99<250; it must be a figure, < or >, and a bound'],
    [['--expect', 'errors<1ms'], '--expect is errors<1ms; it must be'],
    [['--expect', 'errors<5'], '--expect is errors<5; it must be'],
    [['--expect', 'errors<101%'], '--expect is errors<101%; it must be'],
    [['--expect', `p99<${'9'.repeat(400)}ms`], 'it must be a figure, < or >, and a bound'],
    [['--expect', 'speed<1ms'], '--expect is speed<1ms; it must be'],
  ])('with %j ends with 2 and says why', async (args, sentence) => {
    const { code, err } = await check(...args)
    expect(code).toBe(2)
    expect(err).toContain(sentence)
  })
})
