/**
 * Who may be considered for which share of the requests: the narrowings of a node for a group, one after the other. Those
 * that divide make more and more parts, of which each request falls to one.
 */
import type { Considered, Division, Narrowing, Part } from '../../narrowings/define.ts'
import { type NarrowingId, narrowingById } from '../../narrowings/index.ts'
import { hasPriorities } from '../../scenario/things/narrowings.ts'
import type { TargetGroup } from '../../scenario/things/targetGroups.ts'

/** A narrowing and its settings. */
export interface PlannedNarrowing {
  readonly member: Narrowing | Division
  readonly knobs: Parameters<Division['divide']>[2]
}

/** With its settings, where it has any. */
export const planNarrowing = (
  id: NarrowingId,
  knobs: PlannedNarrowing['knobs'] = {},
): PlannedNarrowing => ({ member: narrowingById(id), knobs })

/** What a group has to say, when the balancer has had its say: its subset, its priorities with their health, its zones. */
export const planConsidered = (group: TargetGroup): readonly PlannedNarrowing[] => [
  ...(group.subset.kind === 'all' ? [] : [planNarrowing('subset', group.subset)]),
  hasPriorities(group) ? planNarrowing('priorities', group.priorities) : planNarrowing('healthy'),
  ...(group.zoneAware.isOn ? [planNarrowing('zone-aware', group.zoneAware)] : []),
]

/** How many parts there can be; 1 where nothing divides. */
export const partsIn = (seen: Considered, chain: readonly PlannedNarrowing[]): number =>
  chain.reduce(
    (parts, { member }) => parts * (member.kind === 'divides' ? member.parts(seen) : 1),
    1,
  )

/** The parts that get a share of the requests, one at least. */
export const partsOf = (
  seen: Considered,
  chain: readonly PlannedNarrowing[],
  places: readonly number[],
): readonly Part[] =>
  chain.reduce<readonly Part[]>(
    (parts, narrowing) => parts.flatMap((part) => narrowed(seen, narrowing, part)),
    [{ nth: 0, places, share: 1, isOpen: false }],
  )

/** What a narrowing makes of a part. */
export function narrowed(
  seen: Considered,
  { member, knobs }: PlannedNarrowing,
  part: Part,
): readonly Part[] {
  const { places, share, isOpen } = part
  if (member.kind === 'narrows') {
    const into: number[] = []
    const hasGivenIn = member.narrow(seen, places, into, knobs)
    return [{ ...part, places: into, isOpen: isOpen || hasGivenIn }]
  }
  const first = part.nth * member.parts(seen)
  if (isOpen) return [{ ...part, nth: first }]
  return member.divide(seen, places, knobs).map((one) => ({
    ...one,
    nth: first + one.nth,
    share: share * one.share,
  }))
}
