/** The narrowings of a pick once more, each with what it takes away and how it deals requests out. */
import type { Division, Part } from '../../narrowings/define.ts'
import type { Narrowed } from '../../trace/explanation.ts'
import type { Site } from '../indices.ts'
import type { World } from '../world.ts'
import { narrowed, type PlannedNarrowing } from './considered.ts'
import type { Knowledge } from './knowledge.ts'

/** Who chose, and what targets are called. `chooser` is null where no algorithm was asked: nothing is dealt out then. */
interface Pick {
  readonly chooser: Knowledge | null
  readonly nameOf: (place: number) => string
}

export function narrowedFor({ plan }: World, knowledge: Knowledge, pick: Pick): Narrowed[] {
  const { chooser, nameOf } = pick
  const zone = (site: number): string => plan.network.sites[site as Site]
  const all: Part = {
    nth: 0,
    places: Array.from({ length: knowledge.size }, (_, place) => place),
    share: 1,
    isOpen: false,
  }
  const taken = chooser === null ? 0 : Math.max(0, knowledge.parts?.all.indexOf(chooser) ?? 0)
  let from = all
  return knowledge.narrowings.flatMap((narrowing, i): Narrowed[] => {
    const { member } = narrowing
    if (member.kind === 'divides' && chooser === null) return []
    const parts = narrowed(knowledge, narrowing, from)
    const nth = Math.floor(taken / partsAfter(knowledge, i))
    const into = parts.find((part) => part.nth === nth) ?? (parts[0] as Part)
    const away = from.places.filter((place) => !into.places.includes(place)).map(nameOf)
    const before = from
    from = into
    return [
      {
        label: member.label,
        because:
          member.kind === 'narrows'
            ? member.because
            : 'is in another part than this request fell to',
        away,
        hasGivenIn: into.isOpen && !before.isOpen,
        dealt:
          member.kind === 'divides'
            ? dealtOf(knowledge, { member, narrowing, zone }, { before, parts, into })
            : null,
      },
    ]
  })
}

/** How many parts the narrowings behind the nth make of each of its own. */
const partsAfter = (knowledge: Knowledge, nth: number): number =>
  knowledge.narrowings
    .slice(nth + 1)
    .reduce(
      (count, { member }) => count * (member.kind === 'divides' ? member.parts(knowledge) : 1),
      1,
    )

function dealtOf(
  knowledge: Knowledge,
  how: {
    readonly member: Division
    readonly narrowing: PlannedNarrowing
    readonly zone: (site: number) => string
  },
  {
    before,
    parts,
    into,
  }: { readonly before: Part; readonly parts: readonly Part[]; readonly into: Part },
): NonNullable<Narrowed['dealt']> {
  const { member, narrowing, zone } = how
  const names = { zone }
  const first = before.nth * member.parts(knowledge)
  return {
    why: before.isOpen
      ? `${member.label} is off while too few targets are healthy.`
      : member.tell(knowledge, before.places, narrowing.knobs, names),
    parts: parts.map((part) => ({
      label: member.called(knowledge, part.nth - first, names),
      share: part.share / before.share,
      targets: part.places.length,
      isTaken: part === into,
    })),
  }
}
