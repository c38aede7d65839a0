/** A thread of `npm run validate`: works out the parts that it is asked for, one after the other. */
import { parentPort } from 'node:worker_threads'
import { importBundled } from './bundle.mjs'
import { ROOT } from './run.mjs'

const claims = /** @type {typeof import('../tests/validation/claims.ts')} */ (
  await importBundled(ROOT, 'tests/validation/claims.ts')
)
parentPort?.on('message', (/** @type {{ id: string, part: number }} */ { id, part }) =>
  parentPort?.postMessage(claims.workedOut(id, part)),
)
