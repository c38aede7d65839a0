/** Published results on keys and servers: rings, remainders, Maglev. */
import { deviationText, type Measure, measureOf, percent } from '../measure.ts'
import { deviationOf, movedRatio, ringShares } from './rings.ts'
import { noteOf, rowOf } from './row.ts'

const GRYSKI = 'Gryski, Consistent hashing: algorithmic tradeoffs, 2018'

const ringSpread = (
  [
    [100, 0.1, '10 %', [0.76, 1.28]],
    [1000, 0.032, '3.2 %', [0.92, 1.09]],
  ] as const
).map(([pointsEach, expected, text, [low, high]]) =>
  measureOf({
    id: `published: ring of ${pointsEach}`,
    isQuick: pointsEach === 100,
    work: () => {
      const shares = ringShares(pointsEach)
      const at = (share: number): number => shares[Math.floor(share * shares.length)] as number
      return { deviation: deviationOf(shares), low: at(0.005), high: at(0.995) }
    },
    row: ([found = { deviation: Number.NaN, low: Number.NaN, high: Number.NaN }]) => {
      const { deviation } = found
      const agrees =
        Math.abs(deviation / expected - 1) < 0.1 &&
        Math.abs(found.low - low) < 0.03 &&
        Math.abs(found.high - high) < 0.03
      return rowOf(
        {
          what: `Shares on a ring with ${pointsEach} points a server: standard deviation, and between what 99 % are, as multiples of an even share`,
          source: GRYSKI,
        },
        [
          `about ${text}; ${low} to ${high}`,
          `${percent(deviation)}; ${found.low.toFixed(2)} to ${found.high.toFixed(2)}`,
          deviationText(deviation / expected - 1, 0),
        ],
        { agrees, note: noteOf(agrees) },
      )
    },
  }),
)

const movedKeys = (
  [
    ['modulo', { id: 'hash-modulo', dialect: 'nginx', key: 'path' }, 0.889],
    [
      'a ring',
      { id: 'hash-ring', dialect: 'nginx', key: 'path', pointsMin: 1024, boundRatio: 0 },
      0.111,
    ],
  ] as const
).map(([name, algorithm, expected]) =>
  measureOf({
    id: `published: moved by ${name}`,
    isQuick: true,
    work: () => movedRatio(algorithm, [8, 9]),
    row: ([moved = Number.NaN]) => {
      const agrees = Math.abs(moved - expected) < 0.02
      return rowOf(
        { what: `Keys that move from 8 to 9 servers with ${name}`, source: GRYSKI },
        [percent(expected), percent(moved), deviationText(moved / expected - 1, 1)],
        { agrees, note: noteOf(agrees) },
      )
    },
  }),
)

const SLOTS = ['65537', '4093', '251'] as const
const RINGS = {
  nginx: { id: 'hash-ring', dialect: 'nginx', key: 'path', pointsMin: 1024, boundRatio: 0 },
  envoy: { id: 'hash-ring', dialect: 'envoy', key: 'path', pointsMin: 1024, boundRatio: 0 },
} as const

const maglev: Measure = measureOf({
  id: 'published: Maglev beside a ring',
  isQuick: true,
  work: () => {
    const ring = movedRatio(RINGS.nginx, [12, 11])
    const tables = SLOTS.map((slots) => movedRatio({ id: 'maglev', slots, key: 'path' }, [12, 11]))
    return {
      tables: tables.map((moved) => moved / ring),
      envoy: movedRatio(RINGS.envoy, [12, 11]) / ring,
    }
  },
  row: ([found = { tables: [], envoy: Number.NaN }]) => {
    const [most = Number.NaN] = found.tables
    const agrees = most > 1.5 && most < 2.5
    return rowOf(
      {
        what: 'Keys that move when one of 12 servers goes, Maglev over a ring of NGINX',
        source: 'envoyproxy/envoy, pull request 2574 (read in an excerpt only)',
      },
      [
        'about 2 times as many',
        [
          ...found.tables.map((times, i) => `${times.toFixed(2)} with ${SLOTS[i]} slots`),
          `${found.envoy.toFixed(2)} on Envoy’s ring`,
        ].join(', '),
        deviationText(most / 2 - 1, 0),
      ],
      {
        agrees,
        note: agrees
          ? ''
          : 'the fewer slots a server has, the more keys move that need not: “twice” is of small tables, and not of ' +
            'Envoy’s 65,537 slots for a dozen servers. Envoy’s own ring moves more than it must too, for the ' +
            'servers that are left get more points',
      },
    )
  },
})

export const KEYS: readonly Measure[] = [...ringSpread, ...movedKeys, maglev]
