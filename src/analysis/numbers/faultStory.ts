/**
 * How long it took to notice a fault, and to trust again: what the health checks of each node made of the targets
 * that it touches. The page, its timeline and the report tell it in the same words.
 */
import { effectsOf, type FaultSpec } from '../../faults/index.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import { changeKind, type Names, type Trace } from '../../trace/schema.ts'

/** A node that changed its mind about a target, so long after the fault began, or ended. */
export interface Noticing {
  readonly node: string
  readonly target: string
  readonly afterUs: number
}

export interface FaultStory {
  readonly id: string
  readonly startUs: number
  /** When it ends, which may be after the end of the run. */
  readonly endUs: number
  /** The targets that it touches and that somebody checks; empty for a fault that is of none. */
  readonly targets: readonly string[]
  /** First changes to unhealthy while it lasted or before trust came back, in the order of time. */
  readonly noticed: readonly Noticing[]
  /** First changes back to healthy after its end, in the order of time. */
  readonly healthyAgain: readonly Noticing[]
  /** How long after it began DNS itself changed its mind about answers, one a name; nothing where DNS checks none. */
  readonly unnamed: readonly { readonly names: string; readonly afterUs: number }[]
}

interface Change {
  readonly atUs: number
  readonly isHealthy: boolean
  readonly node: number
  readonly target: number
}

/** One a fault, in the order of the scenario. */
export function faultStories(
  trace: Trace,
  scenario: Pick<LaneScenario, 'faults'>,
): readonly FaultStory[] {
  const { names } = trace.meta
  const changes = healthChanges(trace)
  return names.faults.flatMap(({ id, startUs, endUs }) => {
    const spec = Object.hasOwn(scenario.faults, id) ? scenario.faults[id] : undefined
    if (spec === undefined) return []
    const touched = touchedTargets(spec, names)
    const on = changes.filter(({ target }) => touched.has(target))
    const noticed = firsts(on, names, { isHealthy: false, fromUs: startUs })
    const healthyAgain = firsts(on, names, { isHealthy: true, fromUs: endUs }).filter((again) =>
      noticed.some(({ node, target }) => node === again.node && target === again.target),
    )
    const targets = [...touched].map((target) => names.targets[target]?.id ?? '')
    return [
      {
        id,
        startUs,
        endUs,
        targets,
        noticed: before(noticed, healthyAgain, { startUs, endUs }),
        healthyAgain,
        unnamed: unnamedIn(trace, { startUs, endUs }),
      },
    ]
  })
}

/** The answers that DNS came to find bad meanwhile, each the first time. */
function unnamedIn(
  { changes, meta }: Trace,
  { startUs, endUs }: { readonly startUs: number; readonly endUs: number },
): FaultStory['unnamed'] {
  const first = new Map<string, number>()
  for (const { rows, kind: what, a, atUs } of changes.chunks) {
    for (let i = 0; i < rows; i++) {
      const us = atUs[i] as number
      if (what[i] !== ANSWER_BAD || us < startUs || us > endUs) continue
      const names = meta.names.answers[a[i] as number]?.names ?? ''
      if (!first.has(names)) first.set(names, us - startUs)
    }
  }
  return [...first].map(([names, afterUs]) => ({ names, afterUs }))
}

/** A node that notices only after it trusted the target again has noticed something else. */
const before = (
  noticed: readonly Noticing[],
  again: readonly Noticing[],
  { startUs, endUs }: { readonly startUs: number; readonly endUs: number },
): readonly Noticing[] =>
  noticed.filter(({ node, target, afterUs }) => {
    const trust = again.find((one) => one.node === node && one.target === target)
    const atUs = startUs + afterUs
    return atUs <= endUs || (trust !== undefined && atUs < endUs + trust.afterUs)
  })

function touchedTargets(spec: FaultSpec, { hosts, targets }: Names): ReadonlySet<number> {
  const touched = new Set<number>()
  for (const effect of effectsOf(spec)) {
    const host = effect.kind === 'host-out' && hosts.find(({ id }) => id === effect.host)
    if (host) for (const target of host.containers) touched.add(target)
    targets.forEach(({ id, zone }, target) => {
      const isTouched =
        'target' in effect
          ? effect.target === id
          : effect.kind === 'zone-out' && effect.zone === zone
      if (isTouched) touched.add(target)
    })
  }
  return touched
}

const ANSWER_BAD = changeKind('answer-bad')
const UNHEALTHY = changeKind('unhealthy')
const HEALTHY = changeKind('healthy')

function healthChanges(trace: Trace): readonly Change[] {
  const found: Change[] = []
  for (const chunk of trace.changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const what = chunk.kind[i] as number
      if (what !== UNHEALTHY && what !== HEALTHY) continue
      found.push({
        atUs: chunk.atUs[i] as number,
        isHealthy: what === HEALTHY,
        node: chunk.a[i] as number,
        target: chunk.b[i] as number,
      })
    }
  }
  return found
}

/** The first change of each node about each target from a moment on. */
function firsts(
  changes: readonly Change[],
  names: Names,
  of: { readonly isHealthy: boolean; readonly fromUs: number },
): readonly Noticing[] {
  const seen = new Set<string>()
  return changes.flatMap(({ atUs, isHealthy, node, target }) => {
    const pair = `${node} ${target}`
    if (isHealthy !== of.isHealthy || atUs < of.fromUs || seen.has(pair)) return []
    seen.add(pair)
    return [
      {
        node: names.nodes[node]?.id ?? '',
        target: names.targets[target]?.id ?? '',
        afterUs: atUs - of.fromUs,
      },
    ]
  })
}

/**
 * `noticed by a after 5.4 s, b 7.0, c 8.8; healthy again for c after 5.8 s, a 7.4, b 9.0`; '' for a fault of no
 * target. The nodes of one balancer go by their zones, those of several by their ids.
 */
export function faultStoryWords(story: FaultStory, { nodes }: Pick<Names, 'nodes'>): string {
  const isOne = new Set(nodes.map(({ balancer }) => balancer)).size === 1
  const nameOf = (id: string): string =>
    isOne ? (nodes.find((node) => node.id === id)?.zone ?? id) : id
  if (story.targets.length === 0) return ''
  const dns = story.unnamed
    .map(({ names, afterUs }) => `DNS found ${names} bad after ${(afterUs / 1e6).toFixed(1)} s`)
    .join(', ')
  if (story.noticed.length === 0) return dns || 'no health check noticed it'
  const several = story.targets.length > 1
  const list = (found: readonly Noticing[]): string =>
    (several ? summed(found) : found)
      .map(({ node, afterUs }, i) => {
        const seconds = (afterUs / 1e6).toFixed(1)
        return i === 0 ? `${nameOf(node)} after ${seconds} s` : `${nameOf(node)} ${seconds}`
      })
      .join(', ')
  const of = several ? 'all targets noticed' : 'noticed'
  const again = story.healthyAgain
  const rest = again.length === 0 ? '' : `; healthy again for ${list(again)}`
  return `${of} by ${list(story.noticed)}${rest}${dns === '' ? '' : `; ${dns}`}`
}

/** Of several targets each node is told once, with the last of its times. */
function summed(found: readonly Noticing[]): readonly Noticing[] {
  const last = new Map(found.map((each) => [each.node, each]))
  return [...last.values()].sort((a, b) => a.afterUs - b.afterUs)
}
