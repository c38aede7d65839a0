/** Maglev: a table of slots that targets fill in turns; the rest of a key's hash says which slot is the key's. */
import { choice, type KnobValues } from '../base/knobs.ts'
import { defineAlgorithm, type View } from './define.ts'
import { restOf, wide } from './parts/hashes/wide.ts'
import { xxh64 } from './parts/hashes/xxh64.ts'
import { KEY, keyBytes, keyText, writeKey, writeText } from './parts/key.ts'
import { fillMaglev } from './parts/maglevTable.ts'

const KNOBS = {
  slots: choice({
    label: 'Slots',
    help: 'How large the table is, a prime. Envoy has 65,537, IPVS 4,093; with few slots shares are rough.',
    options: [
      { id: '65537', label: '65,537' },
      { id: '4093', label: '4,093' },
      { id: '251', label: '251' },
      { id: '17', label: '17' },
      { id: '7', label: '7' },
    ],
    default: '65537',
  }),
  key: KEY,
} as const

const READS = ['address', 'client', 'path', 'name', 'weight'] as const

interface Hashing {
  readonly view: View<(typeof READS)[number]>
  readonly knobs: KnobValues<typeof KNOBS>
  readonly table: Int32Array
}

export const maglev = defineAlgorithm({
  id: 'maglev',
  label: 'Maglev',
  summary:
    'A hash of the key is a place in a table that targets fill in turns; nearly even, and few keys move.',
  source:
    'Eisenbud et al., NSDI 2016; Envoy source/extensions/load_balancing_policies/maglev/maglev_lb.cc',
  group: 'By key',
  goodAt: 'Even shares, and a pick that costs one look.',
  badAt: 'Who leaves takes a few keys of others along, more than on a ring.',
  does: [
    'Each target has an order of its own in which it would take the slots of a table, and they take turns until all are taken.',
    'The hash of a key is a slot, so a choice costs one look, and shares are even to a slot.',
    'When a target leaves, the table is filled anew: a few keys of others move as well.',
  ],
  law: ['target = table[hash(key) mod slots]'],
  spelled: {
    nginx: 'none; nearest: `hash $request_uri consistent;`',
    haproxy: 'none; nearest: `hash-type consistent`',
    envoy: '`lb_policy: MAGLEV` with a `hash_policy` at the route; 65,537 slots',
    aws: 'none; nearest: stickiness of the target group',
  },
  reads: READS,
  withoutSlowStart: () => 'a table does not change while a target warms up',
  knobs: KNOBS,
  state: {},
  tableCells: ({ knobs }) => Number(knobs.slots),
  table: { build },
  spread: {
    shape: 'slots',
    places: ({ table }) => table.length,
    ownerAt: ({ table }, slot) => ownerOf(table, slot),
    placeOf: slotOf,
  },
  scansAll: false,
  pick: ({ view, knobs, table }) => ownerOf(table, slotOf({ view, knobs, table })),
  because(hashing, names) {
    const { view, knobs, table } = hashing
    const slot = slotOf(hashing)
    return `The key ${keyText(view, knobs.key)} hashes to slot ${slot} of ${table.length}, which is one of ${names(table[slot] as number)}.`
  },
})

const ownerOf = (table: Int32Array, slot: number): number | null =>
  (table[slot] as number) < 0 ? null : (table[slot] as number)

function slotOf({ view, knobs, table }: Hashing): number {
  xxh64(keyBytes, writeKey(view, knobs.key, 0), 0)
  return restOf(wide, table.length)
}

/** Envoy lets hosts take turns in the order of their names. */
function build({ view }: Pick<Hashing, 'view'>, into: Int32Array): void {
  const slots = into.length
  const targets = view.usable
    .filter((owner) => view.weight(owner) > 0)
    .map((owner) => ({ owner, name: view.name(owner) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  fillMaglev(
    into,
    targets.map(({ owner, name }) => {
      const end = writeText(name, 0)
      xxh64(keyBytes, end, 0)
      const offset = restOf(wide, slots)
      xxh64(keyBytes, end, 1)
      return { offset, skip: restOf(wide, slots - 1) + 1, weight: view.weight(owner), owner }
    }),
  )
}
