/**
 * Along the map, as HAProxy's static-rr: the map is walked slot by slot. It is made anew when somebody leaves or comes,
 * and the place in it is kept. Source: HAProxy src/lb_map.c, map_get_server_rr.
 */
import { ownerIn } from '../serverMap.ts'
import type { Rotation, Turn } from './rotation.ts'

type Along = Turn<'slot'>

const slotOf = ({ state, table }: Along): number => {
  const slot = state.slot[0] as number
  return slot >= (table[0] as number) ? 0 : slot
}

export const alongMap = {
  state: { slot: 'node' },
  pick(turn) {
    const slot = slotOf(turn)
    turn.state.slot[0] = slot + 1
    return ownerIn(turn.table, slot)
  },
  label: 'slots',
  standing: ({ table }, target) => slotsOf(table, target),
  words: (turn, _target, name) =>
    `Slot ${slotOf(turn) + 1} of the ${turn.table[0]} of the map belongs to ${name}.`,
} as const satisfies Rotation<'slot'>

function slotsOf(table: Int32Array, target: number): number {
  let slots = 0
  for (let slot = 1; slot <= (table[0] as number); slot++) if (table[slot] === target) slots++
  return slots
}
