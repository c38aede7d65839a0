/**
 * Zone-aware routing as Envoy does it: a node keeps requests in its zone as far as that has targets for the zone's share
 * of the nodes, and gives what is over to zones that have more of the targets than of the nodes, each by how much more.
 *
 *     own share    = 1 if targets_own >= nodes_own, else targets_own / nodes_own
 *     to others    = by max(0, targets_i - nodes_i)
 *
 * with shares in whole ten-thousandths, as there. With nodes 40/40/20 and targets 25/50/25 % a node of the first zone
 * keeps 62.5 % and sends 25 and 12.5 % to the others, so that every target gets the same.
 * Source: Envoy, source/extensions/load_balancing_policies/common/load_balancer_impl.cc
 * (regenerateLocalityRoutingStructures, tryChooseLocalLocalityHosts), one priority.
 */
import { count, flag, type KnobValues, ratio } from '../base/knobs.ts'
import { percentText } from '../base/percentText.ts'
import { type Considered, defineDivision, type Part, type PartNames, servingOf } from './define.ts'
import { countIn, zonesOf } from './parts/zones.ts'

const TOGETHER = 0
/** Envoy reckons in whole hundredths of a percent. */
const WHOLE = 10_000

const KNOBS = {
  isOn: flag({
    label: 'Zone-aware routing',
    help: 'Whether a node keeps requests in its own zone as far as that has targets for its share of the nodes, and gives the rest to zones with more targets than nodes (Envoy). All nodes that forward to the group count (model: they are the local cluster).',
    default: false,
  }),
  ratio: ratio({
    label: 'Routed by zone',
    help: 'Share of the requests that are routed so; the others go to any zone (Envoy: routing_enabled, 100 %).',
    default: 1,
  }),
  healthyMin: count({
    label: 'Off below',
    help: 'With fewer healthy targets in the group it is off, and all zones are used alike (Envoy: min_cluster_size, 6).',
    unit: 'targets',
    min: 0,
    max: 5000,
    default: 6,
  }),
} as const

export const zoneAware = defineDivision({
  kind: 'divides',
  id: 'zone-aware',
  label: 'Zone-aware routing',
  summary:
    'Requests stay in the zone of their node as far as its targets suffice; the rest goes where targets are spare.',
  source:
    'Envoy load_balancing_policies/common/load_balancer_impl.cc and "Zone aware routing"; at priority 0 only, not in ' +
    'panic, not with hashing. That all nodes of all balancers that forward to the group are the local cluster, and that ' +
    'none of them is ever out, is our model',
  knobs: KNOBS,
  parts: (seen) => zonesOf(seen).length + 1,
  divide(seen, from, knobs) {
    const zones = zonesOf(seen)
    const together = (share: number): Part => ({
      nth: TOGETHER,
      places: from,
      share,
      isOpen: false,
    })
    const serving = servingOf(seen, from)
    if (whyOff(seen, serving, knobs) !== null) return [together(1)]
    const routed = sharesOf(seen, serving).flatMap(({ zone, share }): Part[] => {
      const places = serving.filter((place) => seen.zone(place) === zone)
      const nth = zones.indexOf(zone) + 1
      return share === 0 ? [] : [{ nth, places, share: share * knobs.ratio, isOpen: false }]
    })
    return knobs.ratio === 1 ? routed : [together(1 - knobs.ratio), ...routed]
  },
  called: (seen, nth, names) =>
    nth === TOGETHER ? 'any zone' : `zone ${names.zone(zonesOf(seen)[nth - 1] as number)}`,
  tell(seen, all, knobs, names) {
    const from = servingOf(seen, all)
    const off = whyOff(seen, from, knobs)
    if (off !== null) return `Zone-aware routing is off here: ${off}.`
    const of =
      knobs.ratio === 1 ? '' : `Of the ${percentText(knobs.ratio)} % that are routed by zone: `
    return `${of}${onWords(seen, from, names)}`
  },
})

/** Why Envoy would not look at zones; null where it does. */
function whyOff(
  seen: Considered,
  from: readonly number[],
  { healthyMin, ratio: share }: KnobValues<typeof KNOBS>,
): string | null {
  const [first] = from
  if (first === undefined) return 'there is no target'
  if (share === 0) return 'no request is to be routed by zone'
  if (seen.priority(first) > 0) return 'it is done at priority 0 only'
  const { nodeZones, ownZone } = seen
  const zones = new Set(from.map((place) => seen.zone(place)))
  if (zones.size < 2) return 'all targets that may be used are in one zone'
  if (new Set(nodeZones).size < 2) return 'all nodes are in one zone'
  if (!nodeZones.includes(ownZone)) return 'no node is in this zone'
  return from.length < healthyMin
    ? `${from.length} healthy targets are fewer than ${healthyMin}`
    : null
}

/** Of a zone, in ten-thousandths, cut off. */
interface Percentages {
  readonly zone: number
  readonly nodes: number
  readonly targets: number
}

function percentagesOf(seen: Considered, from: readonly number[]): readonly Percentages[] {
  const { nodeZones } = seen
  const zones = from.map((place) => seen.zone(place))
  return [...new Set(zones)].map((one) => ({
    zone: one,
    nodes: Math.floor((WHOLE * countIn(nodeZones, one)) / nodeZones.length),
    targets: Math.floor((WHOLE * countIn(zones, one)) / zones.length),
  }))
}

/** Of the requests of a node that are routed by zone: the share of each zone that has targets. */
function sharesOf(
  seen: Considered,
  from: readonly number[],
): readonly { readonly zone: number; readonly share: number }[] {
  const all = percentagesOf(seen, from)
  const own = all.find(({ zone }) => zone === seen.ownZone)
  const kept =
    own === undefined
      ? 0
      : own.targets >= own.nodes
        ? WHOLE
        : Math.floor((own.targets * WHOLE) / own.nodes)
  const residuals = all.map(({ zone, nodes, targets }) =>
    zone === seen.ownZone ? 0 : Math.max(0, targets - nodes),
  )
  const residual = residuals.reduce((sum, one) => sum + one, 0)
  return all.map(({ zone }, i) => {
    const straight = zone === seen.ownZone ? kept : 0
    // Envoy, where rounding leaves nobody any: one of the zones at random.
    const part = residual === 0 ? 1 / all.length : (residuals[i] as number) / residual
    return { zone, share: (straight + (WHOLE - kept) * part) / WHOLE }
  })
}

function onWords(seen: Considered, from: readonly number[], { zone }: PartNames): string {
  const percent = (of: number): string => `${percentText(of / WHOLE)} %`
  const own = percentagesOf(seen, from).find((one) => one.zone === seen.ownZone)
  const here = `Zone ${zone(seen.ownZone)}`
  if (own === undefined) {
    return `${here} has no target that may be used: its requests go where there are more targets than nodes.`
  }
  const has = `${here} has ${percent(own.nodes)} of the nodes and ${percent(own.targets)} of the healthy targets`
  return own.targets >= own.nodes
    ? `${has}: all its requests stay in it.`
    : `${has}: as much stays in it as these can take, the rest goes where there are more targets than nodes.`
}
