import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { RunResult } from '../../src/cli/result.ts'
import { documentWith, smallDocument } from '../scenario/small.ts'
import { schemaViolations } from './jsonSchema.ts'
import { file, shell } from './shell.ts'

const LANES = {
  lanes: { quick: { patch: { targetGroups: { web: { algorithm: { id: 'random' } } } } } },
}
const two = file('two.json', documentWith({ ...LANES, durationMs: 8000, warmUpMs: 1000 }))

async function resultOf(...args: readonly string[]): Promise<RunResult> {
  const { code, out, err } = await shell(['run', ...args, '--json'])
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as RunResult
}

describe('run', () => {
  test('reports every lane, with bars for the load and a digest', async () => {
    const { code, out, err } = await shell(['run', two])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('Untitled  (seed 1, 1 s to 8 s)')
    expect(out).toMatch(/^A {2}Round robin$/m)
    expect(out).toMatch(/^B {2}Random$/m)
    expect(out).toMatch(/latency +p50 [\d.]+ ms +p90 [\d.]+ ms +p99 [\d.]+ ms +p99.9 [\d.]+ ms/)
    expect(out).toMatch(
      / three +[█▏▎▍▌▋▊▉]+·+ +\d+ % busy +\d+\.\d waiting +\d+ attempts +p99 [\d.]+ ms/,
    )
    expect(out.match(/digest +[0-9a-f]{16}$/gm)).toHaveLength(2)
    expect(out).toMatch(/^Digest [0-9a-f]{16} of 2 lanes$/m)
  })

  test('says before it begins that it takes long, for each lane that does', async () => {
    const long = documentWith({
      durationMs: 3_600_000,
      limits: { attempts: 1_000_000_000, inFlight: 1 },
      'clients.users.arrivals': { kind: 'poisson', perSecond: 10_000 },
      lanes: { short: { patch: { limits: { attempts: 1000 } } } },
    })
    const { code, err } = await shell(['run', file('long.json', long), '--no-trace'])
    expect(code).toBe(0)
    expect(err).toMatch(/^A {2}This run takes about \d+ seconds\.\n$/)
  })

  test('as JSON keeps to its published schema, with rows and without', async () => {
    const schema = JSON.parse((await shell(['schema', 'result'])).out) as Record<string, unknown>
    for (const flags of [[], ['--no-trace']]) {
      expect(schemaViolations(schema, await resultOf(two, ...flags))).toEqual([])
    }
    const { title: _, ...incomplete } = await resultOf(two)
    expect(schemaViolations(schema, incomplete)).toEqual(['$.title: is missing'])
  })

  test('without rows has the same digests, counts and causes, and nearly the same figures', async () => {
    const crash = { faults: { dead: { kind: 'crash', target: 'one', atMs: 2000, forMs: 3000 } } }
    const source = file('crash.json', documentWith({ ...crash, durationMs: 8000 }))
    const [rows, none] = [await resultOf(source), await resultOf(source, '--no-trace')]
    expect([none.hasRows, none.digest]).toEqual([false, rows.digest])
    const [a, b] = [rows.lanes[0], none.lanes[0]]
    expect(b?.failuresByCause).toEqual(a?.failuresByCause)
    expect(Object.keys(b?.failuresByCause ?? {})).toContain('connect-refused')
    expect([b?.requests, b?.latency.answers]).toEqual([a?.requests, a?.latency.answers])
    expect(b?.errorRatio).toBeCloseTo(a?.errorRatio ?? Number.NaN, 12)
    for (const name of ['p50Ms', 'p90Ms', 'p99Ms', 'p999Ms', 'meanMs', 'maxMs'] as const) {
      const [exact, near] = [a?.latency[name] as number, b?.latency[name] as number]
      expect(Math.abs(near / exact - 1)).toBeLessThan(0.005)
    }
  })

  test('runs the lanes that are asked for, by letter or id', async () => {
    const lanesOf = async (...args: readonly string[]) =>
      (await resultOf(two, ...args)).lanes.map(({ letter }) => letter)
    expect(await lanesOf('--lane', 'b')).toEqual(['B'])
    expect(await lanesOf('--lane', 'quick')).toEqual(['B'])
    expect(await lanesOf('--lane', 'quick', '--lane', 'A')).toEqual(['A', 'B'])
  })

  test('with another seed is another run, and with the same one the same', async () => {
    const digests = await Promise.all(
      ['x', 'x', 'y'].map(async (seed) => (await resultOf(two, '--seed', seed)).digest),
    )
    expect(digests[0]).toBe(digests[1])
    expect(digests[0]).not.toBe(digests[2])
  })

  test('takes changes in JSON, and bare words as texts', async () => {
    const changed = await resultOf(
      ...[
        two,
        '--set',
        'durationMs=4000',
        '--set',
        'targetGroups.web.algorithm.id=least-outstanding',
      ],
    )
    expect(changed.window).toEqual({ fromMs: 1000, toMs: 4000 })
    expect(changed.lanes[0]?.title).toBe('Least outstanding requests')
  })

  test('measures against another goal', async () => {
    const verdicts = (await resultOf(two, '--goal', '1')).lanes[0]?.verdicts
    expect([verdicts?.['on-time'], (verdicts?.slow ?? 0) > 0]).toEqual([0, true])
  })

  test('writes a row for each attempt', async () => {
    const csv = file('attempts.csv')
    const { lanes } = await resultOf(two, '--set', 'warmUpMs=0', '--trace', csv)
    const [header, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\r\n')
    expect(header).toBe(
      'lane,population,user,ordinal,attempt,path,sentMs,nodeMs,routedMs,targetMs,startMs,serviceEndMs,backMs,endMs,node,worker,target,status,author,cause,warmUp',
    )
    expect(rows).toHaveLength(lanes.reduce((sum, lane) => sum + lane.attempts, 0))
    const width = (header ?? '').split(',').length
    expect(rows.filter((row) => row.split(',').length !== width)).toEqual([])
    const full = rows.find((row) => row.includes(',200,target,none'))?.split(',') ?? []
    // Nodes take no time here.
    expect(full[8]).toBe('')
    const stamps = full
      .slice(6, 14)
      .filter((text) => text !== '')
      .map(Number)
    expect([...stamps].sort((x, y) => x - y)).toEqual(stamps)
  })

  test.each(['nginx', 'haproxy', 'envoy', 'alb'])(
    'writes an access log as %s, which import reads',
    async (format) => {
      const log = file(`${format}.log`)
      const { lanes } = await resultOf(two, '--lane', 'A', '--trace', log, '--format', format)
      expect(lanes).toHaveLength(1)
      const { code, out } = await shell(['import', log])
      expect(code).toBe(0)
      const { clients } = JSON.parse(out) as { clients: Record<string, { arrivals: unknown }> }
      expect(Object.values(clients)[0]?.arrivals).toMatchObject({ kind: 'replay' })
    },
  )

  test('writes both lanes as one Chrome trace', async () => {
    const path = file('chrome.json')
    await resultOf(two, '--trace', path, '--format', 'chrome')
    const { traceEvents } = JSON.parse(readFileSync(path, 'utf8')) as {
      traceEvents: readonly { readonly pid: number }[]
    }
    expect(new Set(traceEvents.map(({ pid }) => pid))).toEqual(new Set([1, 2]))
  })

  test('reads standard input, a link, and a preset', async () => {
    const text = JSON.stringify(documentWith({ durationMs: 2000 }))
    const piped = await shell(['run', '-', '--json'], { stdin: text })
    const link = (await shell(['link', '-'], { stdin: text })).out.trim()
    const linked = await resultOf(`https://example.org/#${link}`)
    expect(linked.digest).toBe((JSON.parse(piped.out) as RunResult).digest)
    const preset = await resultOf('one-slow-target', '--lane', 'A', '--set', 'durationMs=12000')
    expect(preset.title).toBe('One slow target')
  })

  test('shows progress to who watches, and to nobody else', async () => {
    expect((await shell(['run', two], { isWatched: true })).err).toContain('\rB  Random: 50 %')
  })

  test('badges a lane that faces other traffic', async () => {
    const patch = { clients: { users: { arrivals: { perSecond: 80 } } } }
    const source = file('more.json', documentWith({ lanes: { more: { patch } }, durationMs: 2000 }))
    expect((await shell(['run', source])).out).toContain('B  Round robin  [different traffic]')
  })
})

describe('run used wrongly ends with 2 and says why', () => {
  test.each<[readonly string[], string]>([
    [['run'], 'run has 0 names after it; it takes 1. Write: ballast run FILE|LINK|-'],
    [['run', two, two], 'run has 2 names after it; it takes 1. Write: ballast run FILE|LINK|-'],
    [['run', two, '--fast'], '--fast is unknown; run has --json, --trace'],
    [['run', two, '-j'], '-j is unknown'],
    [['run', two, '--json=yes'], '--json takes no value. Remove it.'],
    [['run', two, '--lane'], '--lane has no value; it must be LANE. Add it.'],
    [['run', two, '--seed', '--json'], '--seed has no value; it must be SEED. Add it.'],
    [['run', two, '--seed', '1', '--seed', '2'], '--seed is given 2 times; once is allowed.'],
    [['run', two, '--lane', 'Z'], '--lane is Z; it must be A, B (quick). Choose one of them.'],
    [
      ['run', two, '--goal', 'soon'],
      '--goal is soon; it must be milliseconds above 0, 3600000 at most.',
    ],
    [['run', two, '--set', 'durationMs'], '--set is durationMs; it must be PATH=VALUE.'],
    [['run', two, '--set', 'durationMs=0'], 'durationMs is 0; it must be 1 to 3600000.'],
    [['run', two, '--set', 'seed={'], '--set seed is {, which is no JSON.'],
    [['run', two, '--set', 'seed='], '--set seed has no value.'],
    [['run', two, '--trace', 'x.csv', '--no-trace'], '--trace and --no-trace exclude each other.'],
    [['run', two, '--format', 'nginx'], '--format is of the file that --trace names.'],
    [['run', two, '--trace', 'x', '--format', 'iis'], '--format is iis; it must be csv, nginx,'],
    [
      ['run', two, '--trace', 'x', '--format', 'alb'],
      'there are 2 lanes; an access log is of one.',
    ],
    [
      ['run', 'layer-4-long-lived', '--lane', 'A', '--trace', 'x', '--format', 'alb'],
      '--format is alb, but at layer 4 a node sees no requests.',
    ],
    [['run', two, '--dataset', 'nowhere.log'], '--dataset is nowhere.log, which does not exist.'],
  ])('%j', async (args, sentence) => {
    const { code, out, err } = await shell(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(sentence)
    expect(err).toContain('See: ballast help run')
  })
})

describe('a run that cannot be done ends with 1 and says why', () => {
  const replay = { 'clients.users.arrivals': { kind: 'replay', recording: '0123456789abcdef' } }
  test.each<[string, string, string]>([
    ['no file', 'nothing.json', 'nothing.json does not exist. Name another file.'],
    ['a folder', '/', '/ is a folder. Name another file.'],
    ['no JSON', file('broken.json', '{"format": 0,'), 'The document is no JSON'],
    [
      'a wrong scenario',
      file('wrong.json', { ...smallDocument(), durationMs: -1, seed: '' }),
      'seed is ""; it must be a text of 1 to 100 characters. Rewrite it.\ndurationMs is -1',
    ],
    [
      'a recording that is not at hand',
      file('replay.json', documentWith(replay)),
      '"Untitled" replays the recording 0123456789abcdef, which is not at hand',
    ],
    ['a damaged link', 'https://example.org/#0.abc', 'The link is damaged'],
    ['a link of the future', '#9.abc', 'The link was made with format 9'],
  ])('%s', async (_, source, sentence) => {
    const { code, out, err } = await shell(['run', source])
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(sentence)
  })

  test('a place where nothing can be written', async () => {
    const { code, err } = await shell(['run', two, '--trace', '/nowhere/x.csv'])
    expect([code, err]).toEqual([
      1,
      '/nowhere/x.csv is in a folder that does not exist. Name another file.\n',
    ])
  })
})
