/**
 * The engine at its real speed, of this checkout or another. The test runner turns each use of an imported constant
 * into a look-up on a module object, which costs a hot loop nine tenths of its speed; here the same files are bundled
 * as they are for the page.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

/**
 * Bundles a file with all that it imports, and imports the bundle.
 * @param {string} root top of the checkout that the file is of
 * @param {string} entry from there: `src/index.ts`
 * @returns {Promise<unknown>} the module
 */
export async function importBundled(root, entry) {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-bundle-'))
  try {
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: join(root, entry),
        outDir: folder,
        emptyOutDir: false,
        copyPublicDir: false,
        minify: false,
        target: 'node20',
        rolldownOptions: {
          output: { entryFileNames: 'entry.mjs', chunkFileNames: '[name]-[hash].mjs' },
        },
      },
    })
    return await import(/* @vite-ignore */ pathToFileURL(join(folder, 'entry.mjs')).href)
  } finally {
    await rm(folder, { recursive: true })
  }
}
