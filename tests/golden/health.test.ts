/** Health checks as each node sees them, and what it does without a healthy target. */
import { describe, expect, it } from 'vitest'
import type { Trace } from '../../src/trace/schema.ts'
import { changeLines, rowsOf } from '../support/asciiTrace.ts'
import { columnsOf } from '../support/sameRows.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** Two zones with a node each, two targets, a probe every 100 ms, no latency. */
const twoNodes: Changes = {
  'balancers.web.zones': ['a', 'b'],
  'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'b' } },
  'targetGroups.web.health': {
    isActive: true,
    intervalMs: 100,
    timeoutMs: 50,
    healthyAfter: 5,
    unhealthyAfter: 2,
  },
  'clients.users.requests.page.demand': constant(1),
  'clients.users.connections.keepAliveMs': 0,
  'clients.users.addresses': 100,
  durationMs: 2000,
}
const run = (...changes: readonly Changes[]): Trace => simulate(laneOf(twoNodes, ...changes))

const during = (kind: string, atMs: number, forMs: number, more: object = {}): Changes => ({
  faults: { one: { kind, target: 's0', atMs, forMs, ...more } },
})

/** When the first probe of each pair of node and target left, in milliseconds: its phase. */
function phasesMs(trace: Trace): ReadonlyMap<string, number> {
  const { node, target, sentUs } = columnsOf(trace.probes)
  const phases = new Map<string, number>()
  for (const i of [...sentUs.keys()].reverse()) {
    const { nodes, targets } = trace.meta.names
    const pair = `${nodes[node[i] as number]?.id} ${targets[target[i] as number]?.id}`
    phases.set(pair, (sentUs[i] as number) / 1000)
  }
  return phases
}

const healthLines = (trace: Trace): string[] =>
  changeLines(trace).filter((line) => / (un)?healthy | fail-open/.test(line))

/** The first probe of a phase that is sent at `fromMs` or later. */
const firstAfter = (phaseMs: number, fromMs: number): number =>
  phaseMs + Math.max(0, Math.ceil((fromMs - phaseMs) / 100)) * 100

const sorted = (lines: readonly (readonly [number, string])[]): string[] =>
  [...lines].sort((a, b) => a[0] - b[0]).map(([ms, what]) => `${ms} ${what}`)

