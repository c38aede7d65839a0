/** What an algorithm remembers between picks: the cells that it declares, by their names. */
import type { Algorithm } from '../../algorithms/define.ts'
import { Columns } from '../columns.ts'

class Memory extends Columns {}

/** For a group of so many targets. */
export function memoryOf(algorithm: Algorithm, size: number): Memory {
  const cells = Object.entries(algorithm.state).map(([name, scope]) => {
    const length = scope === 'node' ? 1 : scope === 'target' ? size : scope
    return [name, new Float64Array(length)] as const
  })
  return Object.assign(new Memory(), Object.fromEntries(cells))
}
