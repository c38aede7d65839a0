/** Serves the built page for the whole run, on a free port that tests find in `BALLAST_PAGE`. */
import { preview } from 'vite'
import { ensureBuilt, ensureInstalled } from '../../../tools/build.mjs'
import { ROOT } from '../../../tools/run.mjs'

export default async function servePage(): Promise<() => Promise<void>> {
  await ensureInstalled()
  await ensureBuilt('page')
  await ensureBuilt('library')
  const server = await preview({
    root: ROOT,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port: 4300, strictPort: false },
  })
  const address = server.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('vite preview gave no address')
  process.env['BALLAST_PAGE'] = address
  return () => server.close()
}
