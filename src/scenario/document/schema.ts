/**
 * The input document: its things in their order, composed into one description from which come the
 * validation, the order of the canonical text, links without defaults and the JSON Schema.
 */
import * as v from 'valibot'
import { balancers } from '../things/balancers.ts'
import { clients } from '../things/clients.ts'
import { dependency } from '../things/dependency.ts'
import { dns } from '../things/dns.ts'
import { faults } from '../things/faults.ts'
import { hosts } from '../things/hosts.ts'
import { LANE_TITLE_MAX, lanes } from '../things/lanes.ts'
import { limits } from '../things/limits.ts'
import { identityProvider } from '../things/login.ts'
import { network } from '../things/network.ts'
import { regions } from '../things/regions.ts'
import { replications } from '../things/replications.ts'
import { runEntries } from '../things/run.ts'
import { targetGroups } from '../things/targetGroups.ts'
import { struct } from './fields.ts'
import { text } from './knobSchema.ts'

const entries: Record<string, v.GenericSchema> = {
  ...runEntries,
  regions,
  network,
  clients,
  dns,
  balancers,
  hosts,
  targetGroups,
  dependency,
  identityProvider,
  faults,
  limits,
}

/** One lane: the document without `lanes`. */
export const laneSchema: v.GenericSchema = struct('Lane scenario', entries)

/** The base is a lane, too, and has a name like the others. */
const baseTitle = v.optional(
  text({ label: 'Title of the base', help: 'What lane A is called.', min: 0, max: LANE_TITLE_MAX }),
  '',
)

/** The whole document. */
export const scenarioSchema: v.GenericSchema = struct('Scenario', {
  ...entries,
  replications,
  baseTitle,
  lanes,
})