describe('a node', () => {
  it('probes every target it can use, at its own phase, every interval', () => {
    const trace = run()
    const phases = phasesMs(trace)
    expect([...phases.keys()].sort()).toEqual(['web-a s0', 'web-a s1', 'web-b s0', 'web-b s1'])
    expect(new Set(phases.values()).size).toBe(4)
    for (const phase of phases.values()) expect(phase).toBeLessThan(100)
    const { sentUs, doneUs, isOk } = columnsOf(trace.probes)
    expect(sentUs).toHaveLength(4 * 20)
    expect([...doneUs]).toEqual([...sentUs])
    expect(new Set(isOk)).toEqual(new Set([1]))
    expect(healthLines(trace)).toEqual([])
  })

  it('takes a target out after two failures and back after five successes, each for itself', () => {
    const trace = run(during('crash', 250, 800))
    const expected = [...phasesMs(trace)]
      .filter(([pair]) => pair.endsWith('s0'))
      .flatMap(([pair, phase]) => [
        [firstAfter(phase, 250) + 100, `unhealthy ${pair}`] as const,
        [firstAfter(phase, 1050) + 400, `healthy ${pair}`] as const,
      ])
    expect(healthLines(trace)).toEqual(sorted(expected))
  })

  it('lets a single failure pass, and counts anew after a success', () => {
    const blips = {
      faults: {
        one: { kind: 'crash', target: 's0', atMs: 200, forMs: 99 },
        two: { kind: 'crash', target: 's0', atMs: 400, forMs: 99 },
        three: { kind: 'crash', target: 's0', atMs: 600, forMs: 99 },
      },
    }
    const trace = run(blips)
    expect(columnsOf(trace.probes).isOk.filter((ok) => ok === 0).length).toBeGreaterThan(2)
    expect(healthLines(trace)).toEqual([])
  })

  it('counts successes anew after a failure', () => {
    const trace = run({
      durationMs: 3000,
      faults: {
        // Long enough for two failures; then a gap with three or four successes, then one more failure.
        one: { kind: 'crash', target: 's0', atMs: 100, forMs: 400 },
        two: { kind: 'crash', target: 's0', atMs: 850, forMs: 100 },
      },
    })
    const backs = [...phasesMs(trace)]
      .filter(([pair]) => pair.endsWith('s0'))
      .map(([pair, phase]) => [firstAfter(phase, 950) + 400, `healthy ${pair}`] as const)
    expect(healthLines(trace).filter((line) => line.includes(' healthy'))).toEqual(sorted(backs))
  })

  it('hears of a hang only by the timeout', () => {
    const trace = run(during('hang', 250, 10_000))
    const expected = [...phasesMs(trace)]
      .filter(([pair]) => pair.endsWith('s0'))
      .map(([pair, phase]) => [firstAfter(phase, 250) + 100 + 50, `unhealthy ${pair}`] as const)
    expect(healthLines(trace)).toEqual(sorted(expected))
  })

  it('hears of a zone that is cut off only by the timeout, too', () => {
    const cut = {
      faults: { cut: { kind: 'packet-loss', between: 'a', and: 'b', ratio: 1, atMs: 250, forMs: 9000 } },
    }
    const trace = run(cut)
    const expected = [...phasesMs(trace)]
      .filter(([pair]) => pair === 'web-a s1' || pair === 'web-b s0')
      .map(([pair, phase]) => [firstAfter(phase, 250) + 100 + 50, `unhealthy ${pair}`] as const)
    expect(healthLines(trace)).toEqual(sorted(expected))
  })

  it('never waits for a probe beyond its timeout, however often its packets are lost', () => {
    const { sentUs, doneUs, isOk } = columnsOf(
      run({
        faults: {
          lossy: { kind: 'packet-loss', between: 'a', and: 'b', ratio: 0.5, atMs: 0, forMs: 9000 },
        },
      }).probes,
    )
    expect(isOk.filter((ok) => ok === 0).length).toBeGreaterThan(10)
    expect(Math.max(...doneUs.map((us, i) => us - (sentUs[i] as number)))).toBe(50_000)
    // The last one of each pair may still be under way.
    expect(sentUs.length).toBeGreaterThanOrEqual(4 * 19)
  })

  it('fails a probe whose answer comes after the timeout, and passes one that comes with it', () => {
    const at = (timeoutMs: number) =>
      healthLines(
        run({
          'network.sameZone': constant(0),
          'network.crossZone': constant(20),
          'targetGroups.web.health.timeoutMs': timeoutMs,
        }),
      )
    expect(at(40)).toEqual([])
    expect(at(39).map((line) => line.split(' ').slice(1).join(' '))).toEqual(
      expect.arrayContaining(['unhealthy web-a s1', 'unhealthy web-b s0']),
    )
  })

  it('does not notice errors of the application, nor a slow service', () => {
    expect(healthLines(run(during('errors', 0, 2000, { ratio: 1 })))).toEqual([])
    expect(healthLines(run(during('slowdown', 0, 2000, { factor: 1000 })))).toEqual([])
  })

  it('notices a long queue when probes queue like requests', () => {
    const queued = {
      'targetGroups.web.health.queued': true,
      'targetGroups.web.targets': { s0: { zone: 'a', slots: 1 }, s1: { zone: 'b', slots: 1 } },
      'clients.users.requests.page.demand': constant(30),
    }
    const lines = healthLines(run(queued))
    expect(lines.some((line) => line.includes(' unhealthy'))).toBe(true)
    expect(healthLines(run(queued, { 'targetGroups.web.health.queued': false }))).toEqual([])
  })
})

