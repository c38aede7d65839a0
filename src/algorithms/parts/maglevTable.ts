/**
 * The table of Maglev: each target has an order of its own in which it would take the slots, and they take turns until
 * all are taken; a heavy one gets more turns. The number of slots is a prime, so that each order reaches every slot.
 * Source: Eisenbud et al., NSDI 2016, section 3.4; with weights as Envoy, maglev_lb.cc.
 */
export interface Permuted {
  readonly offset: number
  readonly skip: number
  readonly weight: number
  readonly owner: number
}

/** -1 everywhere when there is nobody. */
export function fillMaglev(table: Int32Array, targets: readonly Permuted[]): void {
  table.fill(-1)
  const heaviest = targets.reduce((most, { weight }) => Math.max(most, weight), 0)
  const next = targets.map(() => 0)
  const due = targets.map(() => 0)
  const slots = table.length
  let filled = 0
  for (let turn = 1; filled < slots && heaviest > 0; turn++) {
    for (let i = 0; i < targets.length && filled < slots; i++) {
      const { offset, skip, weight, owner } = targets[i] as Permuted
      if (turn * weight < (due[i] as number)) continue
      due[i] = (due[i] as number) + heaviest
      let n = next[i] as number
      while (table[(offset + skip * n) % slots] !== -1) n++
      table[(offset + skip * n) % slots] = owner
      next[i] = n + 1
      filled++
    }
  }
}
