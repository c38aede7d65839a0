/**
 * `npm run --silent ballast -- run FILE`: the command from this checkout, built first if its
 * sources have changed. Standard output carries only what the command prints.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt, ensureInstalled } from './build.mjs'
import { ROOT } from './run.mjs'

// npm runs scripts at the top of the checkout; file names are meant from where it was called.
const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env
if (script === 'ballast' && calledFrom) process.chdir(calledFrom)

const command = join(ROOT, 'dist-cli', 'ballast.js')
try {
  await ensureInstalled()
  const text = await ensureBuilt('library')
  if (text) console.error(text)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
process.argv[1] = command
await import(pathToFileURL(command).href)
