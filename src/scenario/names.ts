/** What can be named in a scenario, by the sort of thing that a reference points at. */
import type { Keyed } from './document/keyed.ts'
import { DEFAULT_RULE, groupsOf, listenersOf, type WithRules } from './forwarding.ts'

/** The parts of a scenario in which names are given. */
export interface Named extends WithRules {
  readonly regions: Keyed<{ readonly zones: Keyed<unknown> }>
  readonly network: { readonly fromClients: Keyed<unknown> }
  readonly clients: Keyed<{ readonly place: string }>
  readonly hosts: Keyed<unknown>
  readonly targetGroups: Keyed<{ readonly targets: Keyed<unknown> }>
}

interface Sort {
  /** What a sentence calls one of them. */
  readonly what: string
  readonly among: (lane: Named) => readonly string[]
}

const zonesOf = ({ regions }: Named): readonly string[] =>
  Object.values(regions).flatMap(({ zones }) => Object.keys(zones))

/** Where clients are, each place once. */
export const placesOfClients = ({ clients }: Pick<Named, 'clients'>): readonly string[] => [
  ...new Set(Object.values(clients).map(({ place }) => place)),
]

const SORTS = {
  regions: { what: 'a region', among: ({ regions }) => Object.keys(regions) },
  zones: { what: 'a zone', among: zonesOf },
  populations: { what: 'a client population', among: ({ clients }) => Object.keys(clients) },
  origins: {
    what: 'a place with a way to the system',
    among: ({ network }) => Object.keys(network.fromClients),
  },
  places: {
    what: 'a zone or a place of clients',
    among: (lane) => [...zonesOf(lane), ...placesOfClients(lane)],
  },
  balancers: { what: 'a balancer', among: ({ balancers }) => Object.keys(balancers) },
  rules: {
    what: 'a rule',
    among: (lane) =>
      listenersOf(lane).flatMap(({ rules }) => [...Object.keys(rules), DEFAULT_RULE]),
  },
  // Nodes know, and so check, only these.
  'used groups': {
    what: 'a target group that a rule uses, be it with weight 0',
    among: (lane) => [...new Set(listenersOf(lane).flatMap(groupsOf))],
  },
  hosts: { what: 'a host', among: ({ hosts }) => Object.keys(hosts) },
  targets: {
    what: 'a target',
    among: ({ targetGroups }) =>
      Object.values(targetGroups).flatMap(({ targets }) => Object.keys(targets)),
  },
} as const satisfies Readonly<Record<string, Sort>>

export type SortName = keyof typeof SORTS

/** Whether a reference points at things of the scenario; a recording, for one, lies elsewhere. */
export const isSort = (to: string): to is SortName => Object.hasOwn(SORTS, to)

/** The names of one sort, and what to call one of them, for a reference that must be among them. */
export const namesOf = (
  lane: Named,
  sort: SortName,
): { readonly what: string; readonly among: readonly string[] } => ({
  what: SORTS[sort].what,
  among: SORTS[sort].among(lane),
})

/** What a reference can name; nothing when it points at things outside of the scenario. */
export const namesFor = (lane: Named, to: string): readonly string[] =>
  isSort(to) ? namesOf(lane, to).among : []
