/** `npm run pictures`: simulates every example and writes down the picture of it that the page shows. A minute. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './build.mjs'
import { importBundled } from './bundle.mjs'
import { ROOT, runTool } from './run.mjs'

await ensureInstalled()
const gallery = /** @type {typeof import('../tests/gallery/pictures.ts')} */ (
  await importBundled(ROOT, 'tests/gallery/pictures.ts')
)
const FILE = join(ROOT, 'src/app/gallery/pictures.json')
const texts = gallery.presets.map(
  (preset) => `  ${JSON.stringify(preset.id)}: ${JSON.stringify(gallery.pictureOf(preset, ROOT))}`,
)
writeFileSync(FILE, `{\n${texts.join(',\n')}\n}\n`)
const { code } = await runTool('@biomejs/biome/bin/biome', ['format', '--write', FILE])
process.exitCode = code
