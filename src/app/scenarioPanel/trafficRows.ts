/** The rows about one population of clients: how many requests come, how, and what they ask for. */

import { replayedBy } from '../../arrivals/index.ts'
import { own } from '../../scenario/document/json.ts'
import { CLIENT, CONNECTIONS, REQUEST, RETRY } from '../../scenario/things/clients.ts'
import type { Scenario } from '../../scenario/types.ts'
import { familyRows, type KnobRow, knobRows, type PanelRow, type Place } from './rowParts.ts'

export function populationRows(
  scenario: Scenario,
  id: string,
): { readonly rows: readonly PanelRow[]; readonly more: readonly PanelRow[] } {
  const place = ['clients', id]
  const [arrivals, ...arrivalKnobs] = familyRows(scenario, {
    label: 'Arrivals',
    family: 'arrivals',
    place: [...place, 'arrivals'],
  })
  // Recorded requests bring their work with them.
  const population = own(scenario.clients, id)
  const isRecorded = population !== undefined && replayedBy(population.arrivals) !== null
  const requests = isRecorded ? [] : Object.keys(population?.requests ?? {})
  const demands = requests.map((request) =>
    familyRows(scenario, {
      label: requests.length === 1 ? 'Service' : `Service, ${request}`,
      family: 'distributions',
      place: [...place, 'requests', request, 'demand'],
    }),
  )
  const [firstDemand, ...otherDemands] = demands
  const [firstKnob, ...otherKnobs] = arrivalKnobs
  const [attempts, ...retryRest] = retryRows(scenario, place, population?.retry.budget === 'none')
  const weights =
    requests.length < 2 ? [] : requests.flatMap((request) => weightRow(scenario, id, request))
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
      ...knobRows(scenario, CLIENT, place),
      ...knobRows(scenario, CONNECTIONS, [...place, 'connections']),
    ],
  }
}

/** What a request earns is asked of a budget only. */
function retryRows(scenario: Scenario, place: Place, hasNoBudget: boolean): readonly KnobRow[] {
  const { budgetRatio, ...others } = RETRY
  return knobRows(scenario, hasNoBudget ? others : RETRY, [...place, 'retry'])
}

const weightRow = (scenario: Scenario, id: string, request: string): KnobRow[] =>
  knobRows(scenario, { weight: REQUEST.weight }, ['clients', id, 'requests', request]).map(
    (row) => ({ ...row, label: `Weight, ${request}` }),
  )
