/** The rows about one population of clients: how many requests come, how, and what they ask for. */

import { replayedBy } from '../../arrivals/index.ts'
import { own } from '../../scenario/document/json.ts'
import { CLIENT, CONNECTIONS, IDENTITY, REQUEST, RETRY } from '../../scenario/things/clients.ts'
import {
  familyRows,
  type KnobRow,
  knobRows,
  type LaneDocument,
  type PanelRow,
  type Place,
} from './rowParts.ts'

export function populationRows(
  lanes: readonly LaneDocument[],
  id: string,
): { readonly rows: readonly PanelRow[]; readonly more: readonly PanelRow[] } {
  const place = ['clients', id]
  const [arrivals, ...arrivalKnobs] = familyRows(lanes, {
    label: 'Arrivals',
    family: 'arrivals',
    place: [...place, 'arrivals'],
  })
  // Recorded requests bring their work with them.
  const population = own(lanes[0]?.document.clients ?? {}, id)
  const isRecorded = population !== undefined && replayedBy(population.arrivals) !== null
  const requests = isRecorded ? [] : Object.keys(population?.requests ?? {})
  const demands = requests.map((request) =>
    familyRows(lanes, {
      label: requests.length === 1 ? 'Service' : `Service, ${request}`,
      family: 'distributions',
      place: [...place, 'requests', request, 'demand'],
    }),
  )
  const [firstDemand, ...otherDemands] = demands
  const [firstKnob, ...otherKnobs] = arrivalKnobs
  const [attempts, ...retryRest] = retryRows(lanes, place, id)
  const weights =
    requests.length < 2 ? [] : requests.flatMap((request) => weightRow(lanes, id, request))
  return {
    rows: [
      ...(firstKnob === undefined ? [] : [firstKnob]),
      arrivals,
      ...otherKnobs,
      ...(firstDemand?.slice(0, 2) ?? []),
      ...(attempts === undefined ? [] : [{ ...attempts, label: 'Attempts' }]),
    ],
    more: [
      ...(firstDemand?.slice(2) ?? []),
      ...otherDemands.flat(),
      ...weights,
      ...retryRest,
      ...knobRows(lanes, CLIENT, place),
      ...knobRows(lanes, CONNECTIONS, [...place, 'connections']),
      ...knobRows(lanes, IDENTITY, [...place, 'identity']),
    ],
  }
}

/** What a request earns, and what a bucket holds, is asked where there is such a budget, in whichever lane. */
function retryRows(lanes: readonly LaneDocument[], place: Place, id: string): readonly KnobRow[] {
  const { budgetRatio, bucketMax, bucketRatio, ...others } = RETRY
  const has = (budget: string): boolean =>
    lanes.some(({ document }) => own(document.clients, id)?.retry.budget === budget)
  const knobs = {
    ...others,
    ...(has('ratio') ? { budgetRatio } : {}),
    ...(has('bucket') ? { bucketMax, bucketRatio } : {}),
  }
  return knobRows(lanes, knobs, [...place, 'retry'])
}

const weightRow = (lanes: readonly LaneDocument[], id: string, request: string): KnobRow[] =>
  knobRows(lanes, { weight: REQUEST.weight }, ['clients', id, 'requests', request]).map((row) => ({
    ...row,
    label: `Weight, ${request}`,
  }))
