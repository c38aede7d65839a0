/** The package as someone else gets it: packed, installed into an empty folder, used. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureBuilt } from '../../tools/build.mjs'
import { ROOT } from '../../tools/run.mjs'

const INSTALL_TIMEOUT_MS = 120_000

let folder = ''

const npm = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

beforeAll(async () => {
  await ensureBuilt('library')
  await ensureBuilt('types')
  folder = mkdtempSync(join(tmpdir(), 'ballast-package-'))
  // Without scripts: what prepack builds is built already, and other tests are reading it.
  const [packed] = JSON.parse(
    npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder),
  )
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', private: true }))
  npm(folder, 'install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`)
}, INSTALL_TIMEOUT_MS)

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true })
})

test('it brings nothing with it', () => {
  const { dependencies } = JSON.parse(npm(folder, 'ls', '--all', '--json'))
  expect(Object.keys(dependencies)).toEqual(['ballast'])
  expect(dependencies.ballast.dependencies).toBeUndefined()
})

test('its library is imported by name', () => {
  const script = "import { simulate } from 'ballast'; console.log(typeof simulate)"
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(stdout).toBe('function\n')
})

test('its types are found by a strict consumer', () => {
  writeFileSync(
    join(folder, 'use.ts'),
    "import { simulate } from 'ballast'\nsimulate satisfies Function\nconst wrong: string = simulate\n",
  )
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc6')
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', 'use.ts']
  const { stdout } = spawnSync(process.execPath, [compiler, ...options], {
    cwd: folder,
    encoding: 'utf8',
  })
  const errors = stdout.match(/^\S+\(\d+,\d+\): error .*/gm) ?? []
  expect(errors).toHaveLength(1)
  expect(errors[0]).toContain('use.ts(3,7): error TS2322')
})

test('its command runs, and tells wrong use from success', () => {
  const command = join(folder, 'node_modules', '.bin', 'ballast')
  const help = spawnSync(command, ['--help'], { cwd: folder, encoding: 'utf8' })
  expect(help.status).toBe(0)
  expect(help.stdout).toContain('ballast')
  expect(spawnSync(command, ['no-such-command'], { cwd: folder }).status).toBe(2)
})
