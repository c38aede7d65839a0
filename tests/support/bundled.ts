/**
 * The engine at its real speed. The test runner turns each use of an imported constant into a look-up on a module
 * object, which costs a hot loop nine tenths of its speed; here the same files are bundled as they are for the page.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import type * as doors from './simulate.ts'

const ENTRY = join(import.meta.dirname, 'simulate.ts')
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/ballast')

/** `simulate` and its companions, with all their checks. */
export async function bundledSimulate(): Promise<typeof doors> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: ENTRY, write: false, minify: false, target: 'node20' },
    ssr: { noExternal: true },
  })
  const [bundle] = (result as unknown as { readonly output: readonly { code: string }[] }).output
  await mkdir(CACHE, { recursive: true })
  const folder = await mkdtemp(join(CACHE, 'engine-'))
  const file = join(folder, 'simulate.mjs')
  await writeFile(file, (bundle as { code: string }).code)
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as typeof doors
  } finally {
    await rm(folder, { recursive: true })
  }
}
