/**
 * `npm start`: from a fresh clone to the page, with nothing but Node and npm.
 * Installs and builds what is needed, serves dist on 127.0.0.1 and prints the address. The port is
 * `PORT`, else 4173, else the next that is free.
 */
import { ensureBuilt, ensureInstalled, isFresh } from './build.mjs'
import { ROOT } from './run.mjs'

const port = Number(process.env['PORT'] ?? 4173)
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`PORT is ${process.env['PORT']}; it must be 1 to 65535`)
  process.exit(2)
}
try {
  await ensureInstalled()
  if (!isFresh('page')) console.error('Building the page ...')
  await ensureBuilt('page')
  const { preview } = await import('vite')
  const server = await preview({
    root: ROOT,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port, strictPort: false },
  })
  console.log(`Ballast is at ${server.resolvedUrls?.local[0]} (Ctrl+C ends it)`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
