import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type AlgorithmId, algorithmAtWork, algorithms } from '../../src/algorithms/index.ts'
import { commands } from '../../src/cli/ballast.ts'
import type { RunResult } from '../../src/cli/result.ts'
import { distributions } from '../../src/distributions/index.ts'
import { canonicalText, withoutDefaults } from '../../src/scenario/document/canonical.ts'
import { decodeLink } from '../../src/scenario/link/link.ts'
import { DEFAULT_VIEW } from '../../src/scenario/link/linkView.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import type { Preset } from '../../src/scenario/presets/preset.ts'
import { documentWith, scenarioWith, smallDocument } from '../scenario/small.ts'
import { schemaViolations } from './jsonSchema.ts'
import { file, shell } from './shell.ts'

const small = file('small.json', documentWith({ durationMs: 4000 }))

describe('help', () => {
  test('lists every command, on standard output when asked for', async () => {
    for (const args of [['help'], ['--help'], ['-h']]) {
      const { code, out } = await shell(args)
      expect(code).toBe(0)
      for (const { name } of commands) expect(out).toContain(`\n  ${name} `)
    }
    expect(await shell([])).toMatchObject({ code: 2, out: '' })
  })

  test.each(commands.map(({ name }) => name))(
    'of %s has its options and an example',
    async (name) => {
      const { code, out } = await shell(['help', name])
      const command = commands.find((each) => each.name === name)
      expect([code, out]).toEqual([0, (await shell([name, '--help'])).out])
      for (const option of Object.keys(command?.options ?? {})) expect(out).toContain(`--${option}`)
      expect(out).toContain(`Examples\n  ballast ${name}`)
    },
  )

  test('names what there is when a command does not exist', async () => {
    expect(await shell(['frob'])).toEqual({
      code: 2,
      out: '',
      err: 'frob is no command; there is run, compare, check, sweep, sensitivity, validate, explain, import, link, open, list, schema. See: ballast help\n',
    })
  })
})

describe('validate', () => {
  test('says that a scenario can be run', async () => {
    const { code, out } = await shell(['validate', small])
    expect([code, out]).toEqual([0, 'Valid: "Untitled", one lane.\n'])
  })

  test('tells every problem', async () => {
    const source = file('two-wrong.json', { ...smallDocument(), durationMs: 0, seed: '' })
    const { code, err } = await shell(['validate', source])
    expect([code, err.trim().split('\n').length]).toEqual([1, 2])
  })

  test('finds a name that is written twice, of which one would be lost', async () => {
    const text = '{\n  "format": 0,\n  "title": "a \\" {",\n  "dns": {"a": 1, "\\u0061": 2}\n}'
    const { code, err } = await shell(['validate', '-'], { stdin: text })
    expect([code, err]).toEqual([
      1,
      'The document has the name "\\u0061" twice in one object, in line 4. Remove one.\n',
    ])
  })
})

describe('schema', () => {
  test('of the scenario is kept by every preset, with and without defaults', async () => {
    const schema = JSON.parse((await shell(['schema'])).out) as Record<string, unknown>
    for (const { scenario } of presets) {
      expect(schemaViolations(schema, scenario)).toEqual([])
      expect(schemaViolations(schema, withoutDefaults(scenario))).toEqual([])
    }
    const wrong = { ...smallDocument(), durationMs: 0, foo: 1 }
    expect(schemaViolations(schema, wrong)).toEqual([
      '$.durationMs: is below 1',
      '$.foo: is unknown',
    ])
  })

  test('of anything else does not exist', async () => {
    expect((await shell(['schema', 'trace'])).code).toBe(2)
  })
})

