/** A container: a server as an instance is, but its slots work on the cores of a host that others share. */
import { reference } from '../base/knobs.ts'
import { defineTargetKind } from './define.ts'
import { admitQueued } from './parts/queued.ts'

export const container = defineTargetKind({
  id: 'container',
  label: 'Container',
  summary:
    'As an instance, but the containers of a host share its cores: while more slots are at work there, all work on it is slowed alike.',
  source:
    'A kernel that shares its cores evenly among runnable threads (Linux, CFS). That a slot at work is one thread, that ' +
    'containers have neither CPU shares nor quotas of their own, and that switching costs nothing, is our model',
  knobs: {
    host: reference({ label: 'Host', help: 'Whose cores it shares.', to: 'hosts' }),
  },
  runsOn: ({ host }) => host,
  admit: admitQueued,
})
