/** When an attempt logged in on its way to its node. */
import { changeKind, type Trace } from '../../trace/schema.ts'

const SIGNED_IN = changeKind('signed-in')

interface OnItsWay {
  readonly name: { readonly population: string }
  readonly connection: number | null
  readonly sentUs: number
  readonly nodeUs: number | null
}

/** When the session of its client began, in microseconds; null when it had one, or needed none. */
export function loginUs({ meta, changes, connections }: Trace, attempt: OnItsWay): number | null {
  const { name, sentUs, nodeUs } = attempt
  if (meta.counts.logins === null || nodeUs === null) return null
  const client = clientOf(connections, attempt.connection)
  const population = meta.names.populations.findIndex(({ id }) => id === name.population)
  for (const { rows, kind, a, atUs, value } of changes.chunks) {
    for (let i = 0; i < rows; i++) {
      if (kind[i] !== SIGNED_IN || a[i] !== population || value[i] !== client) continue
      const us = atUs[i] as number
      if (us >= sentUs && us <= nodeUs) return us
    }
  }
  return null
}

/** The client whose connection it is; connections are found by their number. */
function clientOf({ chunks }: Trace['connections'], connection: number | null): number | null {
  for (const { rows, id, address } of chunks) {
    for (let i = 0; i < rows; i++) if (id[i] === connection) return address[i] as number
  }
  return null
}
