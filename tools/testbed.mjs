/**
 * `npm run testbed`: starts the NGINX and HAProxy of this machine (Debian: apt-get install nginx-light haproxy) before
 * real targets, plays scripts of requests to them and keeps in tests/fixtures/testbed what they did, in some twenty minutes.
 * `npm run validate -- prediction` then says how Ballast predicts it. Nothing else should run meanwhile.
 */
import { ensureInstalled } from './build.mjs'
import { importBundled } from './bundle.mjs'
import { ROOT, run } from './run.mjs'

await ensureInstalled()
const testbed = /** @type {typeof import('../tests/testbed/record.ts')} */ (
  await importBundled(ROOT, 'tests/testbed/record.ts')
)
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !testbed.NAMES.includes(name))
if (unknown.length > 0) {
  console.error(`npm run testbed [-- LANE ...]
  There is no lane ${unknown.join(', ')}. Lanes: ${testbed.NAMES.join(', ')}`)
  process.exit(2)
}
// Before everything else that this machine does, where it lets us (root, Linux): the clock of the targets is real.
const { code } = await run('chrt', ['--all-tasks', '--fifo', '--pid', '10', String(process.pid)])
if (code !== 0)
  console.log(
    'Not in real time: `chrt` was refused. Other work on this machine will be measured, too.',
  )
await testbed.record(asked.length === 0 ? testbed.NAMES : asked, ROOT, console.log)
