/** The table of rules that the engine makes before a run, against an evaluator that looks at each request by itself. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planOf } from '../../src/engine/plan.ts'
import { fate, forward, routedLane } from '../semantics/routed.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { constant } from '../support/scenarios.ts'
import { casesOf } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

const letters = fc.constantFrom('a', 'b', 'A', '*', '?', '/')
const pattern = fc.string({ unit: letters, minLength: 1, maxLength: 4 }).map((text) => `/${text}`)
const plain = fc
  .string({ unit: fc.constantFrom('a', 'b', 'A', '/'), maxLength: 4 })
  .map((text) => `/${text}`)
const kinds = {
  method: fc.constantFrom('GET', 'POST'),
  host: fc.constantFrom('a.example', 'b.example', 'A.example'),
}

interface Request {
  readonly path: string
  readonly method: string
  readonly host: string
}
interface Rule {
  readonly priority: number
  readonly paths: readonly string[]
  readonly methods: readonly string[]
  readonly hosts: readonly string[]
}

const request: fc.Arbitrary<Request> = fc.record({ path: plain, ...kinds })
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 1 })
const rules: fc.Arbitrary<Rule[]> = fc
  .array(
    fc.record({
      paths: fc.array(pattern, { minLength: 1, maxLength: 2 }),
      methods: few(kinds.method),
      hosts: few(kinds.host),
    }),
    { maxLength: 5 },
  )
  .chain((all) =>
    fc
      .uniqueArray(fc.integer({ min: 1, max: 50_000 }), {
        minLength: all.length,
        maxLength: all.length,
      })
      .map((priorities) => all.map((one, i) => ({ ...one, priority: priorities[i] as number }))),
  )
  .filter((all) => all.every(({ paths }) => paths.join('').replace(/[^*?]/g, '').length <= 5))

const asRegExp = (glob: string): RegExp =>
  new RegExp(`^${glob.replace(/\*/g, '[^]*').replace(/\?/g, '[^]')}$`)

/** The rule that matches, by a regular expression for each pattern and a look at all rules. */
function naive(all: readonly Rule[], { path, method, host }: Request): string {
  const matching = all
    .map((one, i) => ({ ...one, id: `r${i}` }))
    .filter(
      ({ paths, methods, hosts }) =>
        paths.some((glob) => asRegExp(glob).test(path)) &&
        (methods.length === 0 || methods.includes(method)) &&
        (hosts.length === 0 || hosts.some((one) => one.toLowerCase() === host.toLowerCase())),
    )
  const [first] = matching.sort((a, b) => a.priority - b.priority)
  return first?.id ?? 'otherwise'
}

const written = (all: readonly Rule[]) =>
  Object.fromEntries(
    all.map(({ priority, paths, methods, hosts }, i) => {
      const when = {
        path: { kind: 'path-pattern', values: paths },
        ...(methods.length > 0 && { method: { kind: 'request-method', values: methods } }),
        ...(hosts.length > 0 && { host: { kind: 'host-header', values: hosts } }),
      }
      const action = { kind: 'fixed-response', status: 200 + i }
      return [`r${i}`, { priority, when, action }]
    }),
  )

it('the first rule that matches decides, for every kind of request', () => {
  const property = fc.property(
    rules,
    fc.array(request, { minLength: 1, maxLength: 6 }),
    (all, requests) => {
      const lane = routedLane(written(all), {
        'clients.users.requests': Object.fromEntries(requests.map((one, i) => [`k${i}`, one])),
      })
      const plan = planOf(lane, {})
      const found = requests.map((_, i) => plan.rules[plan.balancers[0]?.ruleOf[i] as never]?.id)
      expect(found).toEqual(requests.map((one) => naive(all, one)))
    },
  )
  fc.assert(property, { numRuns: casesOf(300), seed: 5 })
})

it('a rule that a fault changes does as before until it begins and after it has ended', () => {
  const lane = routedLane(
    {
      api: {
        priority: 1,
        when: { path: { kind: 'path-pattern', values: ['/*'] } },
        action: forward({ api: 1, web: 0 }),
      },
    },
    {
      'clients.users.requests.page.demand': constant(1),
      faults: {
        away: { kind: 'traffic-shift', rule: 'api', group: 'web', atMs: 20, forMs: 40 },
        closed: { kind: 'rule-answer', rule: 'api', status: 503, atMs: 40, forMs: 10 },
      },
    },
  )
  const fates = rowsOf(simulate(lane)).map((row) => `${row.sentUs / 1000} ${fate(row)}`)
  expect(fates).toEqual([
    '5 api-1',
    '15 api-1',
    '25 s0',
    '35 s0',
    // Of two changes the one that began last holds.
    '45 503 fixed-response',
    '55 s0',
    '65 api-1',
    '75 api-1',
    '85 api-1',
    '95 api-1',
  ])
})

it('a shift of half of the requests moves no request that goes there anyhow', () => {
  const targetsOf = (faults: object) =>
    rowsOf(
      simulate(
        routedLane(
          {},
          {
            'balancers.web.listeners.http.otherwise': forward({ web: 1, api: 1 }),
            durationMs: 2000,
            faults,
          },
        ),
      ),
    ).map(({ target }) => target)
  const usual = targetsOf({})
  const shift = { kind: 'traffic-shift', rule: 'otherwise', group: 'api', ratio: 0.5 }
  const shifted = targetsOf({ half: { ...shift, atMs: 0, forMs: 2000 } })
  expect(shifted.filter((target) => target === 'api-1').length).toBeGreaterThan(130)
  usual.forEach((target, i) => {
    if (target === 'api-1') expect(shifted[i]).toBe('api-1')
  })
})
