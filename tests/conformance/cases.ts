/** What is played to real balancers and to Ballast: requests with their keys, how long they stay, and who comes and goes. */
import type { AlgorithmSpec } from '../../src/algorithms/index.ts'
import { deriveKey, drawAt } from '../../src/base/draws.ts'

export type Step =
  /** A request of this key, which is answered at once, or stays in flight until `finish` names its number. */
  | { readonly kind: 'send'; readonly key: string; readonly stays: boolean }
  | { readonly kind: 'finish'; readonly send: number }
  /** From now on these servers, by their numbers, can be used. */
  | { readonly kind: 'usable'; readonly servers: readonly number[] }

export interface Case {
  readonly name: string
  readonly balancer: 'nginx' | 'haproxy'
  /** Lines of the `upstream` or the `backend`. */
  readonly lines: readonly string[]
  readonly algorithm: AlgorithmSpec
  readonly weights: readonly number[]
  /** Whether keys are addresses of clients, or a header. */
  readonly keysAre: 'addresses' | 'header'
  readonly steps: readonly Step[]
}

const send = (key: string, stays = false): Step => ({ kind: 'send', key, stays })
const usable = (...servers: number[]): Step => ({ kind: 'usable', servers })
const times = (count: number): readonly Step[] => Array.from({ length: count }, () => send('-'))
const keys = (count: number): readonly Step[] =>
  Array.from({ length: count }, (_, i) => send(`key-${i}`))
const clients = (count: number): readonly Step[] =>
  Array.from({ length: count }, (_, i) => send(`127.0.${i + 1}.2`))

/** Requests that overlap: more come than go at first, and more go than come later; the same every time. */
function overlapping(count: number): readonly Step[] {
  const { k0, k1 } = deriveKey({ k0: 17, k1: 4 }, 'overlapping')
  const steps: Step[] = []
  const open: number[] = []
  let sent = 0
  for (let i = 0; steps.length < count; i++) {
    const fills = Math.floor(i / 40) % 2 === 0 ? 0.65 : 0.35
    if (drawAt(k0, k1, i, 0, 0) < fills || open.length === 0) {
      steps.push(send('-', true))
      open.push(sent++)
    } else {
      const at = Math.floor(drawAt(k0, k1, i, 0, 1) * open.length)
      steps.push({ kind: 'finish', send: open.splice(at, 1)[0] as number })
    }
  }
  return [...steps, ...open.map((number): Step => ({ kind: 'finish', send: number }))]
}

const WEIGHTS = [
  [1, 1, 1],
  [5, 1, 1],
  [3, 2, 1],
  [1, 2, 3],
  [10, 1, 1],
  [7, 5, 3],
] as const

const turns = (dialect: 'nginx' | 'haproxy' | 'haproxy-static') =>
  ({ id: 'weighted-round-robin', dialect }) as const
const least = (dialect: 'nginx' | 'haproxy') =>
  ({ id: 'least-connections', dialect, bias: 1 }) as const
const ring = (dialect: 'nginx' | 'haproxy') =>
  ({ id: 'hash-ring', dialect, key: 'path', pointsMin: 1024, boundRatio: 0 }) as const
const rest = (dialect: 'nginx' | 'nginx-ip' | 'haproxy', key: 'path' | 'address') =>
  ({ id: 'hash-modulo', dialect, key }) as const

/** All three, one of them gone, all three again. */
const withAnAbsence = (part: readonly Step[]): readonly Step[] => [
  ...part,
  usable(0, 2),
  ...part,
  usable(0, 1, 2),
  ...part,
]

const header = { keysAre: 'header' } as const

export const CASES: readonly Case[] = [
  ...WEIGHTS.flatMap((weights): Case[] => {
    const name = weights.join('-')
    return [
      {
        ...header,
        name: `nginx-rotation-${name}`,
        balancer: 'nginx',
        lines: [],
        algorithm: turns('nginx'),
        weights,
        steps: times(60),
      },
      {
        ...header,
        name: `haproxy-roundrobin-${name}`,
        balancer: 'haproxy',
        lines: ['balance roundrobin'],
        algorithm: turns('haproxy'),
        weights,
        steps: withAnAbsence(times(31)),
      },
      {
        ...header,
        name: `haproxy-static-rr-${name}`,
        balancer: 'haproxy',
        lines: ['balance static-rr'],
        algorithm: turns('haproxy-static'),
        weights,
        steps: withAnAbsence(times(31)),
      },
    ]
  }),
  ...[
    [1, 1, 1],
    [4, 2, 1],
  ].flatMap((weights): Case[] => [
    {
      ...header,
      name: `nginx-least-conn-${weights.join('-')}`,
      balancer: 'nginx',
      lines: ['least_conn;'],
      algorithm: least('nginx'),
      weights,
      steps: overlapping(240),
    },
    {
      ...header,
      name: `haproxy-leastconn-${weights.join('-')}`,
      balancer: 'haproxy',
      lines: ['balance leastconn'],
      algorithm: least('haproxy'),
      weights,
      steps: overlapping(240),
    },
  ]),
  ...[
    [1, 1, 1],
    [4, 2, 1],
  ].flatMap((weights): Case[] => [
    {
      ...header,
      name: `nginx-ketama-${weights.join('-')}`,
      balancer: 'nginx',
      lines: ['hash $http_x_key consistent;'],
      algorithm: ring('nginx'),
      weights,
      steps: withAnAbsence(keys(500)),
    },
    {
      ...header,
      name: `haproxy-consistent-${weights.join('-')}`,
      balancer: 'haproxy',
      lines: ['balance hdr(x-key)', 'hash-type consistent'],
      algorithm: ring('haproxy'),
      weights,
      steps: withAnAbsence(keys(500)),
    },
    {
      ...header,
      name: `haproxy-map-based-${weights.join('-')}`,
      balancer: 'haproxy',
      lines: ['balance hdr(x-key)', 'hash-type map-based'],
      algorithm: rest('haproxy', 'path'),
      weights,
      steps: withAnAbsence(keys(500)),
    },
    {
      ...header,
      name: `nginx-hash-${weights.join('-')}`,
      balancer: 'nginx',
      lines: ['hash $http_x_key;'],
      algorithm: rest('nginx', 'path'),
      weights,
      steps: withAnAbsence(keys(500)),
    },
    {
      keysAre: 'addresses',
      name: `nginx-ip-hash-${weights.join('-')}`,
      balancer: 'nginx',
      lines: ['ip_hash;'],
      algorithm: rest('nginx-ip', 'address'),
      weights,
      steps: withAnAbsence(clients(100)),
    },
    {
      keysAre: 'addresses',
      name: `haproxy-source-${weights.join('-')}`,
      balancer: 'haproxy',
      lines: ['balance source'],
      algorithm: rest('haproxy', 'address'),
      weights,
      steps: withAnAbsence(clients(100)),
    },
  ]),
]

/** The servers stand at these ports; NGINX hashes their names. */
export const PORTS = [18_081, 18_082, 18_083] as const