describe('link and open', () => {
  test.each(presets)('bring back what they were given: $id', async (preset) => {
    const { id, scenario, opensAtMs, speedMs } = preset
    const link = (await shell(['link', id])).out.trim()
    expect(await decodeLink(link)).toMatchObject({
      view: { ...DEFAULT_VIEW, playheadMs: opensAtMs, speedMs },
    })
    const opened = await shell(['open', link])
    expect([opened.code, opened.err]).toEqual([0, ''])
    expect(JSON.parse(opened.out)).toEqual(withoutDefaults(scenario))
    const bare = (await shell(['link', '-'], { stdin: opened.out })).out.trim()
    expect(await decodeLink(bare)).toMatchObject({ scenario, view: DEFAULT_VIEW })
  })

  test('make a whole address for a page, and open it', async () => {
    const { out } = await shell(['link', small, '--page', 'https://example.org/ballast/#old'])
    expect(out).toMatch(/^https:\/\/example\.org\/ballast\/#1\.[\w-]+\.[0-9a-f]{8}\n$/)
    expect((await shell(['open', out.trim()])).code).toBe(0)
  })

  test('open in full writes every default', async () => {
    const { out } = await shell(['open', file('plain.json', smallDocument()), '--full'])
    expect(JSON.stringify(JSON.parse(out))).toBe(canonicalText(scenarioWith()))
  })

  test('link takes changes along', async () => {
    const link = (await shell(['link', small, '--seed', 'z', '--set', 'title=Mine'])).out.trim()
    expect(JSON.parse((await shell(['open', link])).out)).toMatchObject({
      seed: 'z',
      title: 'Mine',
    })
  })
})

describe('list', () => {
  test('shows every family', async () => {
    const { code, out } = await shell(['list'])
    expect(code).toBe(0)
    for (const { id } of [...algorithms, ...distributions]) expect(out).toContain(`  ${id} `)
  })

  test('shows the settings, the knowledge and the source of each member', async () => {
    const { out } = await shell(['list', 'algorithms'])
    expect(out).toMatch(/^rendezvous [\s\S]*?Cost: A pick looks at every target/m)
    for (const { id } of algorithms) {
      const { source, goodAt, badAt } = algorithmAtWork(id as AlgorithmId)
      for (const words of [`Source: ${source}.`, `Good at: ${goodAt}`, `Bad at: ${badAt}`]) {
        expect(out).toContain(words)
      }
    }
    expect(out).toContain('from 1 to 16 targets, default 2')
    expect(out).toContain('Knows: its own requests in flight.')
  })

  test.each(['arrivals', 'distributions', 'faults', 'logs', 'presets'])(
    'shows %s',
    async (family) => {
      expect((await shell(['list', family])).code).toBe(0)
    },
  )

  test('of something else ends with 2', async () => {
    expect((await shell(['list', 'toString'])).code).toBe(2)
  })
})

describe('explain', () => {
  test('tells what a node knew at a moment', async () => {
    const { code, out } = await shell([
      'explain',
      'one-slow-target',
      '--lane',
      'B',
      '--at',
      '14250',
    ])
    expect(code).toBe(0)
    const picked = /^At 142\d\d\.\d{3} ms node \S+ picked (\S+) \(least-outstanding\)\./.exec(
      out,
    )?.[1]
    expect(out).toMatch(new RegExp(`^ +> +${picked} +healthy +inFlight \\d`, 'm'))
    expect(out.match(/healthy/g)).toHaveLength(6)
  })

  test('tells how a request went, stamp by stamp, and why it went there', async () => {
    const { out } = await shell(['explain', small, '--request', 'users/0/12'])
    expect(out).toMatch(/^users\/0\/12#1: status 200 by target, answered; answered normally\n/)
    const times = [...out.matchAll(/ (\d+\.\d{3}) ms {2}/g)].map((match) => Number(match[1]))
    expect(times).toHaveLength(7)
    expect([...times].sort((a, b) => a - b)).toEqual(times)
    expect(out).toMatch(/at the target (\S+) .*picked \1 \(round-robin\)/s)
  })

  test('as JSON gives the candidates', async () => {
    const { out } = await shell(['explain', small, '--at', '100', '--json'])
    expect(JSON.parse(out)).toMatchObject({ algorithm: 'round-robin', candidates: [{}, {}, {}] })
  })

  test.each<[readonly string[], number, string]>([
    [[], 2, 'explain needs either --request NAME or --at MS. Give one of them.'],
    [['--at', '1', '--request', 'users/0/1'], 2, 'explain needs either'],
    [['--at', 'noon'], 2, '--at is noon; it must be milliseconds from the start.'],
    [['--request', 'users'], 2, '--request is users; it must be population/user/ordinal'],
    [['--request', 'users/0/1', '--attempt', '0'], 2, '--attempt is 0; it must be a whole number'],
    [['--request', 'users/0/99999'], 1, 'users/0/99999#1 does not occur in this lane.'],
    [['--at', '999999'], 1, 'No node picks a target at that moment or later.'],
  ])('%j ends with %d', async (args, code, sentence) => {
    const ended = await shell(['explain', small, ...args])
    expect(ended.code).toBe(code)
    expect(ended.err).toContain(sentence)
  })
})

describe('import', () => {
  const log = 'public/examples/nasa-http-1995-08-01.log'

  test('reads the log of NASA: 1,880 requests and 1 unreadable line', async () => {
    const { code, out, err } = await shell(['import', log])
    expect(code).toBe(0)
    expect(err).toContain('1,880 requests and 1 unreadable line')
    expect(err).toContain('7 have no protocol, 7 no size and 137 the size 0')
    expect(err).toContain('\n  line 1881 is unreadable: ')
    expect(err).toContain('(clients.visitors.arrivals.speedUp)')
    expect(JSON.parse(out)).toHaveProperty('datasets.0.hash')
  })

  test('makes a file that runs by itself, from a packed log, too', async () => {
    const imported = await shell(['import', '-'], { stdin: gzipSync(readFileSync(log)) })
    const ran = await shell(['run', '-', '--json'], { stdin: imported.out })
    const lanes = (JSON.parse(ran.out) as RunResult).lanes
    expect(lanes.map(({ requests }) => requests)).toEqual([1880, 1880])
  })

  test('and a link of it finds the recording that ships, or takes it from --dataset', async () => {
    const nasa = presets.find(({ id }) => id === 'nasa') as Preset
    const link = (await shell(['link', 'nasa'])).out.trim()
    expect((await shell(['run', link, '--lane', 'A'])).out).toContain(nasa.scenario.title)
    const lines = readFileSync(log, 'utf8').split('\n').slice(0, 300).join('\n')
    const short = file('short.log', lines)
    const imported = (await shell(['import', short])).out
    const other = (await shell(['link', '-'], { stdin: imported })).out.trim()
    expect((await shell(['run', other])).code).toBe(1)
    expect((await shell(['run', other, '--dataset', short])).code).toBe(0)
  })

  test('merges several logs, and says of each line that is left out in which it is', async () => {
    const lines = readFileSync(log, 'utf8').split('\n').slice(0, 300)
    const [first, second] = [
      file('first.log', `what?\n${lines.slice(0, 100).join('\n')}`),
      file('second.log', lines.slice(100).join('\n')),
    ]
    const { code, err } = await shell(['import', second, first])
    expect(code).toBe(0)
    expect(err).toContain('300 requests and 1 unreadable line in 2 files')
    expect(err).toContain('  first.log, line 1 is unreadable: ')
  })

  test('reads a format that it is given, and refuses one that says too little', async () => {
    const own = file('own.log', '200 GET /a 0.250 192.0.2.7 1714903200.5\n')
    const format = '$status $request_method $uri $request_time $remote_addr $msec'
    const { out, err } = await shell(['import', own, '--log-format', format])
    expect(JSON.parse(out)).toMatchObject({ datasets: [{ tookUs: [250_000], paths: ['/a'] }] })
    expect(err).toContain('1 request and 0 unreadable lines')
    const refused = await shell(['import', own, '--log-format', '$status'])
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('has no time')
  })

  test('refuses a folder by that word', async () => {
    const { code, err } = await shell(['import', 'src'])
    expect([code, err]).toEqual([1, 'src is a folder. Name the files in it.\n'])
  })

  test('takes the speed-up that it is given', async () => {
    const { out } = await shell(['import', log, '--speed-up', '120', '--title', 'Fast'])
    expect(JSON.parse(out)).toMatchObject({
      title: 'Fast',
      clients: { visitors: { arrivals: { speedUp: 120 } } },
    })
  })

  test.each<[readonly string[], number]>([
    [['nothing.log'], 1],
    [[small], 1],
    [[log, '--speed-up', 'fast'], 2],
    [[log, '--speed-up', '0'], 1],
  ])('of %j ends with %d', async (args, code) => {
    const ended = await shell(['import', ...args])
    expect([ended.code, ended.out]).toEqual([code, ''])
    expect(ended.err).toMatch(/\.\n|\.$/)
  })
})
