/** `simulate` and its companions at the engine's real speed, with all their checks. */
import { importBundled } from '../../tools/bundle.mjs'
import { ROOT } from '../../tools/run.mjs'
import type * as doors from './simulate.ts'

export const bundledSimulate = async (): Promise<typeof doors> =>
  (await importBundled(ROOT, 'tests/support/simulate.ts')) as typeof doors
