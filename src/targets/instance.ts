/** A virtual machine: so many at one time, a queue, and no more than that. */
import { defineTargetKind } from './define.ts'
import { admitQueued } from './parts/queued.ts'

export const instance = defineTargetKind({
  id: 'instance',
  label: 'Instance',
  summary: 'A server with slots and a queue before them; who finds both full is answered 503.',
  source: 'A thread pool with a bounded queue, as in Tomcat (maxThreads, acceptCount)',
  knobs: {},
  admit: admitQueued,
})