describe('a new target', () => {
  it('gets nothing before its first success, and one is enough', () => {
    const trace = run({ 'targetGroups.web.targets.s0.initial': true })
    const phases = phasesMs(trace)
    const expected = [...phases]
      .filter(([pair]) => pair.endsWith('s0'))
      .map(([pair, phase]) => [phase, `healthy ${pair}`] as const)
    expect(healthLines(trace)).toEqual(sorted(expected))
    for (const row of rowsOf(trace).filter(({ target }) => target === 's0')) {
      expect(row.nodeUs / 1000).toBeGreaterThanOrEqual(phases.get(`${row.node} s0`) as number)
    }
    expect(rowsOf(trace).some(({ target }) => target === 's0')).toBe(true)
  })
})

describe('a group of new targets only', () => {
  const allNew = { 'targetGroups.web.targets': { s0: { zone: 'a', initial: true, slots: 100 } } }

  it('fails open until the first of them is healthy, and so serves from the start', () => {
    const trace = run(allNew)
    expect(rowsOf(trace)[0]?.status).toBe(200)
    const first = firstAfter(phasesMs(trace).get('web-a s0') as number, 0)
    expect(healthLines(trace).slice(0, 2).map((line) => line.split(' ').slice(1, 3).join(' '))).toEqual(
      ['fail-open web-a', 'fail-open web-b'],
    )
    expect(healthLines(trace)).toContain(`${first} fail-open-end web-a`)
  })
})

describe('a target of weight 0 that is alone', () => {
  it.each([
    ['weighted-round-robin', '503 no-targets'],
    ['round-robin', '200 none'],
  ])('under %s ends in %s: only who reads weights keeps away from it', (id, ending) => {
    const trace = run({
      'targetGroups.web.targets': { s0: { zone: 'a', weight: 0, slots: 100 } },
      'targetGroups.web.algorithm': { id },
    })
    const endings = new Set(rowsOf(trace).map(({ status, cause }) => `${status} ${cause}`))
    expect(endings).toEqual(new Set([ending]))
  })
})

describe('a node without a healthy target', () => {
  const bothDead: Changes = {
    faults: {
      one: { kind: 'crash', target: 's0', atMs: 250, forMs: 800 },
      two: { kind: 'crash', target: 's1', atMs: 250, forMs: 800 },
    },
  }

  it('fails open: it uses all of them', () => {
    const trace = run(bothDead)
    const phases = phasesMs(trace)
    const lines = healthLines(trace)
    for (const node of ['web-a', 'web-b']) {
      const out = ['s0', 's1'].map((id) => firstAfter(phases.get(`${node} ${id}`) as number, 250))
      const back = ['s0', 's1'].map((id) => firstAfter(phases.get(`${node} ${id}`) as number, 1050))
      expect(lines).toContain(`${Math.max(...out) + 100} fail-open ${node}`)
      expect(lines).toContain(`${Math.min(...back) + 400} fail-open-end ${node}`)
    }
    const causes = new Set(rowsOf(trace).map(({ status, cause }) => `${status} ${cause}`))
    // Nobody is told that there is no target: the dead ones refuse.
    expect(causes).toEqual(new Set(['200 none', '502 connect-refused']))
  })

  it('serves at once when the targets are back, though it does not know yet', () => {
    const served = rowsOf(run(bothDead)).filter(
      ({ sentUs }) => sentUs > 1_050_000 && sentUs < 1_400_000,
    )
    expect(new Set(served.map(({ status }) => status))).toEqual(new Set([200]))
    expect(served.length).toBeGreaterThan(30)
  })

  it('answers 503 when none is registered in its reach', () => {
    const trace = run({
      'balancers.web.zones': ['b'],
      'balancers.web.crossZone': false,
      'targetGroups.web.targets': { s0: { zone: 'a' } },
    })
    const causes = new Set(rowsOf(trace).map(({ status, cause }) => `${status} ${cause}`))
    expect(causes).toEqual(new Set(['503 no-targets']))
  })
})
