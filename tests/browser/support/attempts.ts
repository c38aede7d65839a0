/** What happened to every attempt of a run, as the command line writes it down: the truth for the page. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ballast } from './commandLine.ts'

/** Stamps are in milliseconds from the start of the run; null for one that never came. */
export interface Attempt {
  readonly lane: string
  readonly ordinal: number
  readonly target: string
  readonly status: string
  readonly sentMs: number
  readonly nodeMs: number | null
  readonly targetMs: number | null
  readonly startMs: number | null
  readonly serviceEndMs: number | null
  readonly backMs: number | null
  readonly endMs: number | null
}

/** Every attempt of every lane of a scenario without retries. */
export async function attemptsOf(scenario: string): Promise<readonly Attempt[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-trace-'))
  try {
    const file = join(folder, 'trace.csv')
    await ballast('run', scenario, '--trace', file)
    const [head = '', ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\r\n')
    const names = head.split(',')
    return lines.map((line) => {
      const cells = line.split(',')
      const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
      const stamp = (name: string): number | null => (cell(name) === '' ? null : Number(cell(name)))
      return {
        ...{ lane: cell('lane'), ordinal: Number(cell('ordinal')) },
        ...{ target: cell('target'), status: cell('status'), sentMs: Number(cell('sentMs')) },
        ...{ nodeMs: stamp('nodeMs'), targetMs: stamp('targetMs'), startMs: stamp('startMs') },
        ...{ serviceEndMs: stamp('serviceEndMs'), backMs: stamp('backMs'), endMs: stamp('endMs') },
      }
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

export type Place = 'on its way' | 'waiting' | 'in service'

/** Where an attempt is at a moment; null before it is sent and after it is over. */
export function placeAt(attempt: Attempt, ms: number): Place | null {
  const { sentMs, targetMs, startMs, serviceEndMs, backMs, endMs } = attempt
  const overMs = Math.max(sentMs, serviceEndMs ?? 0, backMs ?? 0, endMs ?? Number.POSITIVE_INFINITY)
  if (ms < sentMs || ms >= overMs) return null
  if (startMs !== null && startMs <= ms && ms < (serviceEndMs ?? overMs)) return 'in service'
  const leftMs = startMs ?? serviceEndMs ?? overMs
  return targetMs !== null && targetMs <= ms && ms < leftMs ? 'waiting' : 'on its way'
}

/** The moments at which something happens to an attempt. */
export const stampsOf = (attempt: Attempt): readonly number[] => {
  const { sentMs, nodeMs, targetMs, startMs, serviceEndMs, backMs, endMs } = attempt
  const stamps = [sentMs, nodeMs, targetMs, startMs, serviceEndMs, backMs, endMs]
  return stamps.filter((ms) => ms !== null)
}
